"""Text of the index: every word once, in order, each with the rows that hold it, so that a beginning is one slice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from . import bits
from .bits import Bits


@dataclass(frozen=True)
class Words:
    """A dictionary of words with posting lists in its order.

    Attributes:
        letters: all words one after the other in UTF-8, ascending.
        ends: where each word ends in ``letters``, shape (words,).
        postings: row numbers, word by word.
        until: where each word's rows end in ``postings``, shape (words,).
    """

    letters: NDArray[np.uint8] = field(repr=False)
    ends: NDArray[np.uint32] = field(repr=False)
    postings: NDArray[np.uint32] = field(repr=False)
    until: NDArray[np.uint32] = field(repr=False)

    def word(self, number: int) -> bytes:
        """One word of the dictionary."""
        begin = int(self.ends[number - 1]) if number else 0
        return self.letters[begin : int(self.ends[number])].tobytes()

    def place(self, key: bytes) -> int:
        """The first word that is not before ``key``, by binary search."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.word(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def starting_with(self, beginning: str, rows: int) -> Bits:
        """Rows that hold a word with this beginning."""
        key = beginning.encode()
        first, last = self.place(key), self.place(key + b"\xff")
        begin = int(self.until[first - 1]) if first else 0
        end = int(self.until[last - 1]) if last else 0
        return bits.from_rows(self.postings[begin:end], rows)


def build(texts: Sequence[Sequence[str]]) -> Words:
    """Index the words of each row; they come folded (lower case) from whoever reads the rows."""
    numbered: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        for word in set(text):
            numbered.setdefault(word, []).append(row)
    ordered = sorted((word.encode(), rows) for word, rows in numbered.items())
    letters = b"".join(word for word, _ in ordered)
    return Words(
        letters=np.frombuffer(letters, np.uint8),
        ends=np.cumsum([len(word) for word, _ in ordered], dtype=np.uint32),
        postings=np.array([row for _, rows in ordered for row in rows], np.uint32),
        until=np.cumsum([len(rows) for _, rows in ordered], dtype=np.uint32),
    )

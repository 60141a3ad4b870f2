"""A typed text becomes tokens: words with a meaning, figures with their unit, and what is neither."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from catalog import units
from catalog.quantities import NotAQuantity, split
from catalog.search_box.vocabulary import Meaning, fold, longest_first, meanings

LONGEST = 500
MOST_TOKENS = 60
_NUMBER = re.compile(r"\d{1,3}(?:[,'’\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+")
_FRACTION = re.compile(r"([1357])/([248]|16|32)(?=\s?(?:hp|ps|in|zoll|\"))")  # of a horsepower or an inch
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*:\s*1(?!\d)")
_PROTECTION = re.compile(r"ip\s?(\d\d)(?![\w])")
_NEMA = re.compile(r"nema\s?-?(\d{2})(?!\w)")
_POLES = re.compile(r"(\d{1,2})(?:\s|-)?(?:poles?|polig|极)(?!\s*pair|\w*对)(?![a-z])")
_CLASS = re.compile(r"(?:insulation |thermal )?class ([aebfh])(?!\w)|(?:waermeklasse|绝缘等级)\s?([aebfh])(?!\w)")
_TOLERANCE = re.compile(r"(?:±|\+/-|\+-)\s?(\d{1,2})\s?%")
_WORDLIKE = re.compile(r"[^\W\d_]", re.ASCII)
_TEXT = re.compile(r"[^\s,;，；]+")
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
_GAP = re.compile(r"[\s,;，；。|]+")


@dataclass(frozen=True)
class Token:
    """A piece of the text.

    Attributes:
        text: as typed.
        meaning: of a word; None for a figure or an unknown text.
        number, unit, quantity: of a figure; a bare number has neither unit nor quantity.
    """

    text: str
    meaning: Meaning | None = None
    number: float | None = None
    unit: str = ""
    quantity: str = ""

    def plays(self, *roles: str) -> bool:
        """Whether it is a word in one of these roles."""
        return self.meaning is not None and self.meaning.role in roles


class TooLong(ValueError):
    """The text is longer than any search."""


def tokens(text: str, names: Mapping[str, Meaning]) -> list[Token]:
    """Cut a text into tokens. ``names`` are folded words of the catalogue's own: makers, series. Raises TooLong."""
    if len(text) > LONGEST:
        raise TooLong
    found: list[Token] = []
    for token in _cut(" ".join(text.replace("\0", " ").split()), names):
        found.append(token)
        if len(found) > MOST_TOKENS:
            raise TooLong
    return found


def _cut(text: str, names: Mapping[str, Meaning]) -> Iterator[Token]:
    folded, origin = _folded_with_origin(text)
    place = 0

    def typed(begin: int, end: int) -> str:
        return text[origin[begin] : origin[end]].strip()

    while place < len(folded):
        if gap := _GAP.match(folded, place):
            place = gap.end()
            continue
        read = _special(folded, place) or _word(folded, place, names) or _figure(folded, place)
        if read is None:
            unknown = _TEXT.match(folded, place)
            read = Token(""), unknown.end() if unknown else place + 1
        token, end = read
        yield Token(typed(place, end), token.meaning, token.number, token.unit, token.quantity)
        place = end


def _folded_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place of the typed letter that it came from."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        raised = {"²": "2", "³": "3", "⁻": "-", "¹": "1"}.get(letter)
        piece = raised or (letter if letter in "··-" else fold(letter))
        letters.append(piece)
        origin += [place] * len(piece)
    return _HYPHEN.sub(" ", "".join(letters)), [*origin, len(text)]


_Read = tuple[Token, int] | None


def _special(text: str, place: int) -> _Read:
    """Forms that are neither word nor figure with unit: IP54, NEMA 23, 8 poles, class F, 25:1, ±10 %."""
    if (
        place
        and (text[place - 1].isalnum() and text[place - 1].isascii())
        and text[place].isascii()
        and text[place].isalnum()
    ):
        return None
    if match := _PROTECTION.match(text, place):
        return Token("", Meaning("choice", "ip_rating", (f"IP{match[1]}",))), match.end()
    if match := _NEMA.match(text, place):
        return Token("", Meaning("choice", "flange", (f"NEMA {match[1]}",))), match.end()
    if (match := _POLES.match(text, place)) and int(match[1]) % 2 == 0:
        return Token("", Meaning("choice", "pole_pairs", (int(match[1]) / 2,))), match.end()
    if match := _CLASS.match(text, place):
        return Token("", Meaning("choice", "insulation_class", ((match[1] or match[2]).upper(),))), match.end()
    if match := _RATIO.match(text, place):
        return Token("", None, float(match[1]), ":1", "gear"), match.end()
    if match := _TOLERANCE.match(text, place):
        return Token("", Meaning("tolerance"), float(match[1])), match.end()
    return None


def _word(text: str, place: int, names: Mapping[str, Meaning]) -> _Read:
    """The longest known word that stands here. Latin words end where letters end, Chinese ones anywhere."""
    before = text[place - 1] if place else " "
    known: list[tuple[str, Meaning]] = [
        *((name, meaning) for name, meaning in names.items() if text.startswith(name, place)),
        *((word, meanings()[word]) for word in longest_first().get(text[place], ()) if text.startswith(word, place)),
    ]
    for word, meaning in sorted(known, key=lambda pair: -len(pair[0])):
        end = place + len(word)
        after = text[end] if end < len(text) else " "
        if _joined(before, word[0]) or _joined(word[-1], after):
            continue
        if word == "-" and not (after.isdigit() or after.isspace()):
            continue
        return Token("", meaning), end
    return None


def _joined(left: str, right: str) -> bool:
    """Whether two letters belong to one Latin word."""
    return bool(_WORDLIKE.match(left) and _WORDLIKE.match(right)) or (bool(_WORDLIKE.match(left)) and right.isdigit())


def _figure(text: str, place: int) -> _Read:
    """A number with the unit behind it. A number that runs into letters which are no unit is part of a name."""
    if place and (_WORDLIKE.match(text[place - 1]) or text[place - 1].isdigit()):
        return None
    if fraction := _FRACTION.match(text, place):
        number, end = int(fraction[1]) / max(1, int(fraction[2])), fraction.end()
    elif match := _NUMBER.match(text, place):
        try:
            number = split(match[0], language="en")[0]
        except NotAQuantity:
            return None
        end = match.end()
    else:
        return None
    if unit := _unit(text, end):
        symbol, quantity, stop = unit
        return Token("", None, number, symbol, quantity), stop
    after = text[end] if end < len(text) else " "
    if _WORDLIKE.match(after):
        return None
    return Token("", None, number), end


# Which quantity a unit means that several share, and units that are no figure of a motor on their own.
_PREFERRED = (
    "voltage",
    "torque",
    "speed",
    "power",
    "current",
    "mass",
    "length",
    "resistance",
    "inertia",
    "temperature",
)
_AMBIGUOUS = frozenset({"r", "c", "f", "k", "s", "m", "h", "j", "n", "分", "度", "min", "1", "°", "kv"})


@cache
def _unit_table() -> dict[str, tuple[str, str]]:
    """Folded spelling → symbol and quantity."""
    found: dict[str, tuple[str, str]] = {}
    order = [*_PREFERRED, *(name for name in units.UNITS if name not in _PREFERRED)]
    for quantity in reversed(order):
        for unit in units.UNITS[quantity]:
            for spelling in (unit.symbol, *unit.spellings):
                if folded := units.fold(spelling):
                    found[folded] = (unit.symbol, quantity)
    return {spelling: meant for spelling, meant in found.items() if spelling not in _AMBIGUOUS}


_NEXT_FIGURE = re.compile(r"\s\S*\s|\s\d")


def _unit(text: str, place: int) -> tuple[str, str, int] | None:
    """The longest unit that stands here, after at most one space: symbol, quantity, end."""
    begin = place + 1 if place < len(text) and text[place] == " " else place
    if begin >= len(text):
        return None
    run = text[begin : begin + 16]
    for length in range(len(run), 0, -1):
        piece = run[:length]
        if piece != piece.strip() or _NEXT_FIGURE.search(piece):
            continue
        meant = _unit_table().get(units.fold(piece))
        after = text[begin + length] if begin + length < len(text) else " "
        if (
            meant
            and not _joined(piece[-1], after)
            and not (piece[-1].isascii() and piece[-1].isalpha() and after in "/²")
        ):
            return (*meant, begin + length)
    return None

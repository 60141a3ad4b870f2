"""What words mean to the search box: those of the attribute table, and those of `words.toml`.

Words are compared folded (see `fold`): case, umlauts and full width do not matter. Where one word begins another
("speed", "speed constant") the longer one wins. What only the shop knows (price, stock) it adds by `register`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from catalog.attributes import ALIASES, ATTRIBUTES

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "−": "-", "–": "-", "—": "-", "～": "~"})
_TRADITIONAL = str.maketrans("電機轉無減編碼驅動額壓長軸徑價庫現貨務廠", "电机转无减编码驱动额压长轴径价库现货务厂")


def fold(text: str) -> str:
    """A text as words are compared: lower case, no umlauts, half width, simplified forms, hyphens as spaces."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_TRADITIONAL).translate(_FOLDED)
    return re.sub(r"(?<=[^\W\d])-(?=[^\W\d])|\s+", " ", text)


PROTECTION: tuple[str, ...] = ("IP20", "IP40", "IP54", "IP65", "IP67")

Value = float | str | bool
_JOINING = frozenset({"bis", "und", "and"})


@dataclass(frozen=True)
class Meaning:
    """What a word means.

    Attributes:
        role: attribute, choice, kind, limit or one of the small words of the grammar.
        key: of the attribute, or the kind of part.
        values: of a choice.
        minimum: for a word that is a limit by itself ("in stock").
    """

    role: str
    key: str = ""
    values: tuple[Value, ...] = ()
    minimum: float | None = None


_registered: dict[str, Meaning] = {}


def register(words: str, meaning: Meaning) -> None:
    """Add words of the shop's own (price, stock), separated by commas. For `AppConfig.ready`."""
    for word in _split(words):
        _registered[word] = meaning
    meanings.cache_clear()
    longest_first.cache_clear()


def _split(words: str) -> Iterable[str]:
    return (fold(word.strip()) for word in words.split(", ") if word.strip())


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def _short_names(key: str) -> Iterable[str]:
    return (name for name, meant in ALIASES.items() if meant == key)


@cache
def meanings() -> Mapping[str, Meaning]:
    """Every word with its meaning. Later lines win where one word has two."""
    found: dict[str, Meaning] = {}
    told = _told()
    for role, words in told["grammar"].items():
        # "bis" and "and" join two ends; before a single figure the grammar takes "bis" for "at most".
        found |= {word: Meaning(role) for word in _split(words) if word not in _JOINING or role == "to"}
    for kind, words in told["kinds"].items():
        found |= {word: Meaning("kind", kind) for word in _split(words)}
    for key, attribute in ATTRIBUTES.items():
        words = {fold(word) for word in (*attribute.headings, *_short_names(key))}
        found |= {word: Meaning("attribute", key) for word in words if word not in found}
    for choice in told["choices"]:
        meaning = Meaning("choice", choice["key"], tuple(choice["values"]))
        found |= dict.fromkeys(_split(choice["words"]), meaning)
    return MappingProxyType(found | _registered)


@cache
def longest_first() -> Mapping[str, tuple[str, ...]]:
    """The words by their first letter, the longest first."""
    found: dict[str, list[str]] = {}
    for word in meanings():
        found.setdefault(word[0], []).append(word)
    return {letter: tuple(sorted(words, key=len, reverse=True)) for letter, words in found.items()}

"""What the attributes are called in tables and by buyers, in English, German and Chinese: `words.csv`.

Importers recognise column headings by them, the search box its words. The label in each language stands first where it
is not the English one; values (star, keyway, IP54) are not among them.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("en", "de", "zh-hans")


def _read() -> dict[str, dict[str, tuple[str, ...]]]:
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: {
                language: tuple(word.strip() for word in row[language].split(";") if word.strip())
                for language in LANGUAGES
            }
            for row in csv.DictReader(file)
        }


# Attribute key to language to words.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(_read())


def headings(key: str) -> tuple[str, ...]:
    """Every word for this attribute, each once."""
    known = WORDS.get(key, {})
    return tuple(dict.fromkeys(word for language in LANGUAGES for word in known.get(language, ())))

"""Read a physical quantity as people type it and print it as they read it."""

import math
import re
import unicodedata
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog import units
from catalog.attributes import ATTRIBUTES, Attribute, Quantity, UnitSystem
from catalog.attributes.kinds import YES_NO, Text

NO_BREAK_SPACE = "\u00a0"
NARROW_SPACE = "\u202f"
DIGITS = 4
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’_]")
_FIGURE = re.compile(
    r"\s*(?P<sign>[+\-−–]?)\s*(?P<digits>\d+(?:[\s'’]\d{3}(?!\d))*(?:[.,]\d+)*|[.,]\d+)[.,]?"
    r"(?:\s*(?:[eE](?=[+\-−]?\d)|[×x*]\s*10\s*\^?)\s*(?P<power>[+\-−]?\d{1,3})(?!\d))?"
    r"(?P<unit>.*)",
    re.DOTALL,
)
_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_TEN_TO = re.compile(r"(?<=10)\s*([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")


class NotAQuantity(ValueError):
    """A text is no figure of this attribute. `sentence` says why, to the person who typed it."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Figure:
    """A number as printed and its unit."""

    number: str
    unit: str = ""

    def __str__(self) -> str:
        if not self.unit:
            return self.number
        joined = "" if self.unit in ("°", "′", "″") else NO_BREAK_SPACE
        return f"{self.number}{joined}{self.unit}"


def parse(text: str, attribute: Attribute | str, *, language: str | None = None) -> float:
    """What a person typed, as the stored value: SI, temperatures in °C.

    A bare number is in the attribute's first display unit. ``3,000`` is three thousand except on a German page, where
    it is three and ``3.000`` three thousand. Raises NotAQuantity.
    """
    attribute = ATTRIBUTES[attribute] if isinstance(attribute, str) else attribute
    if attribute.quantity is None:
        raise NotAQuantity(format_lazy(_("“{label}” is not a number."), label=attribute.label))
    return parse_quantity(text, attribute.quantity, label=attribute.label, language=language)


def parse_quantity(text: str, quantity: Quantity, *, label: Text | None = None, language: str | None = None) -> float:
    """As `parse`, for a quantity that belongs to no attribute (a load, a supply)."""
    number, written = split(text, language=language)
    unit = units.find(written, quantity.name) if written else quantity.units[0]
    if unit is None:
        raise NotAQuantity(
            format_lazy(
                _("“{unit}” is not a unit of this figure. Use {examples}."),
                unit=written[:20],
                examples=", ".join(_usual_units(quantity)) or "1",
            )
        )
    value = units.to_stored(number, unit, quantity.name)
    _refuse_absurd(value, quantity, label)
    return value


def _usual_units(quantity: Quantity) -> list[str]:
    """Units to name in a refusal: those on our pages first."""
    known = (*quantity.units, *quantity.us_units, *(unit.symbol for unit in units.UNITS[quantity.name]))
    return [unit for unit in dict.fromkeys(known) if unit][:5]


def split(text: str, *, language: str | None = None) -> tuple[float, str]:
    """A typed figure as its number and the unit that follows it. Raises NotAQuantity."""
    if len(text) > 100:
        raise NotAQuantity(_("This is too long for a figure."))
    typed = _TEN_TO.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[1]), text)
    typed = unicodedata.normalize("NFKC", typed)
    match = _FIGURE.fullmatch(typed)
    if not match or match["unit"][:1].isdigit():
        raise NotAQuantity(format_lazy(_("“{text}” does not begin with a number."), text=text.strip()[:40]))
    number = float(_plain(match["digits"], language or get_language() or "en"))
    power = int((match["power"] or "0").replace("−", "-"))
    number *= 10.0**power if abs(power) <= 99 else math.inf
    if not math.isfinite(number):
        raise NotAQuantity(_("This number is beyond anything that can be built."))
    return (-number if match["sign"] in ("-", "−", "–") else number), match["unit"].strip()


def _plain(digits: str, language: str) -> str:
    """Digits as Python reads them: thousands separators away, the decimal sign a point."""
    digits = _SPACES.sub("", digits)
    points, commas = digits.count("."), digits.count(",")
    if points and commas:  # the last kind is the decimal sign
        decimal = max(".,", key=digits.rfind)
        if digits.count(decimal) > 1:
            raise NotAQuantity(format_lazy(_("“{text}” can be read in more than one way."), text=digits[:40]))
        return digits.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    separator = "." if points else ","
    if points + commas == 0:
        return digits
    if points + commas > 1:
        if not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
            raise NotAQuantity(format_lazy(_("“{text}” can be read in more than one way."), text=digits[:40]))
        return digits.replace(separator, "")
    thousands = "." if language.startswith("de") else ","
    if separator == thousands and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        return digits.replace(separator, "")
    return digits.replace(separator, ".")


def _refuse_absurd(value: float, quantity: Quantity, label: Text | None) -> None:
    name = label if label is not None else _("This figure")
    if not math.isfinite(value) or abs(value) > quantity.limit:
        raise NotAQuantity(format_lazy(_("{name}: beyond anything that can be built."), name=name))
    if value < 0 and not quantity.signed:
        raise NotAQuantity(format_lazy(_("{name}: cannot be negative."), name=name))
    if quantity.name == "temperature" and value < -273.15:
        raise NotAQuantity(format_lazy(_("{name}: below absolute zero."), name=name))


def show(
    value: float | str | bool, attribute: Attribute | str, system: UnitSystem = "si", *, language: str | None = None
) -> Figure:
    """A stored value as a person reads it, in the unit that suits its size; words by their label."""
    attribute = ATTRIBUTES[attribute] if isinstance(attribute, str) else attribute
    if value in attribute.choices:
        return Figure(str(attribute.choices[value]))
    if isinstance(value, bool):
        return Figure(str(YES_NO[value]))
    if isinstance(value, str):
        return Figure(", ".join(values_of(value)) if attribute.column == "multi" else value)
    if attribute.quantity is None:
        return Figure(str(value))
    return show_quantity(value, attribute.quantity, system, language=language)


def show_quantity(
    value: float, quantity: Quantity, system: UnitSystem = "si", *, language: str | None = None
) -> Figure:
    """As `show`, for a quantity that belongs to no attribute."""
    unit = quantity.unit_for(value, system)
    shown = units.from_stored(value, unit, quantity.name)
    return Figure(number(shown, whole=quantity.whole, language=language), unit_name(unit))


def unit_name(unit: str) -> str:
    """A unit as printed in the active language."""
    return str(units.NAMES.get(unit, unit))


def number(value: float, *, whole: bool = False, digits: int = DIGITS, language: str | None = None) -> str:
    """A number with four significant digits, grouped thousands, a real minus and no trailing zeros."""
    language = language or get_language() or "en"
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞" if value < 0 else "–"
    rounded = value if whole else float(f"{value:.{digits}g}")
    if rounded and not 1e-3 <= abs(rounded) < 1e7 and not whole:
        mantissa, power = f"{rounded:.{digits - 1}e}".split("e")
        exponent = str(int(power)).translate(_POWERS)
        return f"{_grouped(float(mantissa), language)}{NO_BREAK_SPACE}×{NO_BREAK_SPACE}10{exponent}"
    return _grouped(rounded, language)


def _grouped(value: float, language: str) -> str:
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    if language.startswith("de"):
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return "0" if text == "-0" else text.replace("-", "−")


def typed(value: float, quantity: Quantity) -> str:
    """A stored value as it stands in a form: all its digits, in the first display unit, decimal point."""
    return f"{units.from_stored(value, quantity.units[0], quantity.name):.12g}"


def values_of(text: str) -> tuple[str, ...]:
    """The several values of one cell (certifications), which are joined by semicolons."""
    return tuple(each.strip() for each in text.split(";") if each.strip())

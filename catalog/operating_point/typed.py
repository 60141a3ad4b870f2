"""The operating point in addresses, forms and stored requirements.

``?m=0.4&n=3000&v=24&ta=40``: torque, speed, supply and ambient, each with a unit or bare in the first display unit.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.attributes import ATTRIBUTES, Attribute, Text, UnitSystem
from catalog.quantities import NotAQuantity, parse, show, typed

NAMES: Final[Mapping[str, str]] = {
    "m": "rated_torque",
    "n": "rated_speed",
    "v": "rated_voltage",
    "ta": "ambient_temperature_max",
}
"""Parameter of the address → the attribute whose quantity and units it has."""

LABELS: Final[Mapping[str, Text]] = {
    "m": gettext_lazy("Torque"),
    "n": gettext_lazy("Speed"),
    "v": gettext_lazy("Supply"),
    "ta": gettext_lazy("Ambient"),
}
USUAL_AMBIENT: Final = 25.0
_STORED: Final = {"m": "torque", "n": "speed", "v": "supply", "ta": "ambient"}
_LOOKS_LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BARE = re.compile(r"[+\-−]?[\d.,'’\s]+")
_LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class OperatingPoint:
    """What somebody needs a motor to do.

    Attributes:
        torque: at the shaft, N·m, above 0.
        speed: rad/s, 0 or more.
        supply: V; None: each motor's own rated voltage.
        ambient: °C; None: 25 °C.
    """

    torque: float
    speed: float
    supply: float | None = None
    ambient: float | None = None

    def figures(self) -> dict[str, float]:
        """Parameter → stored value, of those that are given."""
        values = {"m": self.torque, "n": self.speed, "v": self.supply, "ta": self.ambient}
        return {name: value for name, value in values.items() if value is not None}

    def parameters(self) -> dict[str, str]:
        """As an address says it: bare numbers in the first display unit, readable in every language."""
        return {name: _written(value, ATTRIBUTES[NAMES[name]]) for name, value in self.figures().items()}

    def query(self) -> str:
        """The query string, without the question mark."""
        return urlencode(self.parameters())

    def stored(self) -> dict[str, float]:
        """As plain JSON, in SI and °C."""
        return {_STORED[name]: value for name, value in self.figures().items()}

    @classmethod
    def from_stored(cls, data: Any) -> "OperatingPoint | None":
        """A point from what ``stored`` gave; None where it is none."""
        if not isinstance(data, Mapping):
            return None
        figures = {name: data[name] for name in _STORED.values() if isinstance(data.get(name), int | float)}
        if "torque" not in figures or "speed" not in figures:
            return None
        return cls(**{name: float(value) for name, value in figures.items()})

    def in_words(self, system: UnitSystem = "si") -> str:
        """ "0.4 N·m at 3,000 rpm on 24 V, 40 °C around it"."""
        said = _("%(torque)s at %(speed)s") % {
            "torque": show(self.torque, "rated_torque", system),
            "speed": show(self.speed, "rated_speed", system),
        }
        if self.supply is not None:
            said = _("%(point)s on %(supply)s") % {"point": said, "supply": show(self.supply, "rated_voltage", system)}
        if self.ambient is not None:
            around = show(self.ambient, "ambient_temperature_max", system)
            said = _("%(point)s, ambient %(ambient)s") % {"point": said, "ambient": around}
        return said


@dataclass(frozen=True)
class TypedField:
    """One field of the form: what stands in it, its unit where the text has none, and what is wrong with it."""

    name: str
    label: Text
    text: str
    unit: str
    problem: Text = ""

    @property
    def bare(self) -> bool:
        """Whether the text brings no unit of its own."""
        return not self.text or bool(_BARE.fullmatch(self.text))


@dataclass(frozen=True)
class Typed:
    """What an address or a form says of the point.

    Attributes:
        fields: m, n, v and ta, with everything that was typed.
        values: what could be read of them, SI and °C.
        point: where torque and speed are given and every field can be read.
    """

    fields: Mapping[str, TypedField]
    values: Mapping[str, float]
    point: OperatingPoint | None

    @property
    def problems(self) -> list[TypedField]:
        """The fields that cannot be read."""
        return [field for field in self.fields.values() if field.problem]


def read(parameters: Mapping[str, str], *, language: str | None = None) -> Typed:
    """Read a point. Never raises: what cannot be read is a problem of its field, and then there is no point."""
    texts = {name: _INVISIBLE.sub(" ", parameters.get(name, "") or "").strip() for name in NAMES}
    values: dict[str, float] = {}
    problems: dict[str, Text] = {}
    for name, text in texts.items():
        if not text:
            continue
        try:
            values[name] = _value(name, text, language)
        except NotAQuantity as refusal:
            problems[name] = refusal.sentence
    if ("m" in values) != ("n" in values) and not problems:
        missing = "n" if "m" in values else "m"
        problems[missing] = _("Give torque and speed together.")
    fields = {
        name: TypedField(name, LABELS[name], text[:_LONGEST], ATTRIBUTES[NAMES[name]].unit, problems.get(name, ""))
        for name, text in texts.items()
    }
    if problems or "m" not in values:
        return Typed(fields, values, None)
    return Typed(
        fields,
        values,
        OperatingPoint(torque=values["m"], speed=values["n"], supply=values.get("v"), ambient=values.get("ta")),
    )


def _value(name: str, text: str, language: str | None) -> float:
    value = parse(text, ATTRIBUTES[NAMES[name]], language=language)
    if name in ("m", "v") and value <= 0:
        raise NotAQuantity(_("This must be more than nothing."))
    return value


def _written(value: float, attribute: Attribute) -> str:
    """A figure that reads the same on an English and on a German page: 1.234 would be a thousand on the latter."""
    text = typed(round(value, 9), attribute.quantity)  # type: ignore[arg-type]  # the four have a quantity
    return f"{text}0" if _LOOKS_LIKE_THOUSANDS.fullmatch(text) else text

"""What an attribute and a physical quantity are; the tables beside this file declare them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
else:
    Text = str | Promise  # words that are translated when a person reads them
Search = Literal["choice", "range", "flag", "multi"]
Better = Literal["high", "low"]
PartKind = Literal["motor", "gearbox", "encoder", "brake", "driver"]
Column = Literal["number", "text", "flag", "multi"]
UnitSystem = Literal["si", "us"]

MOTOR: tuple[PartKind, ...] = ("motor",)
GEARBOX: tuple[PartKind, ...] = ("gearbox",)
ENCODER: tuple[PartKind, ...] = ("encoder",)
BRAKE: tuple[PartKind, ...] = ("brake",)
DRIVER: tuple[PartKind, ...] = ("driver",)
EVERY_KIND: tuple[PartKind, ...] = MOTOR + GEARBOX + ENCODER + BRAKE + DRIVER


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A physical quantity: the unit it is stored in and the units that people read.

    Attributes:
        name: key of the unit table in `catalog.units`.
        si_unit: the unit of every stored value.
        units: display units; a bare number is in the first, a small figure is shown in the second.
        below: stored values under this are shown in the second unit; None: always the first.
        us_units, us_below: the same for readers of US units.
        whole: a count, printed without rounding.
        signed: may be negative.
        limit: the largest magnitude that is not a typing error, in the stored unit.
    """

    name: str
    si_unit: str
    units: tuple[str, ...]
    below: float | None = None
    us_units: tuple[str, ...] = ()
    us_below: float | None = None
    whole: bool = False
    signed: bool = False
    limit: float = 1e9

    def unit_for(self, value: float, system: UnitSystem = "si") -> str:
        """The unit that a person reads this stored value in."""
        units, below = (self.us_units, self.us_below) if system == "us" and self.us_units else (self.units, self.below)
        return units[1] if below is not None and len(units) > 1 and 0 < abs(value) < below else units[0]


VOLTAGE = Quantity(name="voltage", si_unit="V", units=("V",), limit=1e5)
CURRENT = Quantity(name="current", si_unit="A", units=("A",), limit=1e5)
SMALL_CURRENT = Quantity(name="current", si_unit="A", units=("mA",), limit=1e5)
RESISTANCE = Quantity(name="resistance", si_unit="Ω", units=("Ω",), limit=1e6)
INDUCTANCE = Quantity(name="inductance", si_unit="H", units=("mH",), limit=1e3)
TORQUE = Quantity(
    name="torque",
    si_unit="N·m",
    units=("N·m", "mN·m"),
    below=0.1,
    us_units=("lbf·in", "oz·in"),
    us_below=1.13,
    limit=1e6,
)
SMALL_TORQUE = Quantity(name="torque", si_unit="N·m", units=("mN·m",), us_units=("oz·in",), limit=1e6)
TORQUE_CONSTANT = Quantity(name="torque_constant", si_unit="N·m/A", units=("mN·m/A",), us_units=("oz·in/A",), limit=1e5)
BACK_EMF_CONSTANT = Quantity(name="back_emf_constant", si_unit="V·s/rad", units=("V/krpm",), limit=1e5)
SPEED_CONSTANT = Quantity(name="speed_constant", si_unit="rad/(s·V)", units=("rpm/V",), limit=1e6)
SPEED_TORQUE_GRADIENT = Quantity(
    name="speed_torque_gradient", si_unit="rad/(s·N·m)", units=("rpm/(mN·m)",), us_units=("rpm/(oz·in)",), limit=1e9
)
MOTOR_CONSTANT = Quantity(
    name="motor_constant", si_unit="N·m/√W", units=("mN·m/√W",), us_units=("oz·in/√W",), limit=1e5
)
SPEED = Quantity(name="speed", si_unit="rad/s", units=("rpm",), limit=1e6)
POWER = Quantity(name="power", si_unit="W", units=("W",), us_units=("hp", "W"), us_below=7.5, limit=1e7)
LOSS = Quantity(name="power", si_unit="W", units=("W",), limit=1e7)
INERTIA = Quantity(name="inertia", si_unit="kg·m²", units=("g·cm²",), us_units=("oz·in²",), limit=1e4)
VISCOUS_FRICTION = Quantity(
    name="viscous_friction", si_unit="N·m·s", units=("mN·m/rpm",), us_units=("oz·in/krpm",), limit=1e5
)
FORCE = Quantity(name="force", si_unit="N", units=("N",), us_units=("lbf",), limit=1e7)
MASS = Quantity(name="mass", si_unit="kg", units=("kg", "g"), below=1, us_units=("lb",), limit=1e5)
LENGTH = Quantity(name="length", si_unit="m", units=("mm",), us_units=("in",), limit=1e3)
TEMPERATURE = Quantity(name="temperature", si_unit="°C", units=("°C",), us_units=("°F",), signed=True, limit=2000)
THERMAL_RESISTANCE = Quantity(name="thermal_resistance", si_unit="K/W", units=("K/W",), limit=1e6)
MILLISECONDS = Quantity(name="time", si_unit="s", units=("ms",), limit=1e9)
SECONDS = Quantity(name="time", si_unit="s", units=("s",), limit=1e9)
MINUTES = Quantity(name="time", si_unit="s", units=("min",), limit=1e9)
HOURS = Quantity(name="time", si_unit="s", units=("h",), limit=1e10)
SOUND_LEVEL = Quantity(name="sound_level", si_unit="dB(A)", units=("dB(A)",), limit=200)
FRACTION = Quantity(name="ratio", si_unit="1", units=("%",), limit=1)
FACTOR = Quantity(name="ratio", si_unit="1", units=("",), limit=1e6)
COUNT = Quantity(name="count", si_unit="1", units=("",), whole=True, limit=1e9)
SIGN = Quantity(name="count", si_unit="1", units=("",), whole=True, signed=True, limit=1)
PER_TURN = Quantity(name="per_turn", si_unit="1", units=("pulses/turn",), whole=True, limit=1e9)
ANGLE = Quantity(name="angle", si_unit="rad", units=("°",), limit=10)
SMALL_ANGLE = Quantity(name="angle", si_unit="rad", units=("arcmin",), limit=10)
FREQUENCY = Quantity(name="frequency", si_unit="Hz", units=("Hz",), limit=1e9)
HIGH_FREQUENCY = Quantity(name="frequency", si_unit="Hz", units=("kHz",), limit=1e9)
ENERGY = Quantity(name="energy", si_unit="J", units=("J",), limit=1e9)

YES_NO: Mapping[bool, Text] = MappingProxyType({True: pgettext_lazy("flag", "yes"), False: pgettext_lazy("flag", "no")})


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """One row of the table that everything else is derived from.

    Attributes:
        key: the name in the database, in addresses, files and the API. Never renamed.
        symbol: what engineers write; an underscore begins the index (``M_N``).
        quantity: None for words, flags and lists.
        group: key of `GROUPS`, the heading on a data sheet.
        search: how the parametric search offers it; None: not at all.
        better: which direction a comparison marks as best.
        kinds: the kinds of part that have it.
        choices: value to label; empty where any text may stand.
        headings: column headings and words that mean it, in three languages.
        physics: the calculations of `catalog.physics` read it.
        formula: how it follows from others where it is derived, as a person writes it.
        note: what a figure must be read with; names of other attributes in braces are filled in.
        staff_only: never on a public page.
        stored: False for what the part's own row holds.
        positive: zero is as impossible as a negative figure; the database holds this too.
        indexed: the database filters by it often enough for an index.
    """

    key: str
    label: Text
    group: str
    symbol: str = ""
    quantity: Quantity | None = None
    search: Search | None = None
    better: Better | None = None
    kinds: tuple[PartKind, ...] = MOTOR
    choices: Mapping[str | float, Text] = field(default_factory=lambda: MappingProxyType({}))
    headings: tuple[str, ...] = ()
    physics: bool = False
    formula: str = ""
    note: Text = ""
    staff_only: bool = False
    stored: bool = True
    positive: bool = False
    indexed: bool = False

    @property
    def column(self) -> Column:
        """What the database stores: a number, a word, yes or no, or several words in one text."""
        if self.quantity:
            return "number"
        if self.search == "flag":
            return "flag"
        return "multi" if self.search == "multi" else "text"

    @property
    def si_unit(self) -> str:
        """The unit of the stored value, empty for words."""
        return self.quantity.si_unit if self.quantity else ""

    @property
    def units(self) -> tuple[str, ...]:
        """Display units; a bare number is in the first."""
        return self.quantity.units if self.quantity else ()

    @property
    def us_units(self) -> tuple[str, ...]:
        """Display units of readers who want US units."""
        return (self.quantity.us_units or self.quantity.units) if self.quantity else ()

    @property
    def unit(self) -> str:
        """The unit of a bare number: in addresses, forms and files."""
        return self.units[0] if self.units else ""

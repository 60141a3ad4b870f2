"""Axes: where the ticks stand, what is written at them, and how a stored value becomes a place on paper."""

import math
from dataclasses import dataclass

import numpy as np

from catalog import units
from catalog.attributes import UnitSystem
from catalog.attributes.kinds import CURRENT, SPEED, TORQUE, Quantity
from catalog.physics.constants import Array, Values, array
from catalog.quantities import number, unit_name

__all__ = ["CURRENT", "SPEED", "TORQUE", "Axis", "LogAxis", "Scale", "nice_step", "scale_for"]


@dataclass(frozen=True)
class Scale:
    """The unit that one axis is read in: shown = stored / factor."""

    quantity: Quantity
    unit: str
    factor: float

    @property
    def name(self) -> str:
        """The unit as printed in the active language."""
        return unit_name(self.unit)

    def shown(self, stored: float) -> float:
        """A stored value in the unit of this scale."""
        return stored / self.factor

    def figure(self, stored: float, *, digits: int = 3) -> str:
        """A stored value as it is printed, without its unit."""
        return number(self.shown(stored), digits=digits)

    def with_unit(self, stored: float, *, digits: int = 3) -> str:
        """A stored value as it is printed, with its unit."""
        return f"{self.figure(stored, digits=digits)}\u00a0{self.name}"


def scale_for(quantity: Quantity, value: float, system: UnitSystem) -> Scale:
    """The scale in whose unit a reader of this system expects a value of this size."""
    unit = quantity.unit_for(value, system)
    return Scale(quantity, unit, units.to_stored(1.0, unit, quantity.name))


def nice_step(span: float, steps: int) -> float:
    """A step of 1, 2, 2.5 or 5 times a power of ten that divides a span into about so many."""
    if not span > 0 or not math.isfinite(span):
        return 1.0
    raw = span / steps
    power = 10.0 ** math.floor(math.log10(raw))
    return power * min((1, 2, 2.5, 5, 10), key=lambda step: abs(math.log(step * power / raw)))


@dataclass(frozen=True)
class Axis:
    """A linear axis from 0 to a round figure.

    Attributes:
        scale: of the stored values.
        end: the largest value, stored unit.
        step: between ticks, stored unit.
        start_at, end_at: places of 0 and ``end`` on paper.
    """

    scale: Scale
    end: float
    step: float
    start_at: float
    end_at: float

    @classmethod
    def to(cls, scale: Scale, largest: float, *, steps: int, start_at: float, end_at: float) -> "Axis":
        """The axis that just holds ``largest`` (stored unit)."""
        step = nice_step(scale.shown(largest), steps)
        count = max(1, math.ceil(scale.shown(largest) / step - 1e-9))
        return cls(scale, count * step * scale.factor, step * scale.factor, start_at, end_at)

    def at(self, stored: Values) -> Array:
        """The place on paper of a stored value."""
        return self.start_at + array(stored) / self.end * (self.end_at - self.start_at)

    def place(self, stored: float) -> float:
        """The place on paper of one stored value."""
        return float(self.at(stored))

    @property
    def ticks(self) -> list[float]:
        """The stored values of the ticks, 0 and the end included."""
        return [index * self.step for index in range(round(self.end / self.step) + 1)]


@dataclass(frozen=True)
class LogAxis:
    """A logarithmic axis between two values (stored unit), with ticks at 1, 2 and 5."""

    scale: Scale
    low: float
    high: float
    start_at: float
    end_at: float

    def at(self, stored: Values) -> Array:
        """The place on paper of a stored value above 0."""
        share = np.log(array(stored) / self.low) / math.log(self.high / self.low)
        return self.start_at + share * (self.end_at - self.start_at)

    def place(self, stored: float) -> float:
        """The place on paper of one stored value above 0."""
        return float(self.at(stored))

    @property
    def ticks(self) -> list[float]:
        """Stored values at 1, 2 and 5 times the powers of ten; only the tens where there would be too many."""
        low, high = self.scale.shown(self.low), self.scale.shown(self.high)
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        steps = (1, 2, 5) if high / low < 3e3 else (1,)
        every = [step * 10.0**power for power in powers for step in steps]
        return [
            value * self.scale.factor for value in every if low <= value * (1 + 1e-9) and value <= high * (1 + 1e-9)
        ]

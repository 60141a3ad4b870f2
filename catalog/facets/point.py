"""An operating point asked of every motor of the index at once: who runs there continuously, and how well.

The rules are those of docs/reference/formulas.md, the equations those of `catalog.physics`; this file only lines the
columns up. `catalog.physics.figures.Machine` says the same of one motor, and the tests hold the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from catalog.facets import bits
from catalog.facets.columns import Column
from catalog.facets.index import Index
from catalog.facets.kinds.multi import MultiColumn
from catalog.facets.source import DOUBTED
from catalog.operating_point.typed import USUAL_AMBIENT, OperatingPoint
from catalog.physics import conventions, motor, thermal
from catalog.physics.constants import MAGNET, REFERENCE, WINDING_LIMIT_ESTIMATE

Floats = NDArray[np.float64]
Check = Literal["reached", "continuous", "max_speed", "peak"]
CHECKS: tuple[Check, ...] = ("reached", "continuous", "max_speed", "peak")
_SAME = 1e-9  # a point on the limit itself runs


@dataclass(frozen=True)
class Judged:
    """What the point means to each row of the index; every array has shape (capacity,).

    Attributes:
        passes: the motor runs there continuously. Never true where a figure that decides is not published.
        unpublished: what is published does not allow to say.
        margin: continuous torque at that speed over the torque asked for, less 1; NaN where not published.
        current, efficiency: at the point on the careful line, A and 1; NaN where not published.
        limits: for each check what the motor reaches there (rad/s or N·m); NaN where not published.
        short: by how much the worst failing check misses, as a share; NaN for a motor that does not fail.
        failing: number of that check in `CHECKS`.
    """

    passes: NDArray[np.bool_]
    unpublished: NDArray[np.bool_]
    margin: Floats
    current: Floats
    efficiency: Floats
    limits: Mapping[Check, Floats]
    short: Floats
    failing: NDArray[np.int64]

    def why_not(self, row: int) -> tuple[Check, float] | None:
        """The check that a motor misses by most, and what it reaches; None where it fails none."""
        if np.isnan(self.short[row]):
            return None
        check = CHECKS[int(self.failing[row])]
        return check, float(self.limits[check][row])

    def nearest(self, among: NDArray[np.bool_], most: int, *, within: float = 0.6) -> list[int]:
        """Rows that fail by the least, at most ``within`` (a share), nearest first."""
        rows = np.flatnonzero(among & (self.short <= within))
        return [int(row) for row in rows[np.argsort(self.short[rows], kind="stable")][:most]]


def judge(index: Index, point: OperatingPoint) -> Judged:
    """Ask every motor of the index. Peak torque and permissible speed count where they are published."""
    given = _Figures(index)
    torque, speed = point.torque, point.speed
    voltage = given.rated_voltage if point.supply is None else np.full(index.capacity, point.supply)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        winding = motor.careful_winding(
            resistance=given.resistance,
            torque_constant=given.torque_constant,
            back_emf_constant=given.back_emf_constant,
            temperature=given.winding_limit,
            magnet_coefficient=given.magnet_coefficient,
            reference_temperature=given.reference_temperature,
        )
        friction = motor.friction(static=given.static_friction, viscous=given.viscous_friction, speed=speed)
        reached = motor.speed_at_torque(
            torque=torque,
            voltage=voltage,
            resistance=winding.resistance,
            torque_constant=winding.torque_constant,
            back_emf_constant=winding.back_emf_constant,
            static_friction=given.static_friction,
            viscous_friction=given.viscous_friction,
        )
        continuous = given.continuous_torque(friction=friction, point=point)
        current = motor.current(torque=torque, torque_constant=winding.torque_constant, friction=friction)
        power_in = motor.power_in(
            torque=torque, speed=speed, friction=friction, current=current, resistance=winding.resistance
        )
        efficiency = np.where(power_in == 0, 0.0, torque * speed / power_in)
        limits: dict[Check, Floats] = {
            "reached": np.where(given.has_line | (point.supply is not None), reached, np.nan),
            "continuous": continuous,
            "max_speed": given.max_speed,
            "peak": given.peak_torque,
        }
        asked = {"reached": speed, "continuous": torque, "max_speed": speed, "peak": torque}
        misses = np.array([_miss(asked[check], limits[check]) for check in CHECKS])
        margin = continuous / torque - 1 if torque else np.where(np.isnan(continuous), np.nan, np.inf)
    worst = misses.max(axis=0)
    fails = worst > _SAME
    unknown = np.isnan(limits["reached"]) | np.isnan(continuous)
    return Judged(
        passes=~fails & ~unknown,
        unpublished=~fails & unknown,
        margin=margin,
        current=current,
        efficiency=efficiency,
        limits=limits,
        short=np.where(fails, worst, np.nan),
        failing=misses.argmax(axis=0),
    )


def _miss(asked: float, limit: Floats) -> Floats:
    """By which share the limit lies below what is asked for; 0 where it does not or is not published."""
    share = np.where(limit > 0, asked / limit - 1, np.inf if asked > 0 else 0.0)
    return np.where(np.isnan(limit), 0.0, np.clip(share, 0.0, None))


class _Figures:
    """The columns as the physics wants them, doubted figures left out; NaN where nothing stands in."""

    def __init__(self, index: Index) -> None:
        self.index = index
        given = self._numbers
        self.rated_voltage = given("rated_voltage")
        self.max_speed = given("max_speed")
        self.resistance = given("terminal_resistance")
        published = given("torque_constant")
        basis = self._by_word("constant_basis", _BASIS, 1.0)
        emf = given("back_emf_constant")
        self.torque_constant = np.where(np.isnan(published), emf, published * basis)
        self.back_emf_constant = np.where(np.isnan(emf), self.torque_constant, emf)
        self.reference_temperature = _or(given("resistance_temperature"), REFERENCE)
        self.magnet_coefficient = self._by_word("magnet_material", MAGNET, 0.0)
        static, viscous, idle = given("friction_torque"), given("viscous_friction"), given("no_load_current")
        both = ~np.isnan(static) & ~np.isnan(viscous)
        from_idle = self.torque_constant * idle
        self.static_friction = np.where(both, static, np.where(np.isnan(from_idle), _or(static, 0.0), from_idle))
        self.viscous_friction = np.where(both, viscous, 0.0)
        self.published_limit = given("max_winding_temperature")
        self.winding_limit = _or(self.published_limit, WINDING_LIMIT_ESTIMATE)
        self.has_line = (self.resistance > 0) & (self.torque_constant > 0) & (self.rated_voltage > 0)
        peak = np.clip(self.torque_constant * given("peak_current") - self.static_friction, 0.0, None)
        self.peak_torque = np.where(np.isnan(published_peak := given("peak_torque")), peak, published_peak)

    def continuous_torque(self, *, friction: Floats, point: OperatingPoint) -> Floats:
        """The continuous limit of each motor at the speed: from its heat, else from its rated current."""
        given = self._numbers
        ambient = USUAL_AMBIENT if point.ambient is None else point.ambient
        winding = given("thermal_resistance_winding_housing")
        housing = given("thermal_resistance_housing_ambient")
        from_heat = thermal.continuous_torque(
            limit=self.winding_limit,
            friction=friction,
            speed=point.speed,
            torque_constant=self.torque_constant,
            resistance=self.resistance,
            magnet_coefficient=self.magnet_coefficient,
            thermal_resistance_winding=winding,
            thermal_resistance_housing=housing,
            ambient=ambient,
            mounting_factor=_or(given("mounting_factor"), 1.0),
            reference_temperature=self.reference_temperature,
        )
        rated = thermal.torque_from_rated_current(
            rated_current=given("rated_current"), torque_constant=self.torque_constant, friction=friction
        )
        scaled = thermal.torque_at_ambient(
            torque=rated,
            friction=friction,
            limit=self.published_limit,
            rated_ambient=REFERENCE,
            ambient=ambient,
        )
        from_current = np.where(np.isnan(self.published_limit), np.nan if ambient > REFERENCE else rated, scaled)
        heat_known = self.has_line & ~np.isnan(self.published_limit + winding + housing)
        return np.where(heat_known, from_heat, from_current)

    def _numbers(self, key: str) -> Floats:
        raw = self.index.numbers(key)
        doubted = self._doubted(key)
        if doubted is not None:
            raw[doubted] = np.nan
        return raw

    def _by_word(self, key: str, figures: Mapping[str, float], otherwise: float) -> Floats:
        """The figure that a word of each motor stands for."""
        column = self.index.columns[key]
        if not isinstance(column, Column):
            raise TypeError(f"{key} holds several values a row.")
        by_code = [figures.get(str(value), otherwise) for value in column.values]
        found: Floats = np.array([*by_code, otherwise], np.float64)[column.code]
        doubted = self._doubted(key)
        if doubted is not None:
            found[doubted] = otherwise
        return found

    def _doubted(self, key: str) -> NDArray[Any] | None:
        """Rows whose figure is doubted; None where there are none."""
        column = self.index.columns.get(DOUBTED)
        if isinstance(column, MultiColumn) and key in column.values:
            return bits.to_rows(column.sets[column.values.index(key)], self.index.capacity)
        return None


_BASIS = {word: float(conventions.converted_constant(torque_constant=1.0, basis=word)) for word in ("A peak", "A rms")}


def _or(figures: Floats, otherwise: float) -> Floats:
    return np.where(np.isnan(figures), otherwise, figures)

"""Heat that changes: a winding in a housing under a load that repeats, runs for a while, or runs now and then.

Winding and housing are two bodies. The winding takes up the copper loss and passes it to the housing, which takes up
friction and iron heat and passes everything to the air. Within a segment of constant current both temperatures follow
one linear differential equation, so a segment is a matrix, a cycle is a product of matrices, and the state that repeats
is one linear equation: nothing is iterated or integrated.

Segments stand on the last axis; everything before it broadcasts, so thousands of motors take one call. Temperatures
are in °C, differences and K/W in K. Source of every equation: docs/reference/formulas.md, "Heat that changes".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from catalog.physics.constants import COPPER, REFERENCE, Array, Values, array

USUAL_CYCLE: Final = 600.0
"""Length of an S3 cycle where none is given, s (IEC 60034-1)."""

USUAL_DUTIES: Final = (0.15, 0.25, 0.40, 0.60)
"""Duty cycles that S3 ratings are given for (IEC 60034-1)."""

ALTITUDE_FREE: Final = 1_000.0
"""Altitude up to which a rating holds, m."""

ALTITUDE_MOST: Final = 4_000.0
"""Altitude up to which the rule of 1 % for 100 m is used, m."""

Truth = NDArray[np.bool_]

_HALVINGS = 60
_DOUBLINGS = 60


@dataclass(frozen=True, kw_only=True)
class TwoBodies:
    """How a motor takes up and loses heat. Every figure broadcasts; ``nan`` means not published and stays ``nan``.

    Args:
        resistance: phase to phase at the reference temperature, Ω.
        thermal_resistance_winding: Rth1, winding to housing, K/W.
        thermal_resistance_housing: Rth2, housing to ambient as published, K/W.
        time_constant_winding: t1, s.
        time_constant_housing: t2, s, published with Rth2: the housing's heat capacity does not change with mounting.
        mounting_factor: m on Rth2; 1 free in air, 0.45 to 0.75 on a plate.
        reference_temperature: at which the resistance holds, °C.
    """

    resistance: Values
    thermal_resistance_winding: Values
    thermal_resistance_housing: Values
    time_constant_winding: Values
    time_constant_housing: Values
    mounting_factor: Values = 1.0
    reference_temperature: Values = REFERENCE

    @property
    def capacity_winding(self) -> Array:
        """C1 = t1/Rth1, J/K."""
        return array(self.time_constant_winding) / array(self.thermal_resistance_winding)

    @property
    def capacity_housing(self) -> Array:
        """C2 = t2/Rth2, J/K."""
        return array(self.time_constant_housing) / array(self.thermal_resistance_housing)


@dataclass(frozen=True)
class Cycle:
    """The state that repeats under a load that repeats, °C.

    Attributes:
        start: winding at the start of the first segment.
        housing: housing at the start of the first segment.
        peak: hottest moment of the winding, exact also inside a segment; ``inf`` where the cycle runs away.
    """

    start: Array
    housing: Array
    peak: Array


@dataclass(frozen=True)
class _Matrix:
    """Two by two matrices, entry by entry."""

    a: Array
    b: Array
    c: Array
    d: Array

    def times(self, x: Array, y: Array) -> tuple[Array, Array]:
        return self.a * x + self.b * y, self.c * x + self.d * y

    def after(self, first: "_Matrix") -> "_Matrix":
        """This one applied after the other."""
        return _Matrix(
            self.a * first.a + self.b * first.c,
            self.a * first.b + self.b * first.d,
            self.c * first.a + self.d * first.c,
            self.c * first.b + self.d * first.d,
        )


@dataclass(frozen=True)
class _Segment:
    """y′ = A·y + b for the two rises over ambient, with the two rates λ₊ > λ₋ of A, which are always real."""

    matrix: _Matrix
    heat: tuple[Array, Array]
    fast: Array
    slow: Array

    @classmethod
    def of(cls, body: TwoBodies, current: Array, friction_heat: Array, ambient: Array) -> "_Segment":
        inner = array(body.thermal_resistance_winding)
        outer = array(body.mounting_factor) * array(body.thermal_resistance_housing)
        winding, housing = body.capacity_winding, body.capacity_housing
        loss = np.square(current) * array(body.resistance)
        at_ambient = 1 + COPPER * (ambient - array(body.reference_temperature))
        matrix = _Matrix(
            (COPPER * loss - 1 / inner) / winding,
            1 / (inner * winding),
            1 / (inner * housing),
            -(1 / inner + 1 / outer) / housing,
        )
        middle, half = (matrix.a + matrix.d) / 2, (matrix.a - matrix.d) / 2
        root = np.hypot(half, np.sqrt(matrix.b * matrix.c))
        return cls(matrix, (loss * at_ambient / winding, friction_heat / housing), middle - root, middle + root)

    def _blend(self, slow: Array, fast: Array) -> _Matrix:
        """f(A) from f(λ₊) and f(λ₋): [f(λ₊)·(A − λ₋) − f(λ₋)·(A − λ₊)]/(λ₊ − λ₋)."""
        gap = self.slow - self.fast
        mine, at = (slow - fast) / gap, (fast * self.slow - slow * self.fast) / gap
        of = self.matrix
        return _Matrix(mine * of.a + at, mine * of.b, mine * of.c, mine * of.d + at)

    def step(self, time: Array) -> tuple[_Matrix, tuple[Array, Array]]:
        """What becomes of a start in a time: y⁺ = Φ·y + v."""
        slow, fast = self.slow * time, self.fast * time
        transition = self._blend(np.exp(slow), np.exp(fast))
        gained = self._blend(time * _mean_growth(slow), time * _mean_growth(fast)).times(*self.heat)
        return transition, gained

    def hottest(self, winding: Array, housing: Array, time: Array) -> Array:
        """Largest rise of the winding from a start until the end of the segment, the inside included.

        The winding's slope is p₊·e^{λ₊t} + p₋·e^{λ₋t}; it changes sign at most once.
        """
        rising, beside = self.matrix.times(winding, housing)
        rising, beside = rising + self.heat[0], beside + self.heat[1]
        gap = self.slow - self.fast
        slow = ((self.matrix.a - self.fast) * rising + self.matrix.b * beside) / gap
        fast = ((self.slow - self.matrix.a) * rising - self.matrix.b * beside) / gap
        turn = np.log(-fast / slow) / gap
        inside = np.where((turn > 0) & (turn < time), turn, time)
        transition, gained = self.step(inside)
        at_turn = transition.times(winding, housing)[0] + gained[0]
        transition, gained = self.step(time)
        at_end = transition.times(winding, housing)[0] + gained[0]
        return np.maximum(np.maximum(winding, at_end), at_turn)


def _mean_growth(exponent: Array) -> Array:
    """(eˣ − 1)/x, 1 at x = 0."""
    return np.where(exponent == 0, 1.0, np.expm1(exponent) / np.where(exponent == 0, 1.0, exponent))


def cycle(
    *, body: TwoBodies, currents: Values, durations: Values, friction_heats: Values = 0.0, ambient: Values = 25.0
) -> Cycle:
    """Temperatures under a load that repeats for ever, once they repeat too.

    With yₙ = Φₙ·yₙ₋₁ + vₙ in each segment, a cycle is y⁺ = P·y + v, and the state that repeats is
    y = (1 − P)⁻¹·v. Where the larger eigenvalue of P reaches 1, each cycle starts warmer than the last.

    Args:
        body: heat data, any shape.
        currents: A (DC equivalent), segments on the last axis; the axes before it broadcast against ``body``.
        durations: s, likewise; 0 is allowed.
        friction_heats: M0(w)·|w| in each segment, W, likewise.
        ambient: °C, shape of ``body``.

    Returns: temperatures in °C without the axis of segments. ``inf`` where it runs away, ``nan`` where a figure is
        missing.
    """
    amperes, seconds, heats = np.broadcast_arrays(array(currents), array(durations), array(friction_heats))
    around = array(ambient)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        segments = [
            _Segment.of(body, amperes[..., each], heats[..., each], around) for each in range(amperes.shape[-1])
        ]
        whole, winding, housing = _Matrix(*(array(entry) for entry in (1.0, 0.0, 0.0, 1.0))), array(0.0), array(0.0)
        for each, segment in enumerate(segments):
            transition, gained = segment.step(seconds[..., each])
            whole = transition.after(whole)
            winding, housing = transition.times(winding, housing)
            winding, housing = winding + gained[0], housing + gained[1]
        radius = (whole.a + whole.d) / 2 + np.hypot((whole.a - whole.d) / 2, np.sqrt(whole.b * whole.c))
        determinant = (1 - whole.a) * (1 - whole.d) - whole.b * whole.c
        start = ((1 - whole.d) * winding + whole.b * housing) / determinant
        beside = (whole.c * winding + (1 - whole.a) * housing) / determinant
        hottest, at = start, (start, beside)
        for each, segment in enumerate(segments):
            hottest = np.maximum(hottest, segment.hottest(*at, seconds[..., each]))
            transition, gained = segment.step(seconds[..., each])
            at = transition.times(*at)
            at = at[0] + gained[0], at[1] + gained[1]
    # a product that overflows has run away; one of figures that are missing is unknown
    known = np.isfinite(_known(body, around)) & np.isfinite(amperes.sum(-1) + seconds.sum(-1) + heats.sum(-1))
    settles = radius < 1

    def settled(rise: Array) -> Array:
        return np.where(known, np.where(settles, around + rise, np.inf), np.nan)

    return Cycle(settled(start), settled(beside), settled(hottest))


def _known(body: TwoBodies, ambient: Array) -> Array:
    return (
        array(body.resistance)
        + body.capacity_winding
        + body.capacity_housing
        + array(body.mounting_factor)
        + array(body.reference_temperature)
        + ambient
    )


def course(
    *,
    body: TwoBodies,
    current: Values,
    time: Values,
    friction_heat: Values = 0.0,
    ambient: Values = 25.0,
    winding: Values | None = None,
    housing: Values | None = None,
) -> tuple[Array, Array]:
    """Winding and housing after a time at a constant current, °C.

    Args:
        body, current, time, friction_heat: heat data, A, s, W; all broadcast.
        ambient: °C.
        winding, housing: temperatures at the start, °C; both at ambient unless given.
    """
    around = array(ambient)
    start = (around if winding is None else array(winding)) - around
    beside = (around if housing is None else array(housing)) - around
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        segment = _Segment.of(body, array(current), array(friction_heat), around)
        transition, gained = segment.step(array(time))
        after = transition.times(start, beside)
    return around + after[0] + gained[0], around + after[1] + gained[1]


def time_from_cold(
    *, body: TwoBodies, limit: Values, current: Values, friction_heat: Values = 0.0, ambient: Values = 25.0
) -> Array:
    """Duty type S2: how long a cold motor may carry a current until its winding reaches the limit, s.

    The winding only warms on the way, so the moment is bracketed by doubling and found by halving.

    Returns: the arguments' broadcast shape; ``inf`` where the current may flow for ever, 0 where the ambient alone
        reaches the limit, ``nan`` where a figure is missing.
    """
    most, around = array(limit), array(ambient)
    arguments = {"body": body, "current": current, "friction_heat": friction_heat, "ambient": around}
    settled = cycle(
        body=body,
        currents=array(current)[..., None],
        durations=array(1.0)[None],
        friction_heats=array(friction_heat)[..., None],
        ambient=around,
    ).peak
    known = ~np.isnan(settled + most)
    reached = known & (settled > most)

    def warm(time: Array) -> Array:
        return course(time=time, **arguments)[0]  # type: ignore[arg-type]

    first = np.broadcast_to(array(body.time_constant_winding), reached.shape)
    high = _doubled(lambda time: reached & (warm(time) < most), first)
    seconds = _halved(lambda time: warm(time) < most, np.zeros(reached.shape), high)
    seconds = np.where(around >= most, 0.0, seconds)
    return np.where(known, np.where(reached, seconds, np.inf), np.nan)


def intermittent_current(
    *,
    body: TwoBodies,
    limit: Values,
    duty: Values,
    cycle_time: Values = USUAL_CYCLE,
    friction_heat: Values = 0.0,
    ambient: Values = 25.0,
) -> Array:
    """Duty type S3: the largest current that may flow for a share of every cycle, A.

    The rest of the cycle carries neither current nor friction. I·√(1/duty) holds only for cycles that are far shorter
    than the winding's time constant; here the peak of the periodic state meets the limit.

    Args:
        body: heat data.
        limit: permissible winding temperature T_max, °C.
        duty: share of the cycle under load, above 0 and at most 1.
        cycle_time: s; ten minutes unless given.
        friction_heat: while it runs, W.
        ambient: °C.

    Returns: the arguments' broadcast shape; 0 where ambient and friction alone reach the limit.
    """
    most, around = array(limit), array(ambient)
    on, heat, length, _limit = np.broadcast_arrays(array(duty), array(friction_heat), array(cycle_time), most)
    rest = np.zeros(on.shape)

    def peak(current: Array) -> Array:
        idle = np.zeros(np.broadcast_shapes(current.shape, on.shape))
        return cycle(
            body=body,
            currents=np.stack([current + idle, idle], axis=-1),
            durations=np.stack([on * length + idle, (1 - on) * length + idle], axis=-1),
            friction_heats=np.stack([heat + idle, rest + idle], axis=-1),
            ambient=around,
        ).peak

    shape = peak(rest).shape
    over = array(body.thermal_resistance_winding) * array(body.resistance)
    first = np.broadcast_to(np.sqrt(np.clip(most - around, 1e-6, None) / over), shape)
    high = _doubled(lambda current: peak(current) < most, first)
    found = _halved(lambda current: peak(current) < most, np.zeros(shape), high)
    return np.where(np.isnan(peak(found) + most), np.nan, np.where(peak(rest) < most, found, 0.0))


def limit_at_altitude(*, limit: Values, ambient: Values, altitude: Values) -> Array:
    """Permissible winding temperature where the air is thin, °C.

    The permissible *rise* falls by 1 % for every 100 m above 1,000 m, an assumption of usual practice: torque falls
    by about half as much.

    Returns: the arguments' broadcast shape; ``nan`` above 4,000 m, where the rule is not used.
    """
    above = np.clip(array(altitude) - ALTITUDE_FREE, 0.0, None)
    around = array(ambient)
    lowered = around + (array(limit) - around) * (1 - above / 10_000)
    return np.where(array(altitude) <= ALTITUDE_MOST, lowered, np.nan)


def _doubled(too_low: Callable[[Array], Truth], first: Array) -> Array:
    """The first of x, 2x, 4x … that is no longer too low, element by element."""
    high = array(first).copy()
    for _step in range(_DOUBLINGS):
        low = too_low(high)
        if not np.any(low):
            break
        high = np.where(low, 2 * high, high)
    return high


def _halved(below: Callable[[Array], Truth], low: Array, high: Array) -> Array:
    """Where a rising condition turns, between ``low`` and ``high``, element by element."""
    for _step in range(_HALVINGS):
        middle = (low + high) / 2
        under = below(middle)
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return low

"""Heat in steady state: how warm a winding becomes, and what it may carry for ever.

Two thermal resistances in a row, winding to housing and housing to ambient. Copper loss enters at the winding,
friction and iron loss at the housing. Temperatures are in °C, differences and K/W in K.
Source of every equation: docs/reference/formulas.md, "Heat".
"""

import numpy as np

from catalog.physics.constants import COPPER, REFERENCE, Array, Values, array
from catalog.physics.motor import constant_at, resistance_at

_STEPS = 80  # Newton needs 4 to 6; at the edge of runaway each step only halves the distance


def friction_heat(*, friction: Values, speed: Values) -> Array:
    """Friction and iron heat at the housing, W: M0(w)·|w|."""
    return array(friction) * np.abs(array(speed))


def winding_temperature(
    *,
    current: Values,
    resistance: Values,
    thermal_resistance_winding: Values,
    thermal_resistance_housing: Values,
    friction_heat: Values = 0.0,
    ambient: Values = 25.0,
    mounting_factor: Values = 1.0,
    reference_temperature: Values = REFERENCE,
) -> Array:
    """Winding temperature at a constant current once it no longer changes, °C.

    Loss heats the winding, and a hot winding loses more::

        T = Ta + m·Rth2·Pf + (Rth1 + m·Rth2)·I²·R·(1 + α·(T − T_ref))

    The equation is linear in T and solved for it, not iterated.

    Args:
        current: motor current, A (DC equivalent, block commutation).
        resistance: phase to phase, at the reference temperature, Ω.
        thermal_resistance_winding: winding to housing, K/W.
        thermal_resistance_housing: housing to ambient, K/W.
        friction_heat: Pf, W.
        ambient: °C.
        mounting_factor: m on the second resistance; 1 free in air, 0.45 to 0.75 on a plate.
        reference_temperature: at which the resistance holds, °C.

    Returns: the arguments' broadcast shape; ``inf`` where each kelvin brings more than one further kelvin, so that
        no steady state exists.
    """
    outer = array(mounting_factor) * array(thermal_resistance_housing)
    cold_rise = (array(thermal_resistance_winding) + outer) * np.square(array(current)) * array(resistance)
    start = array(ambient) + outer * array(friction_heat)
    gain = COPPER * cold_rise
    with np.errstate(divide="ignore", invalid="ignore"):
        settled = (start + cold_rise * (1 - COPPER * array(reference_temperature))) / (1 - gain)
    return np.where(gain < 1, settled, np.where(np.isnan(gain + start), np.nan, np.inf))


def winding_temperature_at_torque(
    *,
    torque: Values,
    friction: Values,
    torque_constant: Values,
    resistance: Values,
    magnet_coefficient: Values,
    thermal_resistance_winding: Values,
    thermal_resistance_housing: Values,
    friction_heat: Values = 0.0,
    ambient: Values = 25.0,
    mounting_factor: Values = 1.0,
    reference_temperature: Values = REFERENCE,
) -> Array:
    """Winding temperature at a constant torque once it no longer changes, °C.

    A warm magnet is weaker, so the same torque takes more current, which heats more::

        T = T0 + c·(1 + α·(T − T_ref))/(1 + a·(T − 25))²
        T0 = Ta + m·Rth2·Pf        c = (Rth1 + m·Rth2)·R·((M + M0)/k)²

    The smallest root is the one that a motor settles at. Newton from T0 climbs to it and never passes it, because
    the right side is convex: a slope of 1 or more on the way means that there is no root.

    Args:
        torque: at the shaft, N·m.
        friction: M0 at the speed, N·m.
        torque_constant: at 25 °C, N·m/A.
        resistance: phase to phase, at the reference temperature, Ω.
        magnet_coefficient: a, 1/K, zero or negative; the magnet is taken as warm as the winding.
        friction_heat: Pf, W.
        thermal_resistance_winding, thermal_resistance_housing, ambient, mounting_factor, reference_temperature:
            as in ``winding_temperature``.

    Returns: the arguments' broadcast shape; ``inf`` where it runs away.
    """
    outer = array(mounting_factor) * array(thermal_resistance_housing)
    start = array(ambient) + outer * array(friction_heat)
    amperes = (array(torque) + array(friction)) / array(torque_constant)
    rise = (array(thermal_resistance_winding) + outer) * array(resistance) * np.square(amperes)
    magnet = array(magnet_coefficient)
    reference = array(reference_temperature)
    start, rise, magnet, reference = np.broadcast_arrays(start, rise, magnet, reference)

    settled = start.copy()
    away = np.zeros(start.shape, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for _ in range(_STEPS):
            copper = 1 + COPPER * (settled - reference)
            flux = 1 + magnet * (settled - REFERENCE)
            gap = settled - start - rise * copper / np.square(flux)
            slope = 1 - rise * (COPPER / np.square(flux) - 2 * magnet * copper / flux**3)
            away |= (slope <= 0) | (flux <= 0)
            step = np.where(away, 0.0, -gap / slope)
            settled = settled + step
            if not np.any(np.abs(step) > 1e-10 * (1 + np.abs(settled))):
                break
    return np.where(away, np.inf, settled)


def continuous_current(
    *,
    limit: Values,
    resistance: Values,
    thermal_resistance_winding: Values,
    thermal_resistance_housing: Values,
    friction_heat: Values = 0.0,
    ambient: Values = 25.0,
    mounting_factor: Values = 1.0,
    reference_temperature: Values = REFERENCE,
) -> Array:
    """Current at which the winding settles at its limit, A::

        I = √{[T_max − Ta − m·Rth2·Pf]/[R(T_max)·(Rth1 + m·Rth2)]}

    Args:
        limit: permissible winding temperature T_max, °C.
        friction_heat: Pf, W. Left out, a fast motor comes out 30 % too strong.
        resistance, thermal_resistance_winding, thermal_resistance_housing, ambient, mounting_factor,
            reference_temperature: as in ``winding_temperature``.

    Returns: the arguments' broadcast shape; 0 where ambient and friction alone reach the limit.
    """
    outer = array(mounting_factor) * array(thermal_resistance_housing)
    headroom = array(limit) - array(ambient) - outer * array(friction_heat)
    hot = resistance_at(resistance=resistance, temperature=limit, reference_temperature=reference_temperature)
    return np.sqrt(np.clip(headroom, 0.0, None) / (hot * (array(thermal_resistance_winding) + outer)))


def continuous_torque(
    *,
    limit: Values,
    friction: Values,
    speed: Values,
    torque_constant: Values,
    resistance: Values,
    magnet_coefficient: Values,
    thermal_resistance_winding: Values,
    thermal_resistance_housing: Values,
    ambient: Values = 25.0,
    mounting_factor: Values = 1.0,
    reference_temperature: Values = REFERENCE,
) -> Array:
    """Torque that the shaft may give for ever at a speed, N·m: k(T_max)·I − M0(w).

    Args:
        friction: M0 at the speed, N·m; its heat M0·w is taken off.
        speed: rad/s.
        torque_constant: at 25 °C, N·m/A.
        limit, magnet_coefficient, resistance and the others: as in ``continuous_current``.

    Returns: the arguments' broadcast shape; 0 where friction eats everything.
    """
    amperes = continuous_current(
        limit=limit,
        resistance=resistance,
        thermal_resistance_winding=thermal_resistance_winding,
        thermal_resistance_housing=thermal_resistance_housing,
        friction_heat=friction_heat(friction=friction, speed=speed),
        ambient=ambient,
        mounting_factor=mounting_factor,
        reference_temperature=reference_temperature,
    )
    warm = constant_at(constant=torque_constant, temperature=limit, magnet_coefficient=magnet_coefficient)
    return np.clip(warm * amperes - array(friction), 0.0, None)


def torque_from_rated_current(*, rated_current: Values, torque_constant: Values, friction: Values) -> Array:
    """Continuous torque where no thermal limit is published, N·m: k_t·I_N − M0(w), at the rating's own ambient.

    Derived, and to be marked so. 0 where friction eats everything.
    """
    return np.clip(array(torque_constant) * array(rated_current) - array(friction), 0.0, None)


def torque_at_ambient(
    *,
    torque: Values,
    friction: Values,
    limit: Values,
    rated_ambient: Values,
    ambient: Values,
    friction_rise: Values = 0.0,
) -> Array:
    """Continuous torque at another ambient where thermal resistances are missing, N·m::

        M′ = (M + M0)·√[(T_max − Ta′ − ΔTf)/(T_max − Ta − ΔTf)] − M0

    Args:
        torque: continuous at the rated ambient, N·m.
        friction: M0 at the speed, N·m.
        limit: T_max, °C.
        rated_ambient, ambient: Ta and Ta′, °C.
        friction_rise: ΔTf = Rth2·Pf, K; 0 where it is not known.

    Returns: the arguments' broadcast shape; 0 where the ambient alone reaches the limit.
    """
    there = np.clip(array(limit) - array(ambient) - array(friction_rise), 0.0, None)
    here = array(limit) - array(rated_ambient) - array(friction_rise)
    return np.clip((array(torque) + array(friction)) * np.sqrt(there / here) - array(friction), 0.0, None)

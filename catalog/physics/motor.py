"""The motor as a DC machine: block commutation, DC equivalent, phase to phase, SI units.

Every function takes numbers or arrays by keyword and broadcasts them. ``nan`` means not published and stays ``nan``.
Source of every equation: docs/reference/formulas.md, "The motor as a DC machine".
"""

from dataclasses import dataclass
from math import pi

import numpy as np

from catalog.physics.constants import COPPER, REFERENCE, Array, Values, array


@dataclass(frozen=True, kw_only=True)
class Winding:
    """The three figures that temperature moves, at one temperature.

    Args:
        resistance: phase to phase, Ω.
        torque_constant: N·m/A.
        back_emf_constant: V·s/rad.
    """

    resistance: Array
    torque_constant: Array
    back_emf_constant: Array


def resistance_at(*, resistance: Values, temperature: Values, reference_temperature: Values = REFERENCE) -> Array:
    """Resistance of the copper at a temperature in °C, Ω::

    R(T) = R·(1 + α·(T − T_ref))
    """
    return array(resistance) * (1 + COPPER * (array(temperature) - array(reference_temperature)))


def constant_at(*, constant: Values, temperature: Values, magnet_coefficient: Values) -> Array:
    """Torque or back-EMF constant with the magnet at a temperature in °C, in the constant's own unit::

    k(T) = k·(1 + a·(T − 25))
    """
    return array(constant) * (1 + array(magnet_coefficient) * (array(temperature) - REFERENCE))


def cold_winding(
    *,
    resistance: Values,
    torque_constant: Values,
    back_emf_constant: Values,
    reference_temperature: Values = REFERENCE,
) -> Winding:
    """Winding and magnet at 25 °C: the line of data sheets until about 2012."""
    return Winding(
        resistance=resistance_at(
            resistance=resistance, temperature=REFERENCE, reference_temperature=reference_temperature
        ),
        torque_constant=array(torque_constant),
        back_emf_constant=array(back_emf_constant),
    )


def hot_winding(
    *,
    resistance: Values,
    torque_constant: Values,
    back_emf_constant: Values,
    temperature: Values,
    magnet_coefficient: Values,
    reference_temperature: Values = REFERENCE,
) -> Winding:
    """Winding and magnet both at ``temperature`` in °C: thermal equilibrium as later data sheets publish it."""
    return Winding(
        resistance=resistance_at(
            resistance=resistance, temperature=temperature, reference_temperature=reference_temperature
        ),
        torque_constant=constant_at(
            constant=torque_constant, temperature=temperature, magnet_coefficient=magnet_coefficient
        ),
        back_emf_constant=constant_at(
            constant=back_emf_constant, temperature=temperature, magnet_coefficient=magnet_coefficient
        ),
    )


def careful_winding(
    *,
    resistance: Values,
    torque_constant: Values,
    back_emf_constant: Values,
    temperature: Values,
    magnet_coefficient: Values,
    reference_temperature: Values = REFERENCE,
) -> Winding:
    """The lowest of the three lines, which every verdict uses.

    Resistance and torque constant are hot (``temperature`` in °C), the back-EMF constant is that of 25 °C: a warm
    magnet would let the motor turn faster, and nobody may count on it.
    """
    hot = hot_winding(
        resistance=resistance,
        torque_constant=torque_constant,
        back_emf_constant=back_emf_constant,
        temperature=temperature,
        magnet_coefficient=magnet_coefficient,
        reference_temperature=reference_temperature,
    )
    return Winding(
        resistance=hot.resistance,
        torque_constant=hot.torque_constant,
        back_emf_constant=array(back_emf_constant),
    )


def friction(*, static: Values, viscous: Values = 0.0, speed: Values = 0.0) -> Array:
    """Friction and iron-loss torque at a speed, N·m::

        M0(w) = C0 + Cv·|w|

    Args:
        static: C0, N·m; where only the no-load current is published, k_t·I0 (see ``friction_from_no_load``).
        viscous: Cv, N·m·s.
        speed: rad/s.
    """
    return array(static) + array(viscous) * np.abs(array(speed))


def friction_from_no_load(*, torque_constant: Values, no_load_current: Values) -> Array:
    """Friction and iron-loss torque taken as constant, N·m: what the no-load current overcomes, k_t·I0."""
    return array(torque_constant) * array(no_load_current)


def current(*, torque: Values, torque_constant: Values, friction: Values, direction: Values = 1.0) -> Array:
    """Motor current for a torque at the shaft, A::

        I = (M + M0·sgn w)/k_t

    Args:
        torque: at the shaft, N·m.
        torque_constant: N·m/A.
        friction: M0, N·m.
        direction: of rotation, +1 or −1; 0 at rest, where friction asks for nothing.
    """
    return (array(torque) + array(friction) * np.sign(array(direction))) / array(torque_constant)


def torque(*, current: Values, torque_constant: Values, friction: Values) -> Array:
    """Torque at the shaft of a motor that turns forward, N·m: k_t·I − M0."""
    return array(torque_constant) * array(current) - array(friction)


def voltage(*, speed: Values, current: Values, resistance: Values, back_emf_constant: Values) -> Array:
    """Voltage at the terminals, V: k_e·w + R·I. At rest R·I remains."""
    return array(back_emf_constant) * array(speed) + array(resistance) * array(current)


def speed(*, voltage: Values, current: Values, resistance: Values, back_emf_constant: Values) -> Array:
    """Speed on the line, rad/s: (V − R·I)/k_e. Negative where the volts do not reach."""
    return (array(voltage) - array(resistance) * array(current)) / array(back_emf_constant)


def speed_at_torque(
    *,
    torque: Values,
    voltage: Values,
    resistance: Values,
    torque_constant: Values,
    back_emf_constant: Values,
    static_friction: Values,
    viscous_friction: Values = 0.0,
) -> Array:
    """Speed on the line under a torque at the shaft, rad/s.

    Friction that grows with speed makes the line a little steeper; the equation stays linear::

        w = (V − R·(M + C0)/k_t)/(k_e + R·Cv/k_t)

    Args:
        torque: at the shaft, N·m.
        voltage: V.
        resistance, torque_constant, back_emf_constant: Ω, N·m/A, V·s/rad, all at one temperature.
        static_friction: C0, N·m.
        viscous_friction: Cv, N·m·s.
    """
    drop = array(resistance) / array(torque_constant)
    numerator = array(voltage) - drop * (array(torque) + array(static_friction))
    return numerator / (array(back_emf_constant) + drop * array(viscous_friction))


def torque_at_speed(
    *,
    speed: Values,
    voltage: Values,
    resistance: Values,
    torque_constant: Values,
    back_emf_constant: Values,
    static_friction: Values,
    viscous_friction: Values = 0.0,
) -> Array:
    """Torque at the shaft that the line allows at a speed, N·m; the inverse of ``speed_at_torque``.

    Negative beyond the no-load speed: the motor would have to be driven.
    """
    amperes = (array(voltage) - array(back_emf_constant) * array(speed)) / array(resistance)
    losses = array(static_friction) + array(viscous_friction) * array(speed)
    return array(torque_constant) * amperes - losses


def no_load_speed(
    *,
    voltage: Values,
    resistance: Values,
    torque_constant: Values,
    back_emf_constant: Values,
    static_friction: Values,
    viscous_friction: Values = 0.0,
) -> Array:
    """Speed with nothing on the shaft, rad/s: (V − R·I0)/k_e with constant friction M0 = k_t·I0."""
    return speed_at_torque(
        torque=0.0,
        voltage=voltage,
        resistance=resistance,
        torque_constant=torque_constant,
        back_emf_constant=back_emf_constant,
        static_friction=static_friction,
        viscous_friction=viscous_friction,
    )


def stall_current(*, voltage: Values, resistance: Values) -> Array:
    """Current at rest with the whole voltage on the winding, A: V/R. A controller limits long before."""
    return array(voltage) / array(resistance)


def stall_torque(*, voltage: Values, resistance: Values, torque_constant: Values) -> Array:
    """Stall torque as makers publish it, N·m: k_t·V/R.

    Friction is not subtracted: published figures do not, and agreement would be eight times worse.
    It is the end of a line, not an offer.
    """
    return array(torque_constant) * stall_current(voltage=voltage, resistance=resistance)


def gradient(*, resistance: Values, torque_constant: Values, back_emf_constant: Values) -> Array:
    """Fall of speed with torque, rad/(s·N·m): R/(k_t·k_e). The same at every supply voltage."""
    return array(resistance) / (array(torque_constant) * array(back_emf_constant))


def mechanical_time_constant(
    *, resistance: Values, inertia: Values, torque_constant: Values, back_emf_constant: Values
) -> Array:
    """Time in which the bare rotor reaches 63 % of a step in speed, s: R·J/(k_t·k_e). ``inertia`` in kg·m²."""
    return array(inertia) * gradient(
        resistance=resistance, torque_constant=torque_constant, back_emf_constant=back_emf_constant
    )


def electrical_time_constant(*, inductance: Values, resistance: Values) -> Array:
    """Time in which the current reaches 63 % of a step in voltage, s: L/R. Both phase to phase, H and Ω."""
    return array(inductance) / array(resistance)


def motor_constant(*, torque_constant: Values, resistance: Values) -> Array:
    """Torque for the square root of the copper loss, N·m/√W: k_t/√R. The same for every winding of a frame."""
    return array(torque_constant) / np.sqrt(array(resistance))


def efficiency(*, torque: Values, speed: Values, voltage: Values, current: Values) -> Array:
    """Shaft power over electrical power of the motor alone, 1: M·w/(V·I).

    ``voltage`` is the one at the terminals. 0 where no power goes in.
    """
    power_in = array(voltage) * array(current)
    power_out = array(torque) * array(speed)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = power_out / power_in
    return np.where(power_in == 0, 0.0, share)


def power_in(*, torque: Values, speed: Values, friction: Values, current: Values, resistance: Values) -> Array:
    """Electrical power of the motor from what becomes of it, W: (M + M0)·w + R·I².

    On a line whose torque and back-EMF constants hold at different temperatures, as the careful one, voltage times
    current would count a loss that nothing heats; this does not.
    """
    return (array(torque) + array(friction)) * array(speed) + array(resistance) * np.square(array(current))


def speeds_at_efficiency(
    *,
    efficiency: Values,
    torque: Values,
    resistance: Values,
    torque_constant: Values,
    back_emf_constant: Values,
    static_friction: Values,
    viscous_friction: Values = 0.0,
) -> tuple[Array, Array]:
    """The two speeds at which a torque is given with this efficiency, rad/s: the contour line η = const.

    With I = a + b·w, a = (M + C0)/k_t and b = Cv/k_t, power in over power out gives a quadratic in w::

        (k_e·b + R·b²)·w² + (k_e·a + 2·R·a·b − M/η)·w + R·a² = 0

    Below the lower speed the copper loss is too great, above the upper one friction is.

    Returns: lower and upper speed in the arguments' broadcast shape; ``nan`` where the torque is never given so
        efficiently, ``inf`` as upper speed where friction does not grow with speed.
    """
    ratio = array(torque) / array(efficiency)
    constant, ohms = array(back_emf_constant), array(resistance)
    base = (array(torque) + array(static_friction)) / array(torque_constant)
    growth = array(viscous_friction) / array(torque_constant)
    square = constant * growth + ohms * growth**2
    linear = ratio - constant * base - 2 * ohms * base * growth
    last = ohms * base**2
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(np.square(linear) - 4 * square * last)
        possible = (linear > 0) & ~np.isnan(root)
        lower = np.where(possible, 2 * last / (linear + root), np.nan)
        upper = np.where(possible, (linear + root) / (2 * square), np.nan)
    return lower, upper


def best_efficiency(*, voltage: Values, resistance: Values, no_load_current: Values) -> Array:
    """Best efficiency on the line, 1, for constant friction: (1 − √(I0·R/V))².

    0 where the motor does not turn at all, I0·R ≥ V.
    """
    root = np.sqrt(array(no_load_current) * array(resistance) / array(voltage))
    return np.square(np.clip(1 - root, 0.0, None))


def best_efficiency_torque(
    *, voltage: Values, resistance: Values, torque_constant: Values, no_load_current: Values
) -> Array:
    """Torque at the shaft with the best efficiency, N·m: k_t·(√(I0·V/R) − I0), for constant friction."""
    idle = array(no_load_current)
    return array(torque_constant) * (np.sqrt(idle * array(voltage) / array(resistance)) - idle)


def commutation_lag(*, inductance: Values, resistance: Values, pole_pairs: Values, speed: Values) -> Array:
    """Electrical time constant over the duration of a 60° step, 1::

        (L/R)/(π/(3·p·w))

    Above 0.3 the straight line is optimistic under block commutation. ``speed`` in rad/s; 0 at rest.
    """
    steps_per_second = 3 * array(pole_pairs) * np.abs(array(speed)) / pi
    return electrical_time_constant(inductance=inductance, resistance=resistance) * steps_per_second

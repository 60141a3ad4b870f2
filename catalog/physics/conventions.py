"""Torque constants and resistances of every published convention, turned into the one that we compute with.

Inside there is one convention: block commutation, DC equivalent, phase to phase. The line-to-line *peak* back-EMF
ê per rad/s (star, sine EMF) connects the conventions. Source: docs/reference/formulas.md, "Conventions".
"""

from math import pi, sqrt
from typing import Final

import numpy as np

from catalog.physics.constants import Array, Values, array

EMF_SHARE: Final = {"A dc": 3 / pi, "A peak": sqrt(3) / 2, "A rms": sqrt(3 / 2)}
"""Torque constant over ê, by ``constant_basis``. A flat-top EMF under block commutation has 1 instead of 3/π."""

EQUAL_LOSS_CURRENT: Final = {"A dc": 1.0, "A peak": 2 / sqrt(3), "A rms": sqrt(2 / 3)}
"""Current of the basis over the DC-equivalent current that heats the winding as much."""

COPPER_LOSS: Final = {"A dc": 1.0, "A peak": 0.75, "A rms": 1.5}
"""Copper loss over R·I², with R from phase to phase and I in the current of the basis."""


def line_peak_emf(*, torque_constant: Values, basis: str) -> Array:
    """Line-to-line peak back-EMF per speed ê, V·s/rad, from a published torque constant in N·m/A.

    Args:
        torque_constant: as published, N·m per ampere of the basis, any shape.
        basis: ``A dc``, ``A peak`` or ``A rms``. Any other word is unknown and gives ``nan``: an unknown basis is
            shown as published and never converted.
    """
    return array(torque_constant) / EMF_SHARE.get(basis, np.nan)


def converted_constant(*, torque_constant: Values, basis: str, to: str = "A dc") -> Array:
    """A torque constant of one basis in another, N·m/A, for the same machine with a sine EMF.

    ``nan`` where either basis is unknown.
    """
    return line_peak_emf(torque_constant=torque_constant, basis=basis) * EMF_SHARE.get(to, np.nan)


def converted_current(*, current: Values, basis: str, to: str = "A dc") -> Array:
    """A current of one basis in another, A, for equal copper loss. ``nan`` where either basis is unknown."""
    return array(current) * EQUAL_LOSS_CURRENT.get(to, np.nan) / EQUAL_LOSS_CURRENT.get(basis, np.nan)


def line_resistance(*, phase_resistance: Values, connection: str) -> Array:
    """Resistance from phase to phase, Ω, from that of one phase: star 2·R, delta ⅔·R, else ``nan``.

    Inductances convert alike.
    """
    return array(phase_resistance) * {"star": 2.0, "delta": 2 / 3}.get(connection, np.nan)


def sine_phase_voltage(
    *,
    current: Values,
    speed: Values,
    phase_resistance: Values,
    phase_emf: Values,
    inductance: Values,
    pole_pairs: Values,
) -> Array:
    """Peak phase voltage that a sine drive must give, V::

        U = √[(R·Î + ê·w)² + (p·w·L·Î)²]

    Args:
        current: peak phase current Î, A.
        speed: rad/s.
        phase_resistance: of one phase of the equivalent star, Ω.
        phase_emf: peak back-EMF of one phase per speed, V·s/rad (ê/√3).
        inductance: of one phase of the equivalent star, H.
        pole_pairs: p.

    Returns: the arguments' broadcast shape. A bus of V volts gives V/√3 with space vectors, V/2 with plain sine.
    """
    current, speed = array(current), array(speed)
    along = array(phase_resistance) * current + array(phase_emf) * speed
    across = array(pole_pairs) * speed * array(inductance) * current
    return np.hypot(along, across)

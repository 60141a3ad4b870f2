"""What several files of the physics share: the type of a figure and the coefficients of materials.

Missing figures are ``nan`` everywhere: they pass through every formula and come out as ``nan``.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Values = float | Array

COPPER: Final = 0.00393
"""Temperature coefficient of a copper winding, 1/K, as makers compute with it (at 25 °C copper itself has 0.00385)."""

MAGNET: Final = {"NdFeB": -0.0011, "ferrite": -0.002, "SmCo": -0.00035, "unknown": 0.0}
"""Reversible temperature coefficient of the flux, 1/K, by ``magnet_material``; unknown counts as none."""

REFERENCE: Final = 25.0
"""Temperature at which constants are published unless a motor says otherwise, °C."""

WINDING_LIMIT_ESTIMATE: Final = 125.0
"""Winding temperature taken for the voltage check where no limit is published, °C. Always marked as estimated."""


def array(values: Values) -> Array:
    """The figure as a float64 array (0-dimensional for a plain number)."""
    return np.asarray(values, dtype=np.float64)

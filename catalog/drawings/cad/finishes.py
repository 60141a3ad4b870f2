"""What a surface is made of: colour (linear), metallic and roughness, for STEP colours and the GLB in the browser."""

from typing import Final, NamedTuple


class Finish(NamedTuple):
    """Base colour in linear light, metallic and roughness, each 0 to 1."""

    colour: tuple[float, float, float]
    metallic: float
    roughness: float


FINISHES: Final = {
    "cast": Finish((0.62, 0.62, 0.63), 1, 0.42),
    "black": Finish((0.018, 0.018, 0.019), 0, 0.42),
    "anodised": Finish((0.03, 0.03, 0.033), 0.6, 0.36),
    "lamination": Finish((0.13, 0.13, 0.14), 0.85, 0.45),
    "steel": Finish((0.60, 0.59, 0.57), 1, 0.2),
    "turned": Finish((0.58, 0.58, 0.57), 1, 0.3),
    "zinc": Finish((0.62, 0.62, 0.60), 1, 0.32),
    "oxide": Finish((0.035, 0.035, 0.036), 0.7, 0.35),
    "rubber": Finish((0.02, 0.02, 0.02), 0, 0.7),
    "plastic": Finish((0.02, 0.02, 0.021), 0, 0.5),
    "green": Finish((0.02, 0.16, 0.06), 0, 0.5),
    "nickel": Finish((0.66, 0.62, 0.56), 1, 0.25),
    "gold": Finish((0.9, 0.62, 0.25), 1, 0.25),
    "pcb": Finish((0.008, 0.05, 0.02), 0, 0.4),
    "copper": Finish((0.62, 0.22, 0.07), 0.9, 0.35),
    "pvc-yellow": Finish((0.85, 0.6, 0.02), 0, 0.4),
    "pvc-green": Finish((0.02, 0.26, 0.07), 0, 0.4),
    "pvc-blue": Finish((0.015, 0.07, 0.42), 0, 0.4),
    "pvc-red": Finish((0.55, 0.015, 0.015), 0, 0.4),
    "pvc-black": Finish((0.012, 0.012, 0.012), 0, 0.4),
    "pvc-white": Finish((0.75, 0.75, 0.72), 0, 0.4),
    "pvc-grey": Finish((0.25, 0.25, 0.26), 0, 0.4),
    "pvc-orange": Finish((0.8, 0.2, 0.01), 0, 0.4),
}

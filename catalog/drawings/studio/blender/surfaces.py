"""What the finishes of a motor look like to Cycles.

In Blender a part's shaft points along -Y, up is +Z, lengths are metres: rings and laminations come from object
coordinates, there are no texture maps. Nothing has one flat roughness; every edge catches light by a bevelled normal.
"""

from typing import Any, Final, NamedTuple

import bpy
from nodes import Nodes, Socket, new_material, shaded


class Look(NamedTuple):
    """Base colour (linear), metallic, roughness, anisotropy, size (mm) and strength of the grain, kind of surface."""

    colour: tuple[float, float, float]
    metallic: float = 0.0
    roughness: float = 0.4
    anisotropy: float = 0.0
    grain: tuple[float, float] = (0.3, 0.06)
    kind: str = "plain"


LOOKS: Final = {
    "cast": Look((0.40, 0.405, 0.41), 1, 0.50, 0.0, (0.42, 0.6), "faced"),
    "black": Look((0.0105, 0.0105, 0.0115), 0, 0.37, 0.0, (0.8, 0.42), "paint"),
    "anodised": Look((0.022, 0.022, 0.024), 0.55, 0.34, 0.55, (0.25, 0.05), "spun"),
    "lamination": Look((0.060, 0.061, 0.066), 0.8, 0.40, 0.0, (0.5, 0.10), "laminated"),
    "steel": Look((0.60, 0.595, 0.58), 1, 0.17, 0.55, (0.2, 0.02), "spun"),
    "turned": Look((0.46, 0.46, 0.457), 1, 0.29, 0.7, (0.3, 0.04), "spun"),
    "zinc": Look((0.60, 0.60, 0.575), 1, 0.30),
    "oxide": Look((0.028, 0.028, 0.029), 0.75, 0.36, 0.0, (0.3, 0.08)),
    "rubber": Look((0.016, 0.016, 0.016), 0, 0.62, 0.0, (0.6, 0.10)),
    "plastic": Look((0.018, 0.018, 0.019), 0, 0.48, 0.0, (0.35, 0.14)),
    "green": Look((0.015, 0.13, 0.05), 0, 0.45, 0.0, (0.35, 0.10)),
    "nickel": Look((0.66, 0.61, 0.53), 1, 0.22, 0.3, (0.3, 0.03), "spun"),
    "gold": Look((0.86, 0.58, 0.24), 1, 0.22, 0.0, (0.3, 0.02)),
    "pcb": Look((0.006, 0.042, 0.018), 0, 0.33, 0.0, (0.5, 0.05)),
    "copper": Look((0.58, 0.19, 0.055), 0.9, 0.32, 0.0, (0.4, 0.05), "wound"),
    "tin": Look((0.70, 0.69, 0.66), 1, 0.30, 0.0, (0.3, 0.25)),
    **{
        f"pvc-{name}": Look(colour, 0, 0.36, 0.0, (1.5, 0.05), "lead")
        for name, colour in {
            "yellow": (0.80, 0.50, 0.015),
            "green": (0.015, 0.20, 0.06),
            "blue": (0.012, 0.06, 0.36),
            "red": (0.46, 0.012, 0.012),
            "black": (0.014, 0.014, 0.014),
            "white": (0.72, 0.71, 0.67),
            "grey": (0.22, 0.22, 0.23),
            "orange": (0.72, 0.15, 0.01),
        }.items()
    },
}


class _Surface:
    """One finish while its shader is put together."""

    def __init__(self, nodes: Nodes, look: Look) -> None:
        self.n, self.look = nodes, look
        n = nodes
        self.place = n("ShaderNodeTexCoord", out=3)
        self.axial = n("ShaderNodeSeparateXYZ", self.place, out=1)
        flat = n("ShaderNodeVectorMath", self.place, (1, 0, 1), operation="MULTIPLY")
        self.radius = n("ShaderNodeVectorMath", flat, operation="LENGTH", out=1)
        self.smudge = n.noise(self.place, 55.0, 4.0, 0.6)
        darker = (*(value * 0.72 for value in look.colour), 1)
        dirt = n.math("MULTIPLY", self.smudge, 0.28)
        self.colour = n("ShaderNodeMix", data_type="RGBA", ins={0: dirt, 6: (*look.colour, 1), 7: darker}, out=2)
        cloud = n.math("SUBTRACT", self.smudge, 0.5)
        reach = 0.16 if look.kind == "spun" else 0.30
        self.roughness = n.math("ADD", n.math("MULTIPLY", cloud, reach), look.roughness)
        size, strength = look.grain
        self.height = n.math("MULTIPLY", n.noise(self.place, 1000 / size), strength)
        self.anisotropy: Any = look.anisotropy
        self.bevel = None if look.kind == "lead" else n("ShaderNodeBevel", 0.00022, samples=4)

    def paint(self) -> None:
        """Orange peel, and a hair of wear where the bevelled normal leaves the flat one."""
        n = self.n
        self.colour = n.scaled(self.colour, n.ramp(n.noise(self.place, 2600.0, 1.0), 0.4, 0.66, 0.8, 1.7))
        flat = n("ShaderNodeNewGeometry", out=1)
        edge = n("ShaderNodeVectorMath", self.bevel, flat, operation="DISTANCE", out=1)
        worn = n.math("MULTIPLY", n.ramp(edge, 0.12, 0.55, 0.0, 1.0), n.ramp(self.smudge, 0.42, 0.62, 0.0, 0.5))
        ins = {0: worn, 6: self.colour, 7: (0.10, 0.10, 0.10, 1)}
        self.colour = n("ShaderNodeMix", data_type="RGBA", ins=ins, out=2)

    def lathe(self) -> tuple[Socket, Socket]:
        """Where a face looks along the axis, and the height of what the tool left: rings there, turns around it."""
        n = self.n
        rings, turns = n.noise_along(self.radius, 3200.0), n.noise_along(self.axial, 2600.0)
        normal = n(
            "ShaderNodeVectorTransform",
            n("ShaderNodeNewGeometry", out=1),
            vector_type="NORMAL",
            convert_from="WORLD",
            convert_to="OBJECT",
        )
        along = n("ShaderNodeSeparateXYZ", normal, out=1)
        facing = n.math("GREATER_THAN", n.math("ABSOLUTE", along), 0.95)
        marks = n.mix(facing, turns, rings)
        tone = n.ramp(marks, 0.3, 0.7, 0.86, 1.1)  # grooves too fine for bump still shade the face
        self.colour = n.scaled(self.colour, n.mix(facing, 1.0, tone))
        return facing, n.math("MULTIPLY", marks, 0.085)

    def spun(self) -> None:
        """Turned all over."""
        _facing, lines = self.lathe()
        self.height = self.n.math("ADD", self.height, self.n.math("MULTIPLY", lines, 0.55))

    def faced(self) -> None:
        """Die-cast and blasted, but the mounting face is cut on a lathe."""
        n = self.n
        skin = n.ramp(n.noise(self.place, 2500.0, 2.0, 0.6), 0.35, 0.65, 0.76, 1.08)
        facing, lines = self.lathe()
        self.height = n.mix(facing, self.height, lines)
        self.colour = n.scaled(self.colour, n.mix(facing, skin, 1.12))
        self.roughness, self.anisotropy = n.mix(facing, self.roughness, 0.26), n.math("MULTIPLY", facing, 0.72)

    def laminated(self) -> None:
        """Sheets of 0.5 mm, each of its own tone, dark grooves between."""
        n = self.n
        step = n.math("DIVIDE", self.axial, 0.0005)
        sheet = n("ShaderNodeTexWhiteNoise", noise_dimensions="1D", ins={"W": n.math("FLOOR", step)})
        gap = n.math("ABSOLUTE", n.math("SUBTRACT", n.math("FRACT", step), 0.5))
        groove = n.ramp(gap, 0.30, 0.5, 0.0, 1.0, interpolation_type="SMOOTHSTEP")
        tone = n.math("ADD", n.math("MULTIPLY", sheet, 0.45), 0.74)
        dark = n.math("SUBTRACT", 1.0, n.math("MULTIPLY", groove, 0.62))
        self.colour = n.scaled(self.colour, n.math("MULTIPLY", tone, dark))
        relief = n.math("SUBTRACT", n.math("MULTIPLY", sheet, 0.16), n.math("MULTIPLY", groove, 0.42))
        self.height = n.math("ADD", self.height, relief)
        self.roughness = n.math("ADD", self.roughness, n.math("MULTIPLY", n.math("SUBTRACT", sheet, 0.5), 0.16))

    def wound(self) -> None:
        """Enamelled wire of 0.4 mm."""
        n = self.n
        turn = n.math("PINGPONG", self.radius, 0.0002)
        self.height = n.math("ADD", self.height, n.math("MULTIPLY", turn, 5200.0))
        self.colour = n.scaled(self.colour, n.ramp(turn, 0.0, 0.00012, 0.35, 1.0))

    def shader(self) -> Socket:
        """All of it as one."""
        n = self.n
        bump = {"Strength": 1.0, "Distance": 2e-4, "Height": self.height, "Normal": self.bevel}
        ins = {
            "Base Color": self.colour,
            "Metallic": self.look.metallic,
            "Roughness": self.roughness,
            "Normal": n("ShaderNodeBump", ins=bump),
            "Specular IOR Level": 0.5,
        }
        if self.look.anisotropy or self.look.kind == "faced":
            tangent = n("ShaderNodeTangent", direction_type="RADIAL", axis="Y")
            ins |= {"Anisotropic": self.anisotropy, "Tangent": tangent}
        return n("ShaderNodeBsdfPrincipled", ins=ins)


def material(finish: str) -> Any:
    """The material of a finish, made once. Its name has a prefix: the import brings materials of the bare names."""
    name = f"look {finish}"
    if name in bpy.data.materials:
        return bpy.data.materials[name]
    look = LOOKS[finish]
    made, nodes = new_material(name)
    surface = _Surface(nodes, look)
    if look.kind not in ("plain", "lead"):
        getattr(surface, look.kind)()
    return shaded(made, nodes, surface.shader())

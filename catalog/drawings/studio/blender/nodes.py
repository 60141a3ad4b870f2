"""Shader nodes in few words."""

from typing import Any

import bpy

Socket = Any  # Blender's module is not there where types are checked


class Nodes:
    """``n("ShaderNodeMath", a, b, operation="ADD")`` makes a node, links or sets its inputs, gives an output."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree

    def __call__(
        self, kind: str, *args: Any, out: int = 0, ins: dict[Any, Any] | None = None, **settings: Any
    ) -> Socket:
        """Make a node; ``out`` names the output that is given."""
        node = self.tree.nodes.new(kind)
        for name, value in settings.items():
            setattr(node, name, value)
        for key, value in [*enumerate(args), *(ins or {}).items()]:
            if value is None:
                continue
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, node.inputs[key])
            else:
                node.inputs[key].default_value = value
        return node.outputs[out] if len(node.outputs) else None

    def math(self, operation: str, a: Any, b: Any = None) -> Socket:
        """Two values in one."""
        return self("ShaderNodeMath", a, b, operation=operation)

    def mix(self, factor: Any, a: Any, b: Any) -> Socket:
        """Between two values."""
        return self("ShaderNodeMix", data_type="FLOAT", ins={0: factor, 2: a, 3: b})

    def scaled(self, colour: Any, factor: Any) -> Socket:
        """A colour, darker or lighter."""
        return self("ShaderNodeVectorMath", colour, operation="SCALE", ins={3: factor})

    def ramp(self, value: Any, low: float, high: float, to_low: float, to_high: float, **settings: Any) -> Socket:
        """A range mapped onto another."""
        return self("ShaderNodeMapRange", value, low, high, to_low, to_high, **settings)

    def noise(self, place: Any, scale: float, detail: float = 2.0, roughness: float = 0.5) -> Socket:
        """A cloud in space."""
        return self(
            "ShaderNodeTexNoise", ins={"Vector": place, "Scale": scale, "Detail": detail, "Roughness": roughness}
        )

    def noise_along(self, value: Any, scale: float) -> Socket:
        """A cloud along one axis."""
        return self("ShaderNodeTexNoise", noise_dimensions="1D", ins={"W": value, "Scale": scale, "Detail": 3.0})


def new_material(name: str) -> tuple[Any, Nodes]:
    """An empty material and its nodes."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    material.node_tree.nodes.clear()
    return material, Nodes(material.node_tree)


def shaded(material: Any, nodes: Nodes, shader: Socket) -> Any:
    """The material, with this shader as its surface."""
    nodes("ShaderNodeOutputMaterial", shader)
    return material

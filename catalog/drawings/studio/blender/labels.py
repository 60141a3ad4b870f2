"""The label of a motor: a plate stuck onto a square one, print on the tube of a round one."""

import math
from pathlib import Path
from typing import Any

import bpy
from nodes import new_material, shaded
from PIL import Image, ImageDraw, ImageFont

MM = 0.001
PIXELS = 36  # a millimetre
COPPER = (180, 83, 42, 255)


def add_label(scene: dict[str, Any], parent: Any, folder: Path) -> None:
    """Put the label onto the motor; its picture is kept in the folder while the renderer runs."""
    width, height, places = _flat(scene) if scene["square"] else _wrapped(scene)
    steps = len(places) // 2 - 1
    mesh = bpy.data.meshes.new("label")
    mesh.from_pydata(places, [], [(2 * step, 2 * step + 1, 2 * step + 3, 2 * step + 2) for step in range(steps)])
    layer = mesh.uv_layers.new()
    for face in mesh.polygons:
        for corner in face.loop_indices:
            vertex = mesh.loops[corner].vertex_index
            layer.data[corner].uv = (vertex % 2, (vertex // 2) / steps)
        face.use_smooth = True
    thing = bpy.data.objects.new("label", mesh)
    bpy.context.collection.objects.link(thing)
    thing.parent = parent
    path = folder / f"{scene['part']}.label.png"
    _picture(scene, width, height).save(path)
    plate = scene["label"]["plate"]
    mesh.materials.append(_material(path, plate=plate))
    if plate:  # a sticker has an edge
        modifier = thing.modifiers.new("thickness", "SOLIDIFY")
        modifier.thickness, modifier.offset = 0.00012, 1


def _flat(scene: dict[str, Any]) -> tuple[float, float, list[tuple[float, ...]]]:
    """On the side of a square stator."""
    size, end = scene["size"], -scene["length"]
    front, back = -size * 0.215 - 2.5, end + scene["rear_length"] + 2.5
    width, height = min(front - back, size * 0.95), size * 0.46
    middle, x = (front + back) / 2, size / 2 - 0.38
    ends = (middle + width / 2, middle - width / 2)
    return width, height, [(x * MM, -z * MM, y * height / 2 * MM) for y in (-1, 1) for z in ends]


def _wrapped(scene: dict[str, Any]) -> tuple[float, float, list[tuple[float, ...]]]:
    """Around a tube."""
    size = scene["size"]
    front, width, height = -scene["flange"] - 6, size * 1.25, size * 0.62
    width = min(width, scene["length"] - scene["flange"] - scene["rear_length"] - 9)
    radius = size / 2 + 0.03
    turns = [(-0.5 + step / 24) * height / (size / 2) + 0.25 for step in range(25)]
    ends = (front, front - width)
    points = [(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns]
    return width, height, [(x * MM, -z * MM, y * MM) for x, y in points for z in ends]


def _material(path: Path, *, plate: bool) -> Any:
    made, n = new_material("label")
    texture = n.tree.nodes.new("ShaderNodeTexImage")
    texture.image, texture.interpolation = bpy.data.images.load(str(path)), "Cubic"
    wave = n.noise(n("ShaderNodeTexCoord", out=3), 120.0)
    bump = n("ShaderNodeBump", ins={"Strength": 0.25, "Distance": 1.5e-4, "Height": wave})
    ins = {
        "Base Color": texture.outputs[0],
        "Metallic": 0.35 if plate else 0.0,
        "Roughness": n.math("ADD", n.math("MULTIPLY", wave, 0.2), 0.28 if plate else 0.45),
        "Normal": bump,
    }
    shader = n("ShaderNodeBsdfPrincipled", ins=ins)
    if not plate:
        ink = n.math("MULTIPLY", texture.outputs[1], 0.9)
        shader = n("ShaderNodeMixShader", ink, n("ShaderNodeBsdfTransparent"), shader)
    return shaded(made, n, shader)


def _picture(scene: dict[str, Any], width: float, height: float) -> Image.Image:
    """The printed bitmap. Lines shrink until they fit."""
    label = scene["label"]
    plate = label["plate"]
    wide, high = round(width * PIXELS), round(height * PIXELS)
    ground, ink = ((226, 226, 223, 255), (22, 22, 24, 255)) if plate else ((235, 235, 232, 0), (225, 225, 222, 255))
    picture = Image.new("RGBA", (wide, high), ground)
    draw, unit = ImageDraw.Draw(picture), high / 20
    if plate:
        frame = (unit * 0.5, unit * 0.5, wide - unit * 0.5, high - unit * 0.5)
        draw.rounded_rectangle(frame, unit * 0.8, outline=ink, width=max(2, int(unit * 0.12)))
    x, y = unit * 1.6, unit * 1.5
    ring = (x, y + unit * 0.2, x + unit * 3, y + unit * 3.2)
    draw.ellipse(ring, outline=COPPER if plate else ink, width=int(unit * 0.62))

    def line(text: str, left: float, top: float, size: float, weight: str = "Medium") -> None:
        while _font(weight, int(size)).getlength(text) > wide - unit * 1.6 - left and size > 8:
            size *= 0.97
        draw.text((left, top), text, font=_font(weight, int(size)), fill=ink)

    line(label["brand"], x + unit * 3.9, y - unit * 0.15, unit * 1.75, "Bold")
    line(label["below"], x + unit * 3.9, y + unit * 1.9, unit * 1.35)
    line(scene["part"], x, y + unit * 4.3, unit * (3.3 if plate else 4), "Bold")
    for index, text in enumerate(label["lines"]):
        line(text, x, y + unit * (8.7 + index * 2.3), unit * 1.95)
    line(label["made"], x, high - unit * 2.75, unit * 1.5)
    return picture


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Inter where it is installed (Debian: fonts-inter), else DejaVu; Pillow searches the system's folders."""
    for name in (f"Inter-{weight}.otf", "DejaVuSans-Bold.ttf" if weight == "Bold" else "DejaVuSans.ttf"):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise SystemExit("no font for the label: install fonts-inter or fonts-dejavu-core")

"""A studio picture of a part: Cycles on the processor, through Blender's Python module.

Run in its own environment (requirements-studio.txt), which knows neither Django nor the CAD kernel::

    python catalog/drawings/studio/blender/render.py FOLDER/PART.json PART-front.png --view front --size 1200x900

Reads PART.glb beside the JSON. In Blender: shaft -Y, up +Z, metres.
"""

import argparse
import json
import math
from pathlib import Path
from typing import Any

import bpy
from bpy_extras.object_utils import world_to_camera_view
from labels import add_label
from leads import grow_leads
from mathutils import Matrix, Vector
from nodes import Nodes, new_material, shaded
from surfaces import material

MM = 0.001
LENS, FILM, STOP, ELEVATION = 110, 36, 32, 16  # mm, mm, f-number, degrees
WIDE, TALL = 0.80, 0.70  # of the picture that the part may take


def main() -> None:
    """Render one picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scene", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--view", choices=["front", "rear"], default="front")
    parser.add_argument("--size", default="1200x900")
    parser.add_argument("--samples", type=int, default=24, help="12 smear the laminations, 24 are clean at 1200 px")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    scene = json.loads(asked.scene.read_text(encoding="utf-8"))
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bodies, half = place(scene, asked.scene.with_suffix(".glb"), asked.picture.parent, rear=asked.view == "rear")
    light(half)
    width, height = (int(number) for number in asked.size.split("x"))
    settings(width, height, samples=asked.samples, threads=asked.threads)
    aim(bodies, half, width / height)
    bpy.context.scene.render.filepath = str(asked.picture.absolute())
    bpy.ops.render.render(write_still=True)


def place(scene: dict[str, Any], model: Path, folder: Path, *, rear: bool) -> tuple[list[Any], float]:
    """Stand the part on the table. Gives its bodies, and half of its length in m to scale the studio by."""
    bpy.ops.import_scene.gltf(filepath=str(model))
    bodies = [thing for thing in bpy.context.scene.objects if thing.type == "MESH"]
    pose = bpy.data.objects.new("pose", None)
    bpy.context.scene.collection.objects.link(pose)
    for body in bodies:
        body.parent = pose
        body.data.materials.clear()
        body.data.materials.append(material(body.name.split("__")[1].split(".")[0]))
        body.hide_render = body.name.startswith("lead") and "leads" in scene  # stubs give way to whole leads
    bodies = [body for body in bodies if not body.hide_render]
    corners = [body.matrix_world @ Vector(corner) for body in bodies for corner in body.bound_box]
    floor = min(corner.z for corner in corners) / MM
    if "leads" in scene:
        grow_leads(scene, pose, floor)
    if "label" in scene:
        add_label(scene, pose, folder)
    low, high = min(corner.y for corner in corners), max(corner.y for corner in corners)
    turn = math.radians(180 + 40 if rear else -scene.get("yaw", 38))
    pose.matrix_world = Matrix.Rotation(turn, 4, "Z") @ Matrix.Translation((0, -(low + high) / 2, -floor * MM))
    bpy.context.view_layer.update()
    widest = max(max(corner[axis] for corner in corners) - min(corner[axis] for corner in corners) for axis in range(3))
    return bodies, max((high - low) / 2, 0.42 * widest)


def light(half: float) -> None:
    """A table that bends up behind, four soft boxes, and a black card that draws a dark band into metal."""
    s = half
    bend = [
        (14 * s + 12 * s * math.sin(a), 12 * s - 12 * s * math.cos(a)) for a in (i * math.pi / 40 for i in range(21))
    ]
    profile = [(-60 * s, 0.0), *bend, (26 * s, 60 * s)]
    places = [(x, y, z) for y, z in profile for x in (-70 * s, 70 * s)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(profile) - 1)]
    made, n = new_material("backdrop")
    ins = {"Base Color": (0.83, 0.83, 0.825, 1), "Roughness": 0.24, "Specular IOR Level": 0.42}
    _sheet("backdrop", places, faces, shaded(made, n, n("ShaderNodeBsdfPrincipled", ins=ins)))
    made, n = new_material("card")
    card = [(-4.2 * s, y * s, z * s) for y, z in ((-3.6, 0), (-0.6, 0), (-0.6, 1.5), (-3.6, 1.5))]
    _sheet("card", card, [(0, 1, 2, 3)], shaded(made, n, n("ShaderNodeBsdfDiffuse", (0.01, 0.01, 0.01, 1))))
    power = (s / 0.07) ** 2
    for at, to, size, watts, tint in (
        ((-1.0, 2.5, 8.5), 0.0, (8, 5), 13, (1, 0.985, 0.965)),
        ((-9, -4, 3.6), 0.6, (5, 7), 6, (1, 0.99, 0.975)),
        ((8.5, -0.5, 4.2), 0.3, (2.2, 7.5), 3.6, (0.95, 0.975, 1)),
        ((4, 9, 6), 0.5, (6, 3), 4.5, (0.96, 0.98, 1)),
    ):
        _softbox(Vector(at) * s, Vector((0, 0, to * s)), (size[0] * s, size[1] * s), watts * power, tint)
    world = bpy.context.scene.world = bpy.data.worlds.new("world")
    world.use_nodes = True
    ground = world.node_tree.nodes["Background"]
    ground.inputs[0].default_value, ground.inputs[1].default_value = (0.98, 0.99, 1, 1), 0.14


def _sheet(name: str, places: list[Any], faces: list[Any], look: Any) -> None:
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(places, [], faces)
    for face in mesh.polygons:
        face.use_smooth = True
    mesh.materials.append(look)
    bpy.context.collection.objects.link(bpy.data.objects.new(name, mesh))


def _softbox(at: Any, to: Any, size: tuple[float, float], watts: float, tint: tuple[float, ...]) -> None:
    """A light that is bright in the middle and fades to its rim: a hard edge in a reflection is never a studio's."""
    lamp = bpy.data.lights.new("softbox", "AREA")
    lamp.shape, lamp.size, lamp.size_y, lamp.energy, lamp.color = "RECTANGLE", *size, watts, tint
    lamp.use_nodes = True
    lamp.node_tree.nodes.clear()
    n = Nodes(lamp.node_tree)
    place_on = n("ShaderNodeNewGeometry", out=5)

    def fading(axis: int) -> Any:
        away = n.math("ABSOLUTE", n.math("SUBTRACT", n("ShaderNodeSeparateXYZ", place_on, out=axis), 0.5))
        return n.ramp(away, 0.18, 0.5, 1.0, 0.12, interpolation_type="SMOOTHSTEP")

    n("ShaderNodeOutputLight", n("ShaderNodeEmission", (1, 1, 1, 1), n.math("MULTIPLY", fading(0), fading(1))))
    thing = bpy.data.objects.new("softbox", lamp)
    bpy.context.collection.objects.link(thing)
    thing.location = at
    thing.rotation_euler = (to - at).to_track_quat("-Z", "Y").to_euler()


def aim(bodies: list[Any], half: float, ratio: float) -> None:
    """A long lens far off; distance and direction are found by projecting the part."""
    view = bpy.context.scene
    film = bpy.data.cameras.new("camera")
    camera = bpy.data.objects.new("camera", film)
    view.collection.objects.link(camera)
    view.camera = camera
    film.lens, film.sensor_width, film.clip_end = LENS, FILM, 100
    rise, target, distance = math.radians(ELEVATION), Vector((0, 0, 0)), 12 * half
    points = [body.matrix_world @ vertex.co for body in bodies for vertex in list(body.data.vertices)[::7]]
    curves = [thing for thing in view.objects if thing.type == "CURVE"]
    wires = [curve.matrix_world @ Vector(p.co[:3]) for curve in curves for p in curve.data.splines[0].points]
    for _round in range(6):
        camera.location = target + Vector((0, -math.cos(rise), math.sin(rise))) * distance
        camera.rotation_euler = (target - camera.location).to_track_quat("-Z", "Y").to_euler()
        bpy.context.view_layer.update()
        seen = [world_to_camera_view(view, camera, point) for point in points + wires]
        left, right = min(p.x for p in seen), max(p.x for p in seen)
        low, high = min(p.y for p in seen), max(p.y for p in seen)
        turned, wide = camera.matrix_world.to_3x3(), distance * FILM / LENS
        target += turned @ Vector(((left + right) / 2 - 0.5, ((low + high) / 2 - 0.5) / ratio, 0)) * wide
        distance *= max((right - left) / WIDE, (high - low) / TALL)
    near = min((point - camera.location).length for point in points)
    focus = film.dof
    focus.use_dof, focus.aperture_fstop, focus.aperture_blades = True, STOP, 9
    focus.focus_distance = near + 0.35 * half


def settings(width: int, height: int, *, samples: int, threads: int) -> None:
    """Cycles on the processor: few samples and a denoiser that knows colours and normals, which saves the label."""
    view = bpy.context.scene
    render, cycles = view.render, view.cycles
    render.engine, render.resolution_x, render.resolution_y = "CYCLES", width, height
    render.threads_mode, render.threads = "FIXED", threads
    cycles.device, cycles.samples, cycles.use_denoising, cycles.denoiser = "CPU", samples, True, "OPENIMAGEDENOISE"
    cycles.denoising_input_passes, cycles.denoising_prefilter = "RGB_ALBEDO_NORMAL", "ACCURATE"
    cycles.use_adaptive_sampling, cycles.adaptive_threshold = True, 0.012
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 3, 5
    cycles.sample_clamp_indirect, cycles.blur_glossy = 4, 0.6
    cycles.caustics_reflective = cycles.caustics_refractive = False
    view.view_settings.view_transform, view.view_settings.look = "AgX", "AgX - Medium High Contrast"
    render.image_settings.file_format, render.image_settings.color_mode = "PNG", "RGB"


if __name__ == "__main__":
    main()

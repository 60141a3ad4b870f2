"""What the renderer needs of a part: a fine GLB, and a JSON beside it with label, leads and pose."""

import json
from pathlib import Path
from typing import Any

from catalog.drawings.cad.bodies import body_of
from catalog.drawings.outlines import Outline
from catalog.models import Motor, Product
from catalog.queries import specification_row

BRAND = "SHERRY MOTOR"
MADE = "Changzhou, China"


def write_scene(product: Product, folder: Path) -> None:
    """Write PART.json and PART.glb for `render`. Needs the CAD extra. Raises ValueError without dimensions."""
    from catalog.drawings.cad.building import build
    from catalog.drawings.cad.glb import glb

    body = body_of(product)
    if body is None:
        raise ValueError(product.part_number)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{product.part_number}.glb").write_bytes(glb(build(body), tolerance=0.01, angle=0.12, exact=True))
    told = json.dumps(_scene(product, body.shape, body.connection), indent=1, ensure_ascii=False)
    (folder / f"{product.part_number}.json").write_text(told, encoding="utf-8")


def _scene(product: Product, shape: object, connection: str) -> dict[str, Any]:
    scene: dict[str, Any] = {"part": product.part_number}
    if not isinstance(shape, Outline):
        return scene
    from catalog.drawings.cad.motors import bundle_radius, lead_exit, lead_sizes, rear_length

    scene |= {
        "size": shape.size,
        "length": shape.length,
        "square": shape.square,
        "flange": shape.flange_thickness or 0.085 * shape.size,
        "rear_length": rear_length(shape),
        "yaw": 46 if shape.square and shape.size >= 80 else 38,
    }
    if isinstance(product, Motor) and connection == "leads":
        leads = lead_sizes(shape)
        place, direction = lead_exit(shape)
        scene["leads"] = {
            "wires": leads,
            "bundle": bundle_radius(leads),
            "exit": place,
            "direction": direction,
            "rear": shape.rear_leads,
        }
    if isinstance(product, Motor) and not shape.outer_rotor:
        scene["label"] = _label(product, plate=shape.square)
    return scene


def _label(motor: Motor, *, plate: bool) -> dict[str, Any]:
    """What is printed on a motor: its own published figures, no serial number and no code that would mean nothing."""

    def figure(key: str) -> str:
        return str(specification_row(motor, key).figure or "")

    volts, amperes, torque, speed, power = (
        figure(key) for key in ("rated_voltage", "rated_current", "rated_torque", "rated_speed", "rated_power")
    )
    lines = [f"{volts} DC   {amperes}", f"{torque}   {speed}   {power}", f"{motor.pole_pairs:g} pole pairs"]
    return {
        "plate": plate,
        "brand": BRAND,
        "below": f"Class {motor.insulation_class}   {motor.ip_rating}" if plate else "Brushless DC",
        "lines": lines if plate else [lines[0], power, speed],
        "made": MADE,
    }

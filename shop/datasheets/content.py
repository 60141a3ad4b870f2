"""What a data sheet says, as plain JSON and pictures: every published figure with its mark, nothing more."""

import io
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import segno
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.attributes import Text, UnitSystem
from catalog.drawings import curve_notes, curve_table, dimension_drawing, portrait, speed_torque_curve, three_quarter
from catalog.drawings.standalone import for_paper
from catalog.headlines import key_figures, summary
from catalog.models import Motor, Product
from catalog.physics.figures import Machine
from catalog.physics.heat_cycle import USUAL_DUTIES
from catalog.physics_inputs import motor_figures
from catalog.quantities import show
from catalog.queries import SpecificationGroup, how_it_reads, specification
from shop.documents.seller import seller

MARKS: Final = {"published": "pub", "measured": "pub", "derived": "der", "estimated": "est"}


def compose(product: Product, system: UnitSystem, paper: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Words and pictures of a data sheet in the active language. Asks the database for the seller alone."""
    us = seller()
    files = _pictures(product, system)
    address = f"{settings.SITE_URL}{product.get_absolute_url()}"
    files["code.svg"] = _code(address)
    left, right = _columns(specification(product, system))
    motor = product if isinstance(product, Motor) else None
    data = {
        "language": translation.get_language() or "en",
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "title": _("Data sheet %(part)s") % {"part": product.part_number},
        "number": product.part_number,
        "summary": summary(product, system),
        "seller": {"brand": us.brand, "name": us.name, "address": list(us.address)},
        "address": address.partition("://")[2],
        "keys": [
            {"label": str(key.label), "number": key.figure.number, "unit": key.figure.unit}
            for key in key_figures(product, system)
        ],
        "reading": [{"piece": piece, "meaning": str(meaning)} for piece, meaning in how_it_reads(product.part_number)],
        "demonstration": _("Demonstration data: these figures are invented, to show the shop; no such product exists.")
        if product.demonstration
        else "",
        "files": sorted(files),
        "conditions": _conditions(product),
        "notes": [str(note) for note in curve_notes(motor)] if motor and "diagram.svg" in files else [],
        "duties": _duties(motor, system) if motor else [],
        "columns": [left, right],
        "curve": _curve(motor, system),
        "marks": [
            {"mark": "pub", "says": _("published or measured by the maker")},
            {"mark": "der", "says": _("derived from published figures")},
            {"mark": "est", "says": _("estimated")},
        ],
        "disclaimer": _(
            "Figures describe the part and are no guarantee of properties; they hold for the conditions named. "
            "Technical changes are reserved. Binding is what an order confirms. The current version is at the "
            "address above."
        ),
        "labels": {
            "performance": _("Performance"),
            "dimensions": _("Dimensions"),
            "specifications": _("Specifications"),
            "reading": _("How the number reads"),
            "curve": _("Figures of the diagram, computed"),
            "duties": _("Intermittent duty S3, computed"),
            "notes": _("How to read it"),
            "page": _("Page {number} of {count}"),
            "version": _("Version {version}, {date}"),
        },
    }
    return data, files


def _pictures(product: Product, system: UnitSystem) -> dict[str, bytes]:
    motor = product if isinstance(product, Motor) else None
    drawn = {
        "picture.svg": (three_quarter(motor) if motor else "") or portrait(product),
        "diagram.svg": speed_torque_curve(motor, system=system) if motor else "",
        "drawing.svg": dimension_drawing(product, system=system) or "",
    }
    return {name: for_paper(svg) for name, svg in drawn.items() if svg}


def _code(address: str) -> bytes:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue()


def _columns(groups: Sequence[SpecificationGroup]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The groups in two columns of about the same height, in their order."""
    heights = [len(group.rows) + 2 for group in groups]
    half, best = 0, float("inf")
    for place in range(len(groups) + 1):
        taller = max(sum(heights[:place]), sum(heights[place:]))
        if taller < best:
            half, best = place, taller
    shown = [_group(group) for group in groups]
    return shown[:half], shown[half:]


def _group(group: SpecificationGroup) -> dict[str, Any]:
    rows = []
    for row in group.rows:
        if row.figure is None:
            continue
        symbol, _underscore, sub = row.attribute.symbol.partition("_") if row.attribute.quantity else ("", "", "")
        rows.append(
            {
                "label": str(row.attribute.label),
                "symbol": symbol,
                "sub": sub,
                "number": row.figure.number,
                "unit": row.figure.unit,
                "mark": MARKS[row.provenance],
            }
        )
    return {"label": str(group.label), "rows": rows}


def _conditions(product: Product) -> str:
    mounting: Text = getattr(product, "thermal_mounting", "")
    if not mounting:
        return ""
    return _("Block commutation, ambient 25 °C; mounted: %(mounting)s.") % {"mounting": mounting}


def _curve(motor: Motor | None, system: UnitSystem) -> dict[str, Any]:
    """The figures of the diagram; none for an accessory or where there is no line."""
    if motor is None:
        return {"columns": [], "rows": []}
    table = curve_table(motor, system=system)
    heads = [f"{column.label}, {column.unit}" if column.unit else str(column.label) for column in table.columns]
    return {"columns": heads, "rows": table.rows}


def _duties(motor: Motor, system: UnitSystem) -> list[dict[str, str]]:
    """Torque at the rated speed for the usual shares of ten minutes, at most the peak torque."""
    machine, speed = Machine(motor_figures(motor)), motor.rated_speed
    if speed is None or not machine.has_line:
        return []
    torques = machine.intermittent_torque(duty=np.array(USUAL_DUTIES), speed=speed)
    if np.isfinite(machine.peak_torque):
        torques = np.minimum(torques, machine.peak_torque)
    return [
        {"share": f"{round(100 * duty)}\u00a0%", "torque": str(show(float(f"{torque:.3g}"), "rated_torque", system))}
        for duty, torque in zip(USUAL_DUTIES, torques, strict=True)
        if np.isfinite(torque)
    ]

"""Simple outlines: what sits behind a motor, and the case of a driver."""

from django.utils.translation import gettext as _

from catalog.drawings.outlines import Case, Disc
from catalog.drawings.sheet import (
    BETWEEN,
    LEFT,
    RIGHT,
    TALLEST,
    TOP,
    UNITS_PER_MM,
    WIDTH,
    Sheet,
    View,
    scale_to_fit,
    scale_words,
)


def _fitting(along: float, tall: float) -> float | None:
    fits = min((WIDTH - LEFT - RIGHT - BETWEEN) / along, TALLEST / tall)
    return scale_to_fit(fits / UNITS_PER_MM)


def _strip(sheet: Sheet, part_number: str, unit: str, scale: float) -> float:
    words = [unit, scale_words(scale), _("Not published: %(what)s") % {"what": _("tolerances")}]
    return sheet.title_strip(part_number, words)


def draw_disc(sheet: Sheet, disc: Disc, unit: str) -> str | None:
    """Length and diameter of what sits behind the motor, its bore where published."""
    scale = _fitting(disc.length + disc.diameter, disc.diameter)
    if not scale:
        return None
    k, half, figure = scale * UNITS_PER_MM, disc.diameter / 2, sheet.figure
    spare = (WIDTH - LEFT - RIGHT - BETWEEN - (disc.length + disc.diameter) * k) / 3
    side = View(sheet, LEFT + spare, TOP + half * k, k)
    front = View(sheet, WIDTH - RIGHT - spare - half * k, side.y, k)
    side.rect("o", 0, disc.length, half, chamfer=0.8)
    side.path("ctr", [(-16 / k, 0), (disc.length + 16 / k, 0)])
    front.circle("o", 0, 0, half)
    if disc.bore:
        front.circle("o", 0, 0, disc.bore / 2)
        for edge in (-disc.bore / 2, disc.bore / 2):
            side.path("hid", [(0, edge), (disc.length, edge)])
        tip = front.at(disc.bore / 2 * 0.7, -disc.bore / 2 * 0.7)
        words = _("bore up to ⌀%(diameter)s") % {"diameter": figure(disc.bore)}
        sheet.leader(tip, (front.x + half * k * 0.5, front.y + half * k + 30), [words])
    front.cross(0, 0, half)
    sheet.across(side.at(0, half), side.at(disc.length, half), TOP - 40, figure(disc.length), outside="right")
    sheet.upward(side.at(0, half), side.at(0, -half), side.x - 44, f"⌀{figure(disc.diameter)}")
    sheet.bottom += 8
    height = _strip(sheet, disc.part_number, unit, scale)
    said = _("Side and front view. Diameter %(diameter)s, length %(length)s.") % {
        "diameter": figure(disc.diameter),
        "length": figure(disc.length),
    }
    title = _("Dimension drawing of %(part)s") % {"part": disc.part_number}
    return sheet.svg(height=height, title=title, description=f"{said} {unit}.")


def draw_case(sheet: Sheet, case: Case, unit: str) -> str | None:
    """A box from above, and to its right from the left."""
    scale = _fitting(case.length + case.height, case.width)
    if not scale:
        return None
    k, figure = scale * UNITS_PER_MM, sheet.figure
    spare = (WIDTH - LEFT - RIGHT - BETWEEN - (case.length + case.height) * k) / 3
    above = View(sheet, LEFT + spare, TOP + case.width / 2 * k, k)
    left = View(sheet, WIDTH - RIGHT - spare - case.height * k, above.y, k)
    half = case.width / 2
    above.rect("o", 0, case.length, half, chamfer=1.0)
    left.rect("o", 0, case.height, half, chamfer=0.6)
    sheet.across(above.at(0, half), above.at(case.length, half), TOP - 40, figure(case.length), outside="right")
    sheet.across(left.at(0, half), left.at(case.height, half), TOP - 40, figure(case.height), outside="right")
    sheet.upward(above.at(0, half), above.at(0, -half), above.x - 44, figure(case.width))
    sheet.bottom += 8
    height = _strip(sheet, case.part_number, unit, scale)
    said = _("Seen from above and from the left. %(length)s by %(width)s by %(height)s.") % {
        "length": figure(case.length),
        "width": figure(case.width),
        "height": figure(case.height),
    }
    title = _("Dimension drawing of %(part)s") % {"part": case.part_number}
    return sheet.svg(height=height, title=title, description=f"{said} {unit}.")

"""Dimension drawings in first angle, written from a part's attributes.

Side view with the shaft to the left, and to its right what one sees from the left. Only published dimensions get a
figure. What is drawn without one (caps, ribs, how far a flat reaches) only shows what kind of thing it is.
"""

from django.utils.translation import gettext as _

from catalog import units
from catalog.attributes import UnitSystem
from catalog.drawings import svg
from catalog.drawings.accessories import draw_case, draw_disc
from catalog.drawings.norms import key_for, key_place, thread_for
from catalog.drawings.outlines import Outline, case_of, disc_of, outline_of
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
from catalog.models import Product
from catalog.quantities import number

BEHIND = 66.0


def dimension_drawing(product: Product, *, system: UnitSystem = "si", ident: str = "dm") -> str | None:
    """The drawing of a part as SVG; None where its dimensions are not published.

    Args:
        product: motor, gearbox, encoder, brake or driver.
        system: millimetres, or inches for readers of US units.
        ident: prefix of the ids inside, unique on the page.
    """
    return _draw(product, _sheet(system, ident), system)


def dimension_dxf(product: Product, *, system: UnitSystem = "si") -> str | None:
    """The same drawing for a CAD program: the part at full size in mm, the side view's face on the axis as origin.

    The figures beside the lines are in the reader's unit. None where its dimensions are not published.
    """
    from catalog.drawings.dxf import from_svg  # a large library, for those who ask for this file alone

    sheet = _sheet(system, "dxf")
    with svg.exact():
        picture = _draw(product, sheet, system)
    if picture is None:
        return None
    side = sheet.views[0]
    return from_svg(picture, origin=(side.x, side.y), k=side.k, without=scale_words(side.k / UNITS_PER_MM))


def _sheet(system: UnitSystem, ident: str) -> Sheet:
    return Sheet(ident=ident, figure=_inches if system == "us" else _millimetres)


def _draw(product: Product, sheet: Sheet, system: UnitSystem) -> str | None:
    unit = _("Dimensions in inches") if system == "us" else _("Dimensions in mm")
    if product.kind in ("motor", "gearbox"):
        outline = outline_of(product)
        return _Turned(sheet, outline, unit).draw() if outline else None
    if product.kind == "driver":
        case = case_of(product)
        return draw_case(sheet, case, unit) if case else None
    disc = disc_of(product)
    return draw_disc(sheet, disc, unit) if disc else None


def _millimetres(length: float) -> str:
    return number(round(length, 2))


def _inches(length: float) -> str:
    inches = units.from_stored(length / 1000, "in", "length")
    return number(round(inches, 3))


class _Turned:
    """The drawing of a motor or a gearbox while it is made."""

    def __init__(self, sheet: Sheet, outline: Outline, unit: str) -> None:
        self.sheet, self.part, self.unit = sheet, outline, unit
        self.reach = max(outline.size, outline.hole_circle + outline.hole_diameter if not outline.square else 0.0) / 2
        between = BETWEEN + (BEHIND if outline.rear_leads and outline.lead_count else 0.0)
        along = outline.shaft_length + outline.length + 2 * self.reach
        fits = min((WIDTH - LEFT - RIGHT - between) / along, TALLEST / (2 * self.reach))
        self.scale = scale_to_fit(fits / UNITS_PER_MM) or 0.0
        k = self.scale * UNITS_PER_MM
        spare = WIDTH - LEFT - RIGHT - between - along * k
        axis = TOP + self.reach * k
        self.side = View(sheet, LEFT + spare / 3 + outline.shaft_length * k, axis, k)
        self.front = View(sheet, WIDTH - RIGHT - spare / 3 - self.reach * k, axis, k)

    @property
    def half(self) -> float:
        return self.part.size / 2

    @property
    def low(self) -> float:
        """Where on paper everything drawn of the part ends below."""
        return self.side.at(0, -self.reach)[1]

    def draw(self) -> str | None:
        if not self.scale:
            return None
        self._body()
        self._shaft()
        self._leads()
        self._front()
        self._along()
        self._across()
        self._of_front()
        words = [self.unit, scale_words(self.scale), self._not_published()]
        height = self.sheet.title_strip(self.part.part_number, words, self._notes())
        return self.sheet.svg(height=height, title=self._title(), description=self._words())

    def _title(self) -> str:
        return _("Dimension drawing of %(part)s") % {"part": self.part.part_number}

    def _words(self) -> str:
        part, figure = self.part, self.sheet.figure
        said = [
            _("Side and front view. Frame %(size)s, body length %(length)s, shaft %(diameter)s by %(shaft)s.")
            % {
                "size": figure(part.size),
                "length": figure(part.length),
                "diameter": figure(part.shaft_diameter),
                "shaft": figure(part.shaft_length),
            }
        ]
        if part.pilot_diameter:
            said.append(_("Pilot %(diameter)s.") % {"diameter": figure(part.pilot_diameter)})
        if part.holes:
            said.append(
                _("%(count)d mounting holes on a circle of %(circle)s.")
                % {"count": part.holes, "circle": figure(part.hole_circle)}
            )
        return " ".join([*said, self.unit + "."])

    def _not_published(self) -> str:
        missing = [_("tolerances")]
        if self.part.shaft_form == "D-cut":
            missing.append(_("length of the flat"))
        if self.part.shaft_form == "keyway":
            missing.append(_("length of the key"))
        if not self.part.holes:
            missing.append(_("mounting holes"))
        if not self.part.pilot_diameter:
            missing.append(_("pilot"))
        return _("Not published: %(what)s") % {"what": ", ".join(missing)}

    def _notes(self) -> list[str]:
        """What is published of the part and has no place in the two views."""
        face, figure = self.part.input_face, self.sheet.figure
        if not face:
            return []
        words = [_("Motor side: %(face)s") % {"face": face.name}] if face.name else [_("Motor side")]
        if face.pilot_diameter:
            words.append(_("pilot ⌀%(diameter)s") % {"diameter": figure(face.pilot_diameter)})
        if face.holes and face.hole_circle:
            words.append(
                _("%(count)d holes ⌀%(diameter)s on ⌀%(circle)s")
                % {"count": face.holes, "diameter": figure(face.hole_diameter), "circle": figure(face.hole_circle)}
            )
        if face.bore:
            words.append(_("bore ⌀%(diameter)s") % {"diameter": figure(face.bore)})
        return [", ".join(words)]

    # --- side view

    def _body(self) -> None:
        part, view, half = self.part, self.side, self.half
        flange, length = part.flange_thickness, part.length
        if part.outer_rotor:
            base = flange or 0.1 * length
            view.rect("o", 0, base, half * 0.985, chamfer=0.4)
            view.rect("o", base, length, half, chamfer=1.0)
            view.path("t", [(base + 0.06 * length, half), (base + 0.06 * length, -half)])
        elif part.stages:
            view.rect("o", 0, length, half, chamfer=0.8)
            rings = part.stages if part.planetary else 0
            for ring in range(rings + 1):
                place = length * (0.16 + 0.66 * ring / max(rings, 1))
                view.path("t", [(place, half), (place, -half)])
        else:
            front = min(flange + 0.13 * part.size, 0.35 * length) if flange else 0.0
            rear = length - min(0.24 * part.size, 0.3 * length)
            if part.laminations:
                self._stack(front, rear)
            else:
                view.rect("o", front, rear, half * 0.985)
            if flange:
                view.rect("o", flange, front, half * 0.965)
                view.rect("o", 0, flange, half, chamfer=0.4)
            view.rect("o", rear, length, half, chamfer=1.0)
        if part.pilot_diameter and part.pilot_length:
            view.rect("o", -part.pilot_length, 0, part.pilot_diameter / 2)
        self._hidden_holes()
        view.path("ctr", [(-part.shaft_length - 16 / view.k, 0), (length + 16 / view.k, 0)])

    def _stack(self, front: float, rear: float) -> None:
        """Bare laminations between the caps."""
        view, half = self.side, self.half * 0.985
        (x, y), side = view.at(front, half), 2 * half * view.k
        for class_, fill in (("o", None), ("lam", f"url(#{self.sheet.ident}-lam)")):
            self.sheet.parts.append(
                svg.tag("rect", class_=class_, fill=fill, x=x, y=y, width=(rear - front) * view.k, height=side)
            )

    def _hidden_holes(self) -> None:
        part, view = self.part, self.side
        depth = part.thread_depth or (part.flange_thickness if part.through else 0.0)
        if not part.holes or not depth:
            return
        for height in sorted({round(y, 3) for _x, y in part.hole_places()}):
            for edge in (-part.hole_diameter / 2, part.hole_diameter / 2):
                view.path("hid", [(0, height + edge), (depth, height + edge)])
            view.path("ctr", [(-7 / view.k, height), (depth + 7 / view.k, height)])

    def _shaft(self) -> None:
        part, view = self.part, self.side
        radius, length, start = part.shaft_diameter / 2, part.shaft_length, -part.pilot_length
        chamfer = min(0.6, 0.07 * part.shaft_diameter)
        corners = [(start, radius), (-length + chamfer, radius), (-length, radius - chamfer)]
        view.path("o", [*corners, *[(x, -y) for x, y in reversed(corners)]])
        view.path("t", [(-length + chamfer, radius), (-length + chamfer, -radius)])
        if part.shaft_form == "D-cut":
            flat, end = part.flat_height, -length + part.flat_length
            view.path("t", [(-length, flat), (end, flat), (end, radius)])
        key = key_for(part.shaft_diameter) if part.shaft_form == "keyway" else None
        if key:
            _width, height, depth = key
            end, key_length = key_place(part.shaft_diameter, length)
            left, right = -length + end, -length + end + key_length
            top = radius - depth + height
            view.path("o", [(left, radius), (left, top), (right, top), (right, radius)])
            view.path("hid", [(left, radius), (left, radius - depth), (right, radius - depth), (right, radius)])

    def _leads(self) -> None:
        part, view, sheet = self.part, self.side, self.sheet
        if not part.lead_count:
            return
        words = _("%(count)d leads") % {"count": part.lead_count}
        if part.lead_length:
            words = _("%(count)d leads, %(length)s long") % {
                "count": part.lead_count,
                "length": sheet.figure(part.lead_length),
            }
        if part.rear_leads:
            x, y = view.at(part.length, -0.3 * part.size)
            for row in range(4):
                sheet.path("t", [(x, y + 4 * row), (x + 26, y + 4 * row)])
            sheet.raw("t", f"M{svg.num(x + 26)} {svg.num(y - 4)}q5 5 0 10t0 10")
            sheet.text(words, x + 8, y + 34)
            return
        x, y = view.at(part.length, -self.half)
        x -= min(22.0, 0.4 * part.length * view.k)
        for row in range(4):
            sheet.path("t", [(x - 4 * row, y), (x - 4 * row, y + 22)])
        sheet.raw("t", f"M{svg.num(x - 16)} {svg.num(y + 22)}q5 -5 10 0t10 0")
        sheet.text(words, x + 12, y + 24)

    def _along(self) -> None:
        """Lengths along the axis: shaft and body above, pilot and flange below."""
        part, view, sheet = self.part, self.side, self.sheet
        above = TOP - 60
        high = view.at(0, self.half)[1]
        sheet.across(
            view.at(-part.shaft_length, part.shaft_diameter / 2), (view.x, high), above, sheet.figure(part.shaft_length)
        )
        sheet.across((view.x, high), view.at(part.length, self.half), above, sheet.figure(part.length), outside="right")
        below = self.low + 36
        low = view.at(0, -self.half)[1]
        if part.pilot_length and part.pilot_diameter:
            edge = view.at(-part.pilot_length, -part.pilot_diameter / 2)
            sheet.across(edge, (view.x, low), below, sheet.figure(part.pilot_length))
            below += 26
        if part.flange_thickness and not part.stages:
            sheet.across(
                (view.x, low), view.at(part.flange_thickness, -self.half), below, sheet.figure(part.flange_thickness)
            )

    def _across(self) -> None:
        """Diameters at the left of the side view."""
        part, view, sheet = self.part, self.side, self.sheet
        end = view.at(-part.shaft_length, 0)[0]
        radius = part.shaft_diameter / 2
        sheet.upward(
            view.at(-part.shaft_length, radius),
            view.at(-part.shaft_length, -radius),
            end - 36,
            f"⌀{sheet.figure(part.shaft_diameter)}",
        )
        if part.pilot_diameter:
            edge, half = -part.pilot_length, part.pilot_diameter / 2
            sheet.upward(view.at(edge, half), view.at(edge, -half), end - 84, f"⌀{sheet.figure(part.pilot_diameter)}")

    # --- front view

    def _front(self) -> None:
        part, view, half = self.part, self.front, self.half
        if part.square:
            view.rounded("o", half, 0.075 * part.size)
        else:
            view.circle("o", 0, 0, half)
            view.circle("t", 0, 0, half * 0.975)
        if part.pilot_diameter:
            view.circle("o", 0, 0, part.pilot_diameter / 2)
        if part.shaft_diameter < part.bearing_diameter < part.pilot_diameter:
            view.circle("t", 0, 0, part.bearing_diameter / 2)
        radius = part.shaft_diameter / 2
        key = key_for(part.shaft_diameter) if part.shaft_form == "keyway" else None
        if part.shaft_form == "D-cut":
            view.d_cut("o", radius, part.flat_height)
        else:
            view.circle("o", 0, 0, radius)
        if key:
            width, height, depth = key
            top, bottom = radius - depth + height, radius - depth
            corners = [(-width / 2, bottom), (-width / 2, top), (width / 2, top), (width / 2, bottom)]
            view.path("o", corners, close=True)
        if part.holes and not part.square:
            view.circle("ctr", 0, 0, part.hole_circle / 2)
        for x, y in part.hole_places() if part.holes else []:
            view.circle("o", x, y, part.hole_diameter / 2)
            view.cross(x, y, part.hole_diameter / 2)
        view.cross(0, 0, self.reach)

    def _of_front(self) -> None:
        """Frame and hole pattern above and beside, holes and shaft by leaders below."""
        part, view, sheet, half = self.part, self.front, self.sheet, self.half
        sign = "□" if part.square else "⌀"
        level = 0.0 if not part.square else half
        sheet.across(
            view.at(-half, level), view.at(half, level), TOP - 60, f"{sign}{sheet.figure(part.size)}", outside="right"
        )
        if part.square and part.holes == 4:
            x, y = max(part.hole_places(), key=lambda place: place[0] + place[1])
            sheet.across(view.at(-x, y), view.at(x, y), TOP - 28, sheet.figure(2 * x))
            sheet.upward(view.at(x, y), view.at(x, -y), view.at(self.reach, 0)[0] + 52, sheet.figure(2 * y))
        below = self.low + 34
        if part.holes:
            x, y = max(part.hole_places(), key=lambda place: place[0] - place[1])
            edge = part.hole_diameter / 2 * 0.7
            tip = view.at(x + edge, y - edge)
            self.sheet.leader(tip, (max(tip[0] + 8, view.x + 24), below), self._hole_words())
        self._shaft_words(below)

    def _hole_words(self) -> list[str]:
        part, figure = self.part, self.sheet.figure
        on = _("on ⌀%(circle)s") % {"circle": figure(part.hole_circle)}
        if part.thread:
            depth = figure(part.thread_depth)
            return [
                _("%(count)d × %(thread)s, %(depth)s deep")
                % {"count": part.holes, "thread": part.thread, "depth": depth},
                on,
            ]
        diameter = figure(part.hole_diameter)
        if part.through:
            return [_("%(count)d × ⌀%(diameter)s through") % {"count": part.holes, "diameter": diameter}, on]
        thread = thread_for(part.hole_diameter) if part.stages else ""
        if thread:
            words = _("%(count)d × %(thread)s, core ⌀%(diameter)s")
            return [words % {"count": part.holes, "thread": thread, "diameter": diameter}, on]
        return [_("%(count)d × ⌀%(diameter)s") % {"count": part.holes, "diameter": diameter}, on]

    def _shaft_words(self, below: float) -> None:
        part, view, figure = self.part, self.front, self.sheet.figure
        key = key_for(part.shaft_diameter) if part.shaft_form == "keyway" else None
        if part.shaft_form == "D-cut" and part.over_flat:
            lines, tip = (
                [_("%(width)s over flat") % {"width": figure(part.over_flat)}],
                (-part.shaft_diameter / 5, part.flat_height),
            )
        elif key:
            width, height, depth = key
            lines = [
                _("Key %(width)s × %(height)s mm") % {"width": number(width), "height": number(height)},
                "DIN 6885-1",
            ]
            tip = (-width / 2, part.shaft_diameter / 2 - depth + height / 2)
        else:
            return
        widest = max(svg.text_width(line, 13) for line in lines)
        centre = view.x - max(0.33 * part.size * view.k, widest / 2 + 12)
        self.sheet.leader(view.at(*tip), (centre, below), lines)

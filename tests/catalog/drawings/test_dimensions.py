import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import floats, integers, none, one_of, sampled_from

from catalog.attributes import for_kind
from catalog.drawings import dimension_drawing
from catalog.drawings.svg import Box, text_width
from catalog.models import PRODUCTS
from catalog.services import demo
from tests.catalog.drawings.pictures import NS, level_text_boxes, overlaps, parsed, texts

FOLDER = Path(demo.__file__).resolve().parent.parent / "demo"


def demo_products(kind):
    """The demonstration parts of a kind as rows that no database has seen."""
    sheet = demo.read_sheet(FOLDER / demo.FILES[kind])
    attributes = [each for each in for_kind(kind) if each.stored and each.key in sheet.units]
    for row in sheet.rows:
        values = {each.key: demo.stored(each, row[each.key], sheet.units[each.key]) for each in attributes}
        values = {
            key: "" if value is None and not by_key(attributes, key).quantity else value
            for key, value in values.items()
        }
        yield PRODUCTS[kind](part_number=row["part_number"], **values)


def by_key(attributes, key):
    return next(each for each in attributes if each.key == key)


def all_text_boxes(root):
    """Rectangles of level texts and of those that read from below."""
    boxes = level_text_boxes(root, size=13)
    for element in root.iter(f"{NS}text"):
        turned = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\) rotate\(-90\)", element.get("transform", ""))
        if turned:
            x, y = float(turned[1]), float(turned[2])
            half = text_width(element.text, 13) / 2
            boxes.append((element.text, Box(x - 10, y - half, x + 3, y + half)))
    return boxes


def drawing_texts(product, **options):
    return texts(parsed(dimension_drawing(product, **options)))


def mm(value):
    return f"{round(1000 * value, 2):g}"


def test_every_demonstration_motor_is_drawn_with_all_its_mounting_dimensions():
    for motor in demo_products("motor"):
        said = " | ".join(drawing_texts(motor))
        for figure in (
            f"⌀{mm(motor.shaft_diameter)}",
            f"⌀{mm(motor.pilot_diameter)}",
            mm(motor.shaft_length),
            mm(motor.body_length),
            mm(motor.pilot_length),
            mm(motor.flange_thickness),
            ("□" if motor.frame_shape == "square" else "⌀") + mm(motor.frame_size),
            f"on ⌀{mm(motor.hole_circle)}",
            f"{motor.holes:g} × ",
            motor.part_number,
        ):
            assert figure in said, (motor.part_number, figure, said)
        if motor.shaft_flat:
            assert f"{mm(motor.shaft_flat)} over flat" in said
        if motor.shaft_form == "keyway":
            assert "DIN 6885-1" in said
        if motor.lead_length:
            assert f"{mm(motor.lead_length)} long" in said


@pytest.mark.parametrize("kind", ["motor", "gearbox", "encoder", "brake", "driver"])
@pytest.mark.parametrize("system", ["si", "us"])
def test_no_two_texts_of_a_drawing_lie_on_each_other_and_none_leaves_the_sheet(kind, system):
    for product in demo_products(kind):
        root = parsed(dimension_drawing(product, system=system))
        boxes = all_text_boxes(root)
        assert overlaps(boxes) == [], product.part_number
        _x, _y, width, height = map(float, root.get("viewBox").split())
        assert all(box.within(Box(0, 0, width, height)) for _words, box in boxes), product.part_number


def test_gearboxes_name_thread_ratio_side_and_motor_side():
    gearbox = next(each for each in demo_products("gearbox") if each.part_number == "56PL-4")
    said = drawing_texts(gearbox)
    assert "4 × M5, core ⌀4.2" in said
    assert any(each.startswith("Motor side: NEMA 23, pilot ⌀38.1, 4 holes ⌀5.1 on ⌀66.67") for each in said)


def test_inches_for_readers_of_us_units():
    motor = next(each for each in demo_products("motor") if each.part_number == "57BL94-2430")
    said = drawing_texts(motor, system="us")
    assert "Dimensions in inches" in said
    assert "3.701" in said
    assert "⌀1.5" in said


def test_the_stated_scale_is_the_drawn_one():
    motor = next(each for each in demo_products("motor") if each.part_number == "57BL94-2430")
    root = parsed(dimension_drawing(motor))
    (scale,) = re.findall(r"Scale ([\d.]+):([\d.]+) at 250 mm width", " ".join(texts(root)))
    plate = next(each for each in root.iter(f"{NS}rect") if each.get("rx"))
    drawn = float(plate.get("width")) / 900 * 250
    assert drawn / 57 == pytest.approx(float(scale[0]) / float(scale[1]), rel=0.001)


def test_what_is_not_published_is_said_and_without_body_or_shaft_there_is_no_drawing():
    motor = next(each for each in demo_products("motor") if each.part_number == "57BL94-2430")
    assert "Not published: tolerances, length of the flat" in drawing_texts(motor)
    motor.holes = None
    motor.pilot_diameter = None
    assert "Not published: tolerances, length of the flat, mounting holes, pilot" in drawing_texts(motor)
    for key in ("frame_size", "body_length", "shaft_diameter", "shaft_length"):
        kept = getattr(motor, key)
        setattr(motor, key, None)
        assert dimension_drawing(motor) is None
        setattr(motor, key, kept)


def test_a_doubted_dimension_is_not_drawn():
    motor = next(each for each in demo_products("motor") if each.part_number == "57BL94-2430")
    motor.sources = {"body_length": {"doubt": "contradicts the mass"}}
    assert dimension_drawing(motor) is None


LENGTH = one_of(none(), floats(1e-6, 5.0), sampled_from([0.0, 0.057]))


@settings(max_examples=120, deadline=None)
@given(
    size=LENGTH,
    length=LENGTH,
    diameter=LENGTH,
    shaft=LENGTH,
    pilot=LENGTH,
    step=LENGTH,
    circle=LENGTH,
    hole=LENGTH,
    holes=one_of(none(), integers(0, 1000)),
    form=sampled_from(["", "D-cut", "keyway", "double-ended"]),
    shape=sampled_from(["", "square", "round"]),
)
def test_no_dimensions_at_all_can_break_a_drawing(
    size, length, diameter, shaft, pilot, step, circle, hole, holes, form, shape
):
    motor = PRODUCTS["motor"](
        part_number="<&>",
        frame_size=size,
        body_length=length,
        shaft_diameter=diameter,
        shaft_length=shaft,
        pilot_diameter=pilot,
        pilot_length=step,
        hole_circle=circle,
        hole_diameter=hole,
        holes=holes,
        shaft_form=form,
        frame_shape=shape,
        flange_thickness=step,
        shaft_flat=step,
        connection="leads, 8 × AWG 26",
    )
    drawn = dimension_drawing(motor)
    if drawn:
        parsed(drawn)

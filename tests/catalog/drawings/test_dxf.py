"""The dimension drawing for CAD programs, read back."""

import io
import math

import ezdxf
import pytest
from ezdxf import bbox

from catalog.drawings import dimension_dxf
from tests.make import make_motor, make_product

pytestmark = pytest.mark.django_db


def read(text):
    document = ezdxf.read(io.StringIO(text))
    assert not document.audit().errors
    return document, document.modelspace()


def on(space, layer, kind):
    return [entity for entity in space if entity.dxf.layer == layer and entity.dxftype() == kind]


def test_the_part_is_drawn_at_full_size_from_its_face_on_the_axis():
    motor = make_motor(pilot_diameter=0.0381, pilot_length=0.0016, shaft_diameter=0.008, shaft_length=0.0206)
    document, space = read(dimension_dxf(motor))
    assert document.units == ezdxf.units.MM
    points = [point for line in on(space, "OUTLINE", "LWPOLYLINE") for point in line.get_points("xy")]
    body = 1000 * motor.body_length
    assert any(math.isclose(x, body, abs_tol=1e-4) for x, _y in points)
    assert math.isclose(min(x for x, _y in points), -20.6, abs_tol=1e-4)
    size = 1000 * motor.frame_size
    assert math.isclose(max(y for x, y in points if 0 <= x <= body), size / 2, abs_tol=1e-4)
    assert any(math.isclose(circle.dxf.radius, 19.05, abs_tol=1e-4) for circle in on(space, "OUTLINE", "CIRCLE"))


def test_figures_are_texts_and_the_scale_of_paper_is_gone():
    _document, space = read(dimension_dxf(make_motor()))
    texts = [text.dxf.text for text in on(space, "TEXT", "TEXT")]
    assert "94" in texts
    assert not any("Scale" in text for text in texts)


def test_the_flat_of_a_shaft_is_an_arc_of_its_diameter():
    motor = make_motor(shaft_form="D-cut", shaft_diameter=0.008, shaft_flat=0.0075)
    _document, space = read(dimension_dxf(motor))
    bulged = [line for line in on(space, "OUTLINE", "LWPOLYLINE") if any(b > 1 for *_xy, b in line.get_points("xyb"))]
    (shaft,) = bulged
    box = bbox.extents([shaft])
    assert math.isclose(box.size.x, 8, abs_tol=0.01)
    assert math.isclose(box.size.y, 7.5, abs_tol=0.01)


@pytest.mark.parametrize(
    ("kind", "figures"),
    [
        ("encoder", {"diameter": 0.04, "body_length": 0.022}),
        ("driver", {"length": 0.186, "width": 0.128, "height": 0.062}),
    ],
)
def test_accessories_are_drawn_too(kind, figures):
    _document, space = read(dimension_dxf(make_product(kind, **figures)))
    assert on(space, "OUTLINE", "LWPOLYLINE")


def test_a_part_without_dimensions_has_none():
    assert dimension_dxf(make_motor(body_length=None)) is None

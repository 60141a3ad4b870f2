"""Pictures drawn from dimensions."""

import re
from xml.etree import ElementTree as ET

import pytest

from catalog.drawings import portrait, portraits
from tests.make import make_motor, make_product

pytestmark = pytest.mark.django_db


def extent(svg: str) -> float:
    """Millimetres across the frame of a picture."""
    return float(re.search(r'viewBox="\S+ \S+ (\S+) ', svg)[1])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"frame_shape": "round", "shaft_form": "keyway"},
        {"frame_shape": "round", "rotor": "outer", "connection": "leads, 3 × AWG 20 and 5 × AWG 26"},
        {"shaft_length": None},
        {
            "holes": 4.0,
            "hole_circle": 0.0667,
            "hole_diameter": 0.0051,
            "pilot_diameter": 0.0381,
            "pilot_length": 0.0016,
        },
    ],
)
def test_a_motor_is_drawn_whatever_it_publishes_and_its_number_is_escaped(changes):
    svg = portrait(make_motor("57<BL>94", **changes))
    ET.fromstring(svg)
    assert "57&lt;BL&gt;94" in svg


def test_parts_of_one_list_share_one_scale():
    large = make_motor(frame_size=0.114, body_length=0.188)
    alone = extent(portraits([large])[0])
    beside = portraits([make_motor(), large])
    assert extent(beside[0]) == pytest.approx(extent(beside[1]))
    assert extent(beside[1]) == pytest.approx(alone)


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("gearbox", {"body_length": 0.041, "shaft_diameter": 0.012, "shaft_length": 0.025}),
        ("encoder", {"diameter": 0.03, "body_length": 0.014}),
        ("brake", {"diameter": 0.042, "body_length": 0.028}),
        ("driver", {"length": 0.1, "width": 0.07, "height": 0.03}),
    ],
)
def test_every_kind_of_part_is_drawn(kind, size):
    ET.fromstring(portrait(make_product(kind, **size)))


def test_a_part_of_unknown_size_gets_a_dash_in_a_row_and_no_picture():
    motor = make_motor(frame_size=None)
    assert portrait(motor) == ""
    assert "M46 40h20" in portraits([motor])[0]

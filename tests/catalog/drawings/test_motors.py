import pytest

from catalog import drawings
from tests.catalog.drawings.pictures import of_class, parsed
from tests.makers.catalog import make_motor

pytestmark = pytest.mark.django_db


def test_a_motor_of_the_catalogue_is_drawn_from_its_own_figures():
    motor = make_motor()
    root = parsed(drawings.speed_torque_curve(motor))
    assert motor.part_number in root[0].text
    assert of_class(root, "vl")
    assert drawings.curve_table(motor).rows
    assert "spark" in drawings.sparkline(motor, scale=drawings.shared_scale([motor]))


def test_a_doubted_figure_is_not_drawn_from():
    motor = make_motor(sources={"torque_constant": {"doubt": "contradicts the no-load speed"}})
    sound = drawings.curve_table(make_motor(torque_constant=0.03))
    doubted = drawings.curve_table(motor)
    assert doubted.rows != sound.rows
    assert any("stands in" in str(note) for note in drawings.curve_notes(motor))

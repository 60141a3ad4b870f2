import pytest

from catalog.models import Motor, Part
from catalog.queries import published
from catalog.services import Change, change_motors, change_products
from tests.make import make_motor, make_product, make_series

pytestmark = pytest.mark.django_db


def test_new_motors_are_created_with_their_parts_and_known_ones_changed():
    make_series("57bl")
    make_motor("57BL94-2430", rated_torque=0.47, mass=1.13)
    outcome = change_motors(
        [
            Change(part_number="57bl94 2430", values={"rated_torque": 0.5}),
            Change(part_number="57BL94-2440", series="57bl", values={"rated_torque": 0.4}),
        ]
    )
    assert (outcome.changed, outcome.created) == (["57BL94-2430"], ["57BL94-2440"])
    changed, created = published().order_by("part_number")
    assert (changed.rated_torque, changed.mass) == (0.5, 1.13)
    assert (created.rated_torque, created.part.number) == (0.4, "57BL94-2440")


def test_what_does_not_differ_is_left_alone(django_assert_num_queries):
    motor = make_motor("57BL94-2430", sources={"mass": {"provenance": "measured"}})
    change = Change(
        part_number="57BL94-2430",
        series="57bl",
        values={"rated_torque": 0.47, "noise_level": None},
        sources={"mass": {"provenance": "measured"}, "rated_torque": None},
    )
    assert change_motors([change]).unchanged == ["57BL94-2430"]
    assert Motor.objects.get().sources == motor.sources


def test_nothing_is_written_in_a_dry_run():
    make_motor("57BL94-2430", rated_torque=0.47)
    outcome = change_motors(
        [
            Change(part_number="57BL94-2430", values={"rated_torque": 0.5}),
            Change(part_number="57BL94-2440", series="57bl"),
        ],
        dry_run=True,
    )
    assert (outcome.changed, outcome.created) == (["57BL94-2430"], ["57BL94-2440"])
    assert Motor.objects.get().rated_torque == 0.47
    assert Part.objects.count() == 1


def test_a_motor_with_an_open_draft_is_a_conflict_and_stays_as_it_is():
    motor = make_motor("57BL94-2430", rated_torque=0.47)
    motor.mass = 2.0
    motor.save_revision()
    outcome = change_motors([Change(part_number="57BL94-2430", values={"rated_torque": 0.5})])
    assert "open draft" in str(outcome.conflicts["57BL94-2430"])
    assert not outcome.changed
    assert Motor.objects.get().rated_torque == 0.47


def test_a_locked_motor_is_a_conflict():
    make_motor("57BL94-2430", locked=True)
    outcome = change_motors([Change(part_number="57BL94-2430", values={"rated_torque": 0.5})])
    assert "locked" in str(outcome.conflicts["57BL94-2430"])
    assert Motor.objects.get().rated_torque == 0.47


def test_a_number_of_another_kind_or_of_a_draft_is_a_conflict():
    make_product("encoder", "E16-256")
    make_product("motor", "57BL94-2430", draft=True)
    outcome = change_motors(
        [Change(part_number="e16 256", series="57bl"), Change(part_number="57BL942430", series="57bl")]
    )
    assert "another kind" in str(outcome.conflicts["e16 256"])
    assert "draft" in str(outcome.conflicts["57BL942430"])
    assert not outcome.created


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rated_torque": float("nan")}, "beyond"),
        ({"rated_torque": -0.5}, "negative"),
        ({"rated_voltage": 0.0}, "zero"),
        ({"winding_connection": "triangle"}, "not a valid choice"),
        ({"ip_rating": "x" * 1000}, "160"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_the_others_are_written(values, words):
    make_series("57bl")
    outcome = change_motors(
        [
            Change(part_number="57BL94-2430", series="57bl", values=values),
            Change(part_number="57BL94-2440", series="57bl"),
        ]
    )
    assert words in str(outcome.refused["57BL94-2430"])
    assert [motor.part_number for motor in Motor.objects.all()] == ["57BL94-2440"]


@pytest.mark.parametrize("change", [Change(part_number="A", series="no-such"), Change(part_number="A")])
def test_a_new_part_needs_a_series(change):
    assert "no series" in str(change_motors([change]).refused["A"])


def test_an_import_cannot_write_what_is_no_attribute():
    make_motor("57BL94-2430")
    with pytest.raises(KeyError):
        change_motors([Change(part_number="57BL94-2430", values={"live": False})])


def test_accessories_are_changed_alike():
    make_product("gearbox", "56PL-25")
    outcome = change_products("gearbox", [Change(part_number="56PL-25", values={"ratio": 25.0, "design": None})])
    assert outcome.changed == ["56PL-25"]
    assert published("gearbox").get().ratio == 25.0
    assert published("gearbox").get().design == ""


def test_many_motors_are_written_in_batches(django_assert_max_num_queries):
    make_series("57bl")
    changes = [
        Change(part_number=f"57BL{number}", series="57bl", values={"rated_torque": number / 1000})
        for number in range(1, 1001)
    ]
    with django_assert_max_num_queries(150):
        assert len(change_motors(changes).created) == 1000
    doubled = [Change(part_number=each.part_number, values={"rated_torque": 2.0}) for each in changes]
    with django_assert_max_num_queries(150):
        assert len(change_motors(doubled).changed) == 1000
    assert Motor.objects.filter(rated_torque=2.0).count() == 1000

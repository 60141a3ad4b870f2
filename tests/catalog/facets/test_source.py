"""From the database to the index: what is a column, what a row says in words."""

import numpy as np
import pytest

from catalog.facets import source
from catalog.facets.building import build
from catalog.facets.conditions import Between, OneOf, Query
from tests.make import make_motor, make_part, make_prices, make_series

pytestmark = pytest.mark.django_db


def found(**asked):
    index = build(source.read("now"))
    answer = index.run(Query(**asked))
    return sorted(index.ids[answer.rows].tolist())


def test_only_published_motors_are_rows():
    motor = make_motor("A-1")
    make_motor("A-2", draft=True)
    make_part("G-1", kind="gearbox")
    assert found() == [motor.part_id]


def test_a_figure_is_found_by_its_limits_and_a_missing_one_only_as_not_published():
    light, unknown = make_motor("A-1", mass=0.5), make_motor("A-2", mass=None)
    assert found(conditions={"mass": Between(0.4, 0.6)}) == [light.part_id]
    assert found(conditions={"mass": OneOf(frozenset(), missing=True)}) == [unknown.part_id]


def test_a_size_read_in_two_units_is_one_choice():
    make_motor("A-1", frame_size=0.057)
    make_motor("A-2", frame_size=0.05700000001)
    index = build(source.read("now"))
    assert list(index.columns["frame_size"].values) == [0.057]


def test_flags_and_several_values_at_once():
    with_brake = make_motor("A-1", brake=True, certifications="CE;UL")
    make_motor("A-2", brake=False, certifications="CE")
    assert found(conditions={"brake": OneOf(frozenset({True}))}) == [with_brake.part_id]
    assert found(conditions={"certifications": OneOf(frozenset({"UL"}))}) == [with_brake.part_id]


@pytest.mark.parametrize("word", ["57bl", "bl94", "942430", "2430", "57bl942430", "hightorque", "sherry", "robots"])
def test_a_motor_is_found_by_any_piece_of_its_number_and_by_its_series(word):
    series = make_series("57bl", name="Hightorque motors", story="For small robots.")
    motor = make_motor("57BL94-2430", series=series)
    make_motor("X-1", series=make_series("other", name="Other", manufacturer="Nobody"))
    assert found(words=[word]) == [motor.part_id]


def test_the_shop_adds_lowest_price_stock_and_lead_time():
    motor = make_motor("A-1")
    make_prices(motor.part, {1: "52.00", 50: "38.60"}, stock=7, lead_time_days=21)
    make_motor("A-2")
    index = build(source.read("now"))
    row = index.ids.tolist().index(motor.part_id)
    assert [index.numbers(key)[row] for key in ("price_USD", "stock", "lead_time")] == [3860, 7, 21]
    assert np.isnan(index.numbers("stock")).sum() == index.capacity - 1
    assert "price_EUR" not in index.columns


def test_doubted_figures_are_listed():
    motor = make_motor("A-1", sources={"rated_torque": {"doubt": "Contradicts the curve."}, "mass": {"given": "1"}})
    assert found(conditions={"doubted": OneOf(frozenset({"rated_torque"}))}) == [motor.part_id]
    assert found(conditions={"doubted": OneOf(frozenset({"mass"}))}) == []

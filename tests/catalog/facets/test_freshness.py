"""How an edit reaches search."""

import pytest
from django.db import transaction

from catalog.facets import freshness, source
from catalog.facets.conditions import Between, Query
from catalog.models import IndexChange, Motor, Series
from catalog.services import Change, change_motors
from shop.money import Money
from shop.pricing.services import set_prices
from tests.make import make_motor, make_price_list, make_prices

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def path(settings, tmp_path):
    settings.FACET_INDEX_PATH = tmp_path / "facets.index"
    return settings.FACET_INDEX_PATH


def found(**asked):
    index = freshness.current()
    return sorted(index.ids[index.run(Query(**asked)).rows].tolist())


def test_without_a_file_the_first_reader_builds_it(path):
    motor = make_motor("A-1")
    assert found() == [motor.part_id]
    assert path.exists()


def test_a_reader_goes_on_with_its_file_until_another_is_renamed_over_it():
    make_motor("A-1")
    first = freshness.current()
    assert freshness.current() is first
    make_motor("A-2")
    assert freshness.current() is first
    freshness.refresh()
    assert freshness.current() is not first


def test_there_is_nothing_to_do_when_nothing_was_noted():
    freshness.refresh()
    assert freshness.refresh() is False


def publish(motor):
    motor.save_revision().publish()


def through_the_service(motor):
    change_motors([Change(part_number=motor.part_number, values={"mass": 0.123})])


def on_the_page_of_the_admin(motor):
    motor.mass = 0.123
    publish(motor)


@pytest.mark.parametrize("edit", [through_the_service, on_the_page_of_the_admin])
def test_an_edit_is_found_after_a_patch(edit, monkeypatch):
    motor = make_motor("A-1", mass=0.5)
    make_motor("A-2")
    freshness.refresh()
    edit(Motor.objects.get(pk=motor.pk))
    monkeypatch.setattr(freshness, "build", lambda *_: pytest.fail("a whole build for one motor"))
    assert freshness.refresh()
    assert found(conditions={"mass": Between(0.12, 0.13)}) == [motor.part_id]
    assert not IndexChange.objects.exists()


def test_an_insertion_an_unpublication_and_a_deletion_are_patched(monkeypatch):
    motors = [make_motor(f"A-{number}") for number in range(3)]
    freshness.refresh()
    monkeypatch.setattr(freshness, "build", lambda *_: pytest.fail("a whole build for three motors"))
    motors[0].unpublish()
    motors[1].delete()
    new = make_motor("B-1")
    freshness.refresh()
    assert found() == sorted([motors[2].part_id, new.part_id])
    assert found(words=["b1"]) == [new.part_id]


def test_a_price_reaches_the_search_by_the_shops_columns_alone(monkeypatch):
    motor, other = make_motor("A-1"), make_motor("A-2")
    for each in (motor, other):
        make_prices(each.part)
    freshness.refresh()
    set_prices(price_list=make_price_list(), part=motor.part, breaks={1: Money.parse("9.00", "USD")})
    monkeypatch.setattr(source, "_columns", lambda *_: pytest.fail("all attributes for one price"))
    freshness.refresh()
    assert found(conditions={"price_USD": Between(0, 1000)}) == [motor.part_id]


def test_the_first_price_of_all_makes_a_column():
    motor = make_motor("A-1")
    freshness.refresh()
    make_prices(motor.part)
    freshness.refresh()
    assert found(conditions={"price_USD": Between(0, 10_000)}) == [motor.part_id]


def test_a_series_that_is_renamed_takes_its_motors_along():
    motor = make_motor("A-1")
    freshness.refresh()
    series = Series.objects.get(pk=motor.series_id)
    series.family = "slotless"
    series.name = "Quicksilver"
    series.save()
    freshness.refresh()
    assert found(words=["quicksilver"]) == [motor.part_id]


def test_an_edit_that_is_rolled_back_is_never_heard_of():
    motor = make_motor("A-1")
    freshness.refresh()
    with transaction.atomic():
        Motor.objects.get(pk=motor.pk).save()
        transaction.set_rollback(True)
    assert freshness.refresh() is False


def test_a_file_of_another_database_or_of_other_attributes_is_built_anew(monkeypatch):
    motor = make_motor("A-1")
    freshness.refresh()
    Motor.objects.filter(pk=motor.pk).update(mass=0.077)  # as if this were another database
    freshness.IndexState.objects.update(version="another")
    freshness.refresh()
    assert found(conditions={"mass": Between(0.07, 0.08)}) == [motor.part_id]
    monkeypatch.setattr(source, "shape", lambda: "changed")
    assert freshness.refresh() is True


def test_more_changes_than_spare_rows_are_a_whole_build():
    make_motor("A-0")
    freshness.refresh()
    for number in range(1, 70):
        make_motor(f"A-{number}")
    freshness.refresh()
    assert len(found(limit=100)) == 70


def test_a_killed_builder_does_the_same_work_again(monkeypatch):
    motor = make_motor("A-1", mass=0.5)
    freshness.refresh()
    change_motors([Change(part_number="A-1", values={"mass": 0.123})])

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(freshness.file, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            freshness.refresh()
    freshness.refresh()
    assert found(conditions={"mass": Between(0.12, 0.13)}) == [motor.part_id]

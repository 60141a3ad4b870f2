from dataclasses import replace
from types import MappingProxyType

import pytest

from catalog import checks
from catalog.attributes import ATTRIBUTES
from catalog.attributes.words import WORDS


def found(results):
    return {(message.id, message.msg) for message in results}


@pytest.fixture
def table(monkeypatch):
    """A copy of the table that a test may spoil."""
    spoiled = dict(ATTRIBUTES)

    def use(**changes):
        spoiled.update(changes)
        monkeypatch.setattr(checks, "ATTRIBUTES", MappingProxyType(spoiled))
        monkeypatch.setattr(
            checks, "for_kind", lambda kind: tuple(each for each in spoiled.values() if kind in each.kinds)
        )

    return use


def test_table_models_and_units_agree():
    assert checks.check_attributes(None) == []


def test_an_attribute_without_a_column_is_found(table):
    table(made_up=replace(ATTRIBUTES["mass"], key="made_up", kinds=("motor",)))
    assert ("catalog.E001", "Motor has no column for the attribute made_up.") in found(checks.columns())


def test_a_column_without_an_attribute_is_found(table):
    table(slots=replace(ATTRIBUTES["slots"], kinds=("driver",)))
    assert ("catalog.E002", "Motor.slots is no attribute of a motor.") in found(checks.columns())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"group": "colours"}, "no group 'colours'"),
        ({"note": "at {moonlight}"}, "'moonlight'"),
        ({"quantity": replace(ATTRIBUTES["mass"].quantity, units=("stone",))}, "unit 'stone'"),
        ({"quantity": None}, "only a number has a range"),
    ],
)
def test_an_entry_that_names_what_does_not_exist_is_found(table, changes, words):
    table(mass=replace(ATTRIBUTES["mass"], **changes))
    assert any(words in message for _id, message in found(checks.table()))


def test_a_short_name_that_leads_nowhere_is_found(monkeypatch):
    monkeypatch.setattr(checks, "ALIASES", {"colour": "colour_of_housing", "mass": "rated_torque"})
    assert {message.id for message in checks.aliases()} == {"catalog.E005", "catalog.E006"}


def test_words_belong_to_attributes_and_mean_one_each():
    assert set(WORDS) <= set(ATTRIBUTES)
    meant: dict[str, str] = {}
    for key, attribute in ATTRIBUTES.items():
        for heading in attribute.headings:
            assert meant.setdefault(heading.casefold(), key) == key, heading


def test_headings_know_the_german_and_the_chinese_word():
    assert {"Nenndrehmoment", "额定转矩", "torque"} <= set(ATTRIBUTES["rated_torque"].headings)

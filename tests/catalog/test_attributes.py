import pytest
from django.db import IntegrityError

from catalog.attributes import ALIASES, ATTRIBUTES, GROUPS, attribute, for_kind
from catalog.models import PRODUCTS
from tests.make import make_motor


def test_short_names_mean_what_a_buyer_means():
    assert attribute("voltage").key == "rated_voltage"
    assert attribute("weight").key == "mass"
    assert attribute("rated_torque").key == "rated_torque"
    with pytest.raises(KeyError):
        attribute("colour")


def test_a_length_is_the_body_of_a_motor_and_the_box_of_a_driver():
    assert attribute("length").key == "body_length"
    assert attribute("length", "driver").key == "length"


def test_every_short_name_leads_to_an_attribute():
    assert set(ALIASES.values()) <= set(ATTRIBUTES)


def test_every_attribute_stands_under_a_heading_and_belongs_to_a_part():
    for each in ATTRIBUTES.values():
        assert each.group in GROUPS
        assert each.kinds
        assert str(each.label)


def test_ranges_are_numbers_and_words_are_choices():
    for each in ATTRIBUTES.values():
        assert (each.search == "range") <= (each.quantity is not None), each.key
        assert (each.better is not None) <= (each.quantity is not None), each.key


@pytest.mark.parametrize("kind", PRODUCTS)
def test_every_stored_attribute_is_a_column_of_its_kind(kind):
    columns = {field.name for field in PRODUCTS[kind]._meta.get_fields() if hasattr(field, "attribute")}
    assert columns == {each.key for each in for_kind(kind) if each.stored}


def test_a_changed_label_makes_no_migration():
    for model in PRODUCTS.values():
        for each in for_kind(model.kind):
            if each.stored:
                _name, path, _args, kwargs = model._meta.get_field(each.key).deconstruct()
                assert path.startswith("django.db.models.")
                assert not {"verbose_name", "choices", "help_text"} & set(kwargs)


@pytest.mark.django_db
@pytest.mark.parametrize("key", [each.key for each in ATTRIBUTES.values() if each.positive])
def test_the_database_holds_no_motor_with_a_zero_where_zero_is_impossible(key):
    with pytest.raises(IntegrityError):
        make_motor(**{key: 0.0})

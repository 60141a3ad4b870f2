"""`manage.py check`: the table of attributes, the models and the units agree."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from catalog import units
from catalog.attributes import ALIASES, ATTRIBUTES, GROUPS, Attribute, for_kind


def check_attributes(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Run every check of this file."""
    return [*columns(), *table(), *aliases()]


def columns() -> Iterator[CheckMessage]:
    """Every stored attribute is a column of each kind of part that has it, and every column an attribute."""
    from catalog.models import PRODUCTS

    for kind, model in PRODUCTS.items():
        wanted = {each.key for each in for_kind(kind) if each.stored}
        present = {field.name: field for field in model._meta.fields if hasattr(field, "attribute")}
        for key in sorted(wanted - set(present)):
            yield Error(
                f"{model.__name__} has no column for the attribute {key}.",
                hint=f'Add {key} = SpecificationField("{key}") to the model, and a migration.',
                obj=model,
                id="catalog.E001",
            )
        for key in sorted(set(present) - wanted):
            yield Error(
                f"{model.__name__}.{key} is no attribute of a {kind}.",
                hint=f'Add "{kind}" to the kinds of {key} in catalog/attributes, or take the column away.',
                obj=model,
                id="catalog.E002",
            )
        for name, field in present.items():
            if field.attribute.key != name:
                yield Error(
                    f"{model.__name__}.{name} is the column of {field.attribute.key}.",
                    hint="An attribute and its column have one name.",
                    obj=model,
                    id="catalog.E003",
                )


def table() -> Iterator[CheckMessage]:
    """Each entry names a group, units and attributes that exist."""
    for attribute in ATTRIBUTES.values():
        for complaint in _complaints(attribute):
            yield Error(f"Attribute {attribute.key}: {complaint}", id="catalog.E004")


def _complaints(attribute: Attribute) -> Iterator[str]:
    if attribute.group not in GROUPS:
        yield f"there is no group {attribute.group!r}."
    for key in re.findall(r"\{(\w+)\}", str(attribute.note)):
        if key not in ATTRIBUTES:
            yield f"its note names {key!r}, which is no attribute."
    quantity = attribute.quantity
    if quantity is None:
        if attribute.search == "range" or attribute.better:
            yield "only a number has a range and a better direction."
        return
    known = {unit.symbol for unit in units.UNITS.get(quantity.name, ())}
    for unit in (*quantity.units, *quantity.us_units):
        if unit not in known:
            yield f"catalog/units.py does not know the unit {unit!r} of the quantity {quantity.name!r}."


def aliases() -> Iterator[CheckMessage]:
    """A short name leads to an attribute and is no motor's own key."""
    for alias, key in ALIASES.items():
        if key not in ATTRIBUTES:
            yield Error(f"The short name {alias} leads to {key}, which is no attribute.", id="catalog.E005")
        elif alias in ATTRIBUTES and "motor" in ATTRIBUTES[alias].kinds:
            yield Error(f"The short name {alias} is an attribute of a motor itself.", id="catalog.E006")

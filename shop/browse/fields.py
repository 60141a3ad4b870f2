"""What can be searched and sorted: every attribute of a motor, and what the shop adds to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from catalog.attributes import ALIASES, ATTRIBUTES, Attribute, Search, Text


@dataclass(frozen=True, kw_only=True)
class Field:
    """One name in the address of the search.

    Attributes:
        name: as the shop's own links write it.
        search: how it is asked for: single values, an interval, yes or no, several values at once.
        key: its column in the search index.
        attribute: the specification that it is; None for what the shop adds (series, family, price, stock).
        unit: of a figure that is no specification.
        money: whether its figures are amounts in minor units.
    """

    name: str
    label: Text
    search: Search
    key: str
    attribute: Attribute | None = None
    unit: Text = ""
    money: bool = False


# Short names where an address is typed by people; any other attribute goes by its key.
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "rated_voltage": "voltage",
        "frame_size": "frame",
        "ip_rating": "ip",
        "commutation_sensor": "sensor",
    }
)
SHOP_FIELDS = (
    Field(name="series", label=_("Series"), search="choice", key="series"),
    Field(name="family", label=_("Family"), search="choice", key="family"),
    Field(name="price", label=_("Unit price"), search="range", key="price", money=True),
    Field(name="stock", label=_("In stock"), search="range", key="stock", unit=_("pieces")),
    Field(name="lead_time", label=_("Lead time"), search="range", key="lead_time", unit=_("days")),
)


@cache
def fields() -> Mapping[str, Field]:
    """Every field by its name in the address."""
    own = [
        Field(
            name=_NAMES.get(key, key),
            label=attribute.label,
            search=attribute.search,
            key=key,
            attribute=attribute,
        )
        for key, attribute in ATTRIBUTES.items()
        if attribute.search and "motor" in attribute.kinds and not attribute.staff_only
    ]
    return MappingProxyType({field.name: field for field in (*own, *SHOP_FIELDS)})


@cache
def field_names() -> Mapping[str, str]:
    """Every name that an address may use, keys and short names included, with the field's own name."""
    names = {name: name for name in fields()}
    for field in fields().values():
        if field.attribute:
            names[field.attribute.key] = field.name
    for alias, key in ALIASES.items():
        if key in names:
            names.setdefault(alias, names[key])
    return MappingProxyType(names)

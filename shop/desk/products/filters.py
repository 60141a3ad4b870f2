"""Filters of the lists: by series, by what a choice attribute holds, and by state."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from catalog.attributes import ATTRIBUTES
from catalog.models import PRODUCTS, Product, Series
from catalog.quantities import show

STATES = (("live", _("published")), ("draft", _("never published or taken back")), ("changed", _("changed since")))


def _by_state(queryset: Any, _name: str, value: str) -> Any:
    if value == "live":
        return queryset.filter(live=True)
    if value == "draft":
        return queryset.filter(live=False)
    return queryset.filter(live=True, has_unpublished_changes=True)


def _stored_values(model: type[Product], key: str) -> Any:
    """The values that some part has, in order, as people read them; asked for when the list is shown."""

    def choices() -> list[tuple[str, str]]:
        values = model._default_manager.exclude(**{f"{key}__isnull": True}).order_by(key).values_list(key, flat=True)
        return [(str(value), str(show(value, ATTRIBUTES[key]))) for value in values.distinct() if value != ""]

    return choices


def filterset(model: type[Product], keys: tuple[str, ...]) -> type[WagtailFilterSet]:
    """The filters of a list of this kind of part."""
    kind = next(kind for kind, each in PRODUCTS.items() if each is model)
    members: dict[str, Any] = {
        "series": django_filters.ModelChoiceFilter(
            queryset=Series.objects.filter(kind=kind).order_by("name"), label=_("Series")
        ),
        "state": django_filters.ChoiceFilter(choices=STATES, method=_by_state, label=_("State")),
    }
    for key in keys:
        members[key] = django_filters.ChoiceFilter(
            field_name=key, choices=_stored_values(model, key), label=ATTRIBUTES[key].label
        )
    members["Meta"] = type("Meta", (), {"model": model, "fields": ["series", "state", *keys]})
    return type(f"{model.__name__}FilterSet", (WagtailFilterSet,), members)


class SeriesFilterSet(WagtailFilterSet):
    """Series by kind, family, maker."""

    kind = django_filters.ChoiceFilter(choices=Series._meta.get_field("kind").choices, label=_("Kind"))
    manufacturer = django_filters.AllValuesFilter(label=_("Manufacturer"))

    class Meta:
        model = Series
        fields = ("kind", "manufacturer")

"""Where a figure comes from, as a form offers it and a row stores it (`Product.sources`)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.attributes import Attribute

CHOICES = (
    ("published", _("published")),
    ("measured", _("measured")),
    ("derived", _("derived")),
    ("estimated", _("estimated")),
)


def name(key: str) -> str:
    """The form field that holds the source of this figure."""
    return f"{key}__source"


def of(sources: Mapping[str, Any], key: str) -> str:
    """The source that the row itself gives; empty where the series' usual one holds."""
    entry = sources.get(key)
    return str(entry.get("provenance", "")) if isinstance(entry, Mapping) else ""


def usual(sources: Mapping[str, Any], attribute: Attribute) -> str:
    """The label of the usual source of a figure in a series."""
    return str(dict(CHOICES).get(of(sources, attribute.key) or "published", ""))


def changed(sources: Mapping[str, Any], *, provenances: Mapping[str, str], retyped: set[str]) -> dict[str, Any]:
    """A row's sources after an edit.

    Args:
        sources: as stored.
        provenances: what the form says by key; empty takes the entry back to the series' usual source.
        retyped: keys whose figure was changed by hand: what a file once gave for them no longer holds.
    """
    result = {key: dict(entry) for key, entry in sources.items() if isinstance(entry, Mapping)}
    for key in retyped:
        for stale in ("given", "unit", "doubt"):
            result.get(key, {}).pop(stale, None)
    for key, provenance in provenances.items():
        entry = result.setdefault(key, {})
        if provenance:
            entry["provenance"] = provenance
        else:
            entry.pop("provenance", None)
    return {key: entry for key, entry in result.items() if entry}

"""What somebody who is typing may mean: parts, series, and how the figures are read."""

from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.facets.index import Index
from catalog.models import Part, Series
from catalog.part_numbers import fold
from catalog.quantities import show
from shop.browse.asked import Query, written_value
from shop.browse.fields import fields
from shop.browse.filters import LONGEST, read
from shop.browse.search import Search, names
from shop.browse.words import question

MOST_PARTS = 6
MOST_SERIES = 3
MOST_VALUES = 3
MOST_READ = 500
SAME_BEGINNING = 2
CLOSE = 0.7


def suggest(text: str, index: Index, system: UnitSystem) -> list[dict[str, Any]]:
    """At most a dozen suggestions: kind, words, what stands beside them, address. Two queries."""
    text = " ".join(text.split())[:LONGEST]
    if not text:
        return []
    read_as = read(QueryDict(urlencode({"q": text})), names=names(index))
    return [*_reading(read_as, index, system), *_parts(text), *_series(text), *_values(text, index, system)]


def _reading(query: Query, index: Index, system: UnitSystem) -> list[dict[str, Any]]:
    """The whole text as it is understood, with what it would find."""
    if query.problems or not (query.understood or query.operating):
        return []
    found = Search(query, index).count()
    url = f"{reverse('motors')}?{query.written()}"
    return [{"kind": _("Read as"), "label": question(query, system), "note": _motors(found), "url": url}]


def _motors(count: int) -> str:
    return _("%(count)d motors") % {"count": count}


def _parts(text: str) -> list[dict[str, Any]]:
    """Published parts whose number begins so, however it is typed."""
    folded = fold(text)
    if len(folded) < 2:
        return []
    parts = Part.objects.with_products().filter(folded__startswith=folded).order_by("folded")[: 2 * MOST_PARTS]
    return [
        {
            "kind": str(part.get_kind_display()),
            "label": part.number,
            "note": _figures(part),
            "url": part.get_absolute_url(),
        }
        for part in parts
        if part.product.live
    ][:MOST_PARTS]


def _figures(part: Part) -> str:
    """The figures that tell one motor from another."""
    if part.kind != Part.Kind.MOTOR:
        return part.product.series.name
    product = part.product
    known = [(key, getattr(product, key)) for key in ("rated_voltage", "rated_torque", "rated_speed")]
    return ", ".join(str(show(value, key)) for key, value in known if value is not None)


def _series(text: str) -> list[dict[str, Any]]:
    """Published series whose name or address begins so."""
    if len(text) < 2 or "\0" in text:
        return []
    found = Series.objects.filter(live=True, name__istartswith=text).order_by("slug")[:MOST_SERIES]
    return [
        {
            "kind": _("Series"),
            "label": series.name,
            "note": series.family,
            "url": reverse("series", args=(series.slug,)),
        }
        for series in found
    ]


def _values(text: str, index: Index, system: UnitSystem) -> list[dict[str, Any]]:
    """Values of choices that begin so: a protection, a connection, a family."""
    wanted, found = text.casefold(), []
    if len(wanted) < 2:
        return []
    for field in fields().values():
        if field.search == "range" or field.name == "series" or field.key not in index.columns:
            continue
        for value in index.columns[field.key].values:  # type: ignore[attr-defined]
            label = str(show(value, field.attribute, system)) if field.attribute else str(value)
            if isinstance(value, str) and label.casefold().startswith(wanted):
                url = f"{reverse('motors')}?{urlencode({field.name: written_value(field.attribute, value)})}"
                found.append({"kind": str(field.label), "label": label, "note": "", "url": url})
        if len(found) >= MOST_VALUES:
            break
    return found[:MOST_VALUES]


def meant(query: Query) -> list[Part]:
    """Published parts whose numbers are close to a word that found nothing: a slip of the finger."""
    word = max((fold(each) for each in query.words), key=len, default="")
    if len(word) < 4 or not any(sign.isdigit() for sign in word):
        return []
    beginning = Part.objects.filter(folded__startswith=word[:SAME_BEGINNING])
    numbers = list(beginning.values_list("folded", flat=True)[:MOST_READ])
    close = get_close_matches(word, numbers, n=MOST_SERIES, cutoff=CLOSE)
    parts = {part.folded: part for part in Part.objects.with_products().filter(folded__in=close)}
    return [parts[each] for each in close if each in parts and parts[each].product.live]

"""All series, and the parts of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Max, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from catalog.attributes import PartKind, UnitSystem, attribute
from catalog.drawings import dimension_drawing
from catalog.models import Motor, Product, Series
from catalog.queries import published
from shop.browse.parts import PLURALS, view
from shop.browse.units import system_of
from shop.money import Money
from shop.pages.models.products import ProductsPage, SeriesPage
from shop.pages.queries.kinds import RANGES
from shop.pages.queries.ranges import Range
from shop.pages.queries.tables import series_table
from shop.pages.queries.trail import crumbs
from shop.pricing.queries import offers

KINDS: tuple[PartKind, ...] = ("motor", "gearbox", "encoder", "brake", "driver")


@dataclass(frozen=True)
class SeriesRow:
    """A series in the list of all."""

    series: Series
    url: str
    lede: str
    labelled: Sequence[tuple[str, str]]  # head and range
    count: int
    picture: Any = None
    drawn: str = ""


@dataclass
class Section:
    """Series of one family, or of one kind of accessory."""

    label: str
    kind: PartKind
    heads: Sequence[str]
    rows: list[SeriesRow] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Parts in all of them."""
        return sum(row.count for row in self.rows)


def products(page: ProductsPage, request: HttpRequest) -> dict[str, Any]:
    """The series by family, motors first, then each kind of accessory."""
    system = system_of(request)
    pages = {each.series_id: each for each in SeriesPage.objects.child_of(page).live().defer_streamfields()}
    sections = [section for kind in KINDS for section in _sections(kind, pages, system)]
    return {"crumbs": crumbs(page), "sections": sections, "system": system}


def _sections(kind: PartKind, pages: dict[int, SeriesPage], system: UnitSystem) -> list[Section]:
    ends: dict[str, Any] = {"parts": Count("pk")}
    for key in RANGES[kind]:
        ends[f"{key}_low"], ends[f"{key}_high"] = Min(key), Max(key)
    found = {row["series"]: row for row in published(kind).order_by().values("series").annotate(**ends)}
    drawn = _drawn() if kind == "motor" else {}
    every = Series.objects.filter(pk__in=found, live=True).select_related("image").prefetch_related("image__renditions")
    sections: dict[str, Section] = {}
    for series in sorted(every, key=lambda each: (each.demonstration is False, _size(each.slug))):
        label = capfirst(series.family) if kind == "motor" and series.family else str(PLURALS[kind])
        heads = [str(attribute(key).label) for key in RANGES[kind]]
        section = sections.setdefault(label, Section(label, kind, heads))
        row = _row(series, dict(found[series.pk]), pages.get(series.pk), kind, system)
        section.rows.append(replace(row, drawn=drawn.get(series.pk, "")))
    return sorted(sections.values(), key=lambda each: -each.count)


def _drawn() -> dict[int, str]:
    """By series, the address of a picture that is drawn from the dimensions of one of its motors."""
    drawable = Motor.objects.exclude(finish="").exclude(pilot_diameter=None).values("pk")
    known = published("motor").filter(pk__in=drawable).order_by()
    rows = known.values_list("series").annotate(first=Min("part_number"))
    return {series: reverse("part-file", args=("picture", number, "svg")) for series, number in rows}


def _row(
    series: Series, figures: dict[str, Any], page: SeriesPage | None, kind: PartKind, system: UnitSystem
) -> SeriesRow:
    labelled = []
    for key in RANGES[kind]:
        low, high = figures[f"{key}_low"], figures[f"{key}_high"]
        text = "" if low is None else str(Range(attribute(key), low, high, system))
        labelled.append((str(attribute(key).label), text))
    url = page.url if page else reverse("series", args=(series.slug,))
    lede = page.lede if page else ""
    return SeriesRow(series, url or "", lede, labelled, figures["parts"], series.image)


def _size(slug: str) -> tuple[int, str]:
    """Natural order: 57bl before 110bl."""
    digits = slug[: len(slug) - len(slug.lstrip("0123456789"))]
    return int(digits) if digits else 0, slug


def series(page: SeriesPage, request: HttpRequest) -> dict[str, Any]:
    """The parts of the series with what they share and what they reach; nothing for a series without parts."""
    system = system_of(request)
    kind: PartKind = page.series.kind
    parts = list(published(kind).filter(series=page.series))
    shown = _shown(parts)
    offered = offers([part.part_id for part in parts])
    prices = [first.unit_price for offer in offered.values() if (first := offer.first)]
    return {
        "crumbs": crumbs(page),
        "system": system,
        "kind": kind,
        "kinds": PLURALS[kind],
        "parts": series_table(parts, page.series.name, system),
        "count": len(parts),
        "in_stock": sum(1 for offer in offered.values() if offer.stock),
        "lowest": _lowest(prices),
        "ranges": _ranges(parts, kind, system),
        "shown": shown,
        "view": view(shown) if shown else "",
        "drawing": mark_safe((dimension_drawing(shown, system=system) if shown else None) or ""),  # noqa: S308
    }


def _lowest(prices: Sequence[Money]) -> Money | None:
    return min(prices) if prices else None


def _ranges(parts: Sequence[Product], kind: PartKind, system: UnitSystem) -> list[Range]:
    found = []
    for key in RANGES[kind]:
        values = [value for part in parts if (value := getattr(part, key)) is not None]
        if values:
            found.append(Range(attribute(key), min(values), max(values), system))
    return found


def _shown(parts: Sequence[Product]) -> Product | None:
    """The part in the middle of the series, to stand for it where it has no picture."""
    ordered = sorted(parts, key=lambda part: (getattr(part, "body_length", None) or 0, part.part_number))
    return ordered[len(ordered) // 2] if ordered else None


def counts() -> dict[PartKind, int]:
    """How many parts of each kind are published."""
    return {kind: published(kind).count() for kind in KINDS}

"""Change many motors or accessories at once: the grid, imports, undo and the demonstration come through here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog import locks
from catalog.attributes import PartKind, Text, for_kind
from catalog.facets import freshness
from catalog.models import PRODUCTS, Part, Product, Series
from catalog.part_numbers import fold, refusal

BATCH = 400


@dataclass(frozen=True, kw_only=True)
class Change:
    """What one part shall become.

    Attributes:
        part_number: a new one is created, a known one changed, whatever its case, dashes and spaces.
        series: slug of an existing series; needed for a new part only.
        values: attribute key to stored value (SI, °C); None or an empty text takes the figure away.
        sources: attribute key to what differs from the series' usual source; None takes it away.
    """

    part_number: str
    series: str = ""
    values: Mapping[str, float | str | bool | None] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)


@dataclass(kw_only=True)
class Outcome:
    """What became of the changes, by part number; conflicts and refusals with the sentence that says why."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicts: dict[str, Text] = field(default_factory=dict)
    refused: dict[str, Text] = field(default_factory=dict)


def change_motors(changes: Iterable[Change], *, dry_run: bool = False) -> Outcome:
    """As `change_products`, for motors."""
    return change_products("motor", changes, dry_run=dry_run)


@transaction.atomic
def change_products(kind: PartKind, changes: Iterable[Change], *, dry_run: bool = False) -> Outcome:
    """Create and change the published rows of one kind of part, all in one transaction.

    A part with an open draft or a lock is a conflict and stays as it is: publishing the draft later would silently
    restore the old figures. A value that its column refuses is a refusal of that part alone. With ``dry_run`` nothing
    is written and the outcome is what a real run would give.
    """
    model = PRODUCTS[kind]
    wanted = {fold(change.part_number): change for change in changes}
    outcome = Outcome()
    if not wanted:
        return outcome
    present = {product.part.folded: product for product in locks.products(model, wanted) if product.part}
    series = {each.slug: each for each in Series.objects.filter(kind=kind)}
    foreign = _numbers_elsewhere(wanted, present, model)
    changed: list[Product] = []
    created: list[Product] = []
    for folded, change in wanted.items():
        product = present.get(folded)
        if product:
            _change(product, change, series, outcome, changed)
        elif folded in foreign:
            outcome.conflicts[change.part_number] = foreign[folded]
        else:
            _create(model, change, series, outcome, created)
    if not dry_run:
        _insert(model, created)
        _update(model, changed)
        if kind == "motor" and (created or changed):
            freshness.note(product.part_id for product in (*created, *changed))
    return outcome


def _numbers_elsewhere(
    wanted: Mapping[str, Change], present: Mapping[str, Product], model: type[Product]
) -> dict[str, Text]:
    """Numbers that cannot be created because another part or a draft has them."""
    missing = [folded for folded in wanted if folded not in present]
    taken: dict[str, Text] = {}
    for start in range(0, len(missing), locks.CHUNK):
        chunk = missing[start : start + locks.CHUNK]
        for part in Part.objects.filter(folded__in=chunk):
            taken[part.folded] = format_lazy(_("{number} numbers another kind of part."), number=part.number)
    for number in model.objects.filter(part=None).values_list("part_number", flat=True):
        if fold(number) in wanted:
            taken[fold(number)] = format_lazy(_("{number} is an unpublished draft."), number=number)
    return taken


def _change(
    product: Product, change: Change, series: Mapping[str, Series], outcome: Outcome, changed: list[Product]
) -> None:
    number = product.part_number
    touched = _apply(product, change)
    if change.series and change.series != product.series.slug:
        if change.series not in series:
            outcome.refused[number] = _no_such_series(change.series)
            return
        product.series = series[change.series]
        touched = True
    if not touched:
        outcome.unchanged.append(number)
    elif product.has_unpublished_changes:
        outcome.conflicts[number] = _("This part has an open draft: publish or discard it first.")
    elif product.locked:
        outcome.conflicts[number] = _("This part is locked by an editor.")
    elif reason := _refusal(product, change):
        outcome.refused[number] = reason
    else:
        outcome.changed.append(number)
        changed.append(product)


def _create(
    model: type[Product], change: Change, series: Mapping[str, Series], outcome: Outcome, created: list[Product]
) -> None:
    number = change.part_number
    if reason := refusal(number):
        outcome.refused[number] = reason
    elif change.series not in series:
        outcome.refused[number] = _no_such_series(change.series)
    else:
        now = timezone.now()
        product = model(part_number=number, series=series[change.series], first_published_at=now, last_published_at=now)
        _apply(product, change)
        if reason := _refusal(product, change):
            outcome.refused[number] = reason
        else:
            outcome.created.append(number)
            created.append(product)


def _no_such_series(slug: str) -> Text:
    return format_lazy(_("There is no series “{slug}” of this kind."), slug=slug)


def _apply(product: Product, change: Change) -> bool:
    """Set the values and sources; whether anything differs. Raises KeyError for what is no attribute."""
    touched = False
    columns = _columns(type(product))
    for key, value in change.values.items():
        column = columns[key]
        empty = "" if isinstance(column, models.CharField) else None
        value = empty if value in (None, "") else value
        if getattr(product, key) != value:
            setattr(product, key, value)
            touched = True
    for key, source in change.sources.items():
        source = dict(source) if source else None
        if product.sources.get(key) != source:
            product.sources = {**product.sources, key: source}
            touched = True
    product.sources = {key: source for key, source in product.sources.items() if source}
    return touched


@cache
def _columns(model: type[Product]) -> dict[str, models.Field[Any, Any]]:
    """Attribute key to column. Nothing else can be changed: no import writes ``live`` or ``part``."""
    columns = {field.name: field for field in model._meta.fields}
    return {each.key: columns[each.key] for each in for_kind(model.kind) if each.stored}


def _refusal(product: Product, change: Change) -> str | None:
    """Why the database or the table of attributes refuses one of the values."""
    columns = _columns(type(product))
    for key, value in change.values.items():
        if value in (None, ""):
            continue
        column = columns[key]
        try:
            column.clean(value, product)
        except ValidationError as refused:
            return f"{column.verbose_name}: {' '.join(refused.messages)}"
    return None


def _insert(model: type[Product], created: Sequence[Product]) -> None:
    parts = Part.objects.bulk_create(
        [
            Part(
                number=product.part_number,
                folded=fold(product.part_number),
                kind=model.kind,
                manufacturer=product.series.manufacturer,
            )
            for product in created
        ],
        batch_size=BATCH,
    )
    for product, part in zip(created, parts, strict=True):
        product.part = part
    model._default_manager.bulk_create(created, batch_size=BATCH)


def _update(model: type[Product], changed: Sequence[Product]) -> None:
    """One upsert a batch: `bulk_update` writes a CASE for each column and row, which is slow for a hundred columns."""
    model._default_manager.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["part"],
        update_fields=[*_columns(model), "sources", "series"],
    )

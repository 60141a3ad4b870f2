"""Every write of this room."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import models, transaction

from catalog.facets import freshness
from catalog.models import Part
from catalog.part_numbers import fold
from shop.money import Money

from .errors import LadderRises, PriceFileRefused
from .models import Cost, PriceBreak, PriceList, Supply

DEMO_LIST = {"name": "List 2026", "incoterm": "EXW", "place": "Changzhou"}
DEMO_SINCE = date(2026, 1, 1)


def check_ladder(breaks: Mapping[int, int]) -> None:
    """Raise LadderRises where a larger quantity costs more a piece."""
    prices = [price for _quantity, price in sorted(breaks.items())]
    if any(later > earlier for earlier, later in pairwise(prices)):
        raise LadderRises


@transaction.atomic
def set_prices(*, price_list: PriceList, part: Part, breaks: Mapping[int, Money]) -> None:
    """Replace a part's breaks in one list: from quantity → unit price. Raises LadderRises."""
    ladder = {quantity: price.minor for quantity, price in breaks.items()}
    check_ladder(ladder)
    PriceBreak.objects.filter(price_list=price_list, part=part).delete()
    PriceBreak.objects.bulk_create(
        PriceBreak(price_list=price_list, part=part, from_quantity=quantity, unit_price=price)
        for quantity, price in sorted(ladder.items())
    )
    freshness.note([part.pk], offers_only=True)


@dataclass(frozen=True)
class Row:
    """One line of the price file."""

    number: str
    currency: str
    breaks: dict[int, int]
    cost: int | None
    stock: int | None
    lead_time_days: int | None
    lot_size: int
    minimum_order: int


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        columns = [name for name in reader.fieldnames or [] if name.startswith("price_")]
        if not columns or "part_number" not in (reader.fieldnames or []):
            raise PriceFileRefused
        for record in reader:
            if record["part_number"].startswith("["):
                continue
            yield _row(record, columns)


def _row(record: Mapping[str, str], columns: Sequence[str]) -> Row:
    def whole(name: str) -> int | None:
        return int(record[name]) if record[name] else None

    currency, minimum = record["currency"], whole("minimum_order") or 1
    breaks = {
        int(name.removeprefix("price_")): Money.parse(record[name], currency).minor for name in columns if record[name]
    }
    check_ladder(breaks)
    return Row(
        number=record["part_number"],
        currency=currency,
        breaks=breaks,
        cost=Money.parse(record["cost"], currency).minor if record["cost"] else None,
        stock=whole("stock"),
        lead_time_days=whole("lead_time_days") if "lead_time_days" in record else whole("lead_time"),
        lot_size=whole("lot_size") or 1,
        minimum_order=minimum,
    )


def _store(model: type[models.Model], rows: list[Any], unique: list[str]) -> None:
    keys = {field.name for field in model._meta.concrete_fields if field.primary_key}
    changed = [
        field.name for field in model._meta.concrete_fields if field.name not in unique and field.name not in keys
    ]
    model._default_manager.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=unique, update_fields=changed
    )


@transaction.atomic
def load_demo(folder: Path) -> int:
    """Load `prices.csv` of the demonstration catalogue in bulk; safe to repeat. Returns how many parts have prices.

    Rows of parts that the catalogue does not have are left out. Raises LadderRises, PriceFileRefused.
    """
    rows = list(_rows(folder / "prices.csv"))
    parts = dict(Part.objects.filter(folded__in=[fold(row.number) for row in rows]).values_list("folded", "pk"))
    known = [(parts[fold(row.number)], row) for row in rows if fold(row.number) in parts]
    lists = {
        currency: PriceList.objects.get_or_create(currency=currency, valid_from=DEMO_SINCE, defaults=DEMO_LIST)[0]
        for currency in {row.currency for _part, row in known}
    }
    breaks = [
        PriceBreak(price_list=lists[row.currency], part_id=part, from_quantity=quantity, unit_price=price)
        for part, row in known
        for quantity, price in row.breaks.items()
    ]
    PriceBreak.objects.filter(price_list__in=lists.values(), part_id__in=parts.values()).delete()
    PriceBreak.objects.bulk_create(breaks, batch_size=1000)
    supplies = [
        Supply(
            part_id=part,
            stock=row.stock,
            lead_time_days=row.lead_time_days,
            lot_size=row.lot_size,
            minimum_order=row.minimum_order,
        )
        for part, row in known
    ]
    _store(Supply, supplies, ["part"])
    costs = [Cost(part_id=part, currency=row.currency, cost=row.cost) for part, row in known if row.cost is not None]
    _store(Cost, costs, ["part", "currency"])
    freshness.note()
    return len(known)

"""Draw the next number of a series."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Counter


def this_year() -> int:
    """The calendar year where the shop is."""
    return timezone.now().astimezone(ZoneInfo(settings.SHOP_TIME_ZONE)).year


def next_number(*, series: str, year: int | None = None) -> str:
    """Draw the next number, for example "Q-2026-00042".

    Call it inside the transaction that makes the row: the counter's row stays locked until that ends, so a number that
    is rolled back is given again and the series has no gap.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A number is drawn inside the transaction that uses it.")
    year = year or this_year()
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return str(counter)

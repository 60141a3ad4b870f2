"""Every row lock of the catalogue, in primary-key order."""

from collections.abc import Iterable, Iterator

from catalog.models import Product

CHUNK = 500  # parameters of one IN (…); SQLite before 3.32 takes 999


def products(model: type[Product], folded_numbers: Iterable[str]) -> Iterator[Product]:
    """Lock the products of these folded part numbers until the transaction ends."""
    numbers = sorted(set(folded_numbers))
    for start in range(0, len(numbers), CHUNK):
        rows = model.objects.select_related("part", "series").select_for_update(of=("self",))
        yield from rows.filter(part__folded__in=numbers[start : start + CHUNK]).order_by("pk")

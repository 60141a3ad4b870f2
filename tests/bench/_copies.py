"""Copies of the demonstration motors, each a little different, with prices and stock: made by the database itself."""

from django.db import connection

from catalog.attributes import for_kind
from catalog.models import Motor, Part
from shop.pricing.models import PriceBreak, Supply


def grow(rows: int) -> int:
    """Add copies until there are about so many motors; returns how many there are."""
    have = Motor.objects.filter(live=True).count()
    if have >= rows:
        return have
    first, copies = Part.objects.filter(kind="motor", folded__contains="XCOPY").count(), -(-(rows - have) // 200)
    begin = first + 1
    for statement in _statements(begin, begin + copies):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    return Motor.objects.filter(live=True).count()


def _statements(begin: int, end: int) -> list[str]:
    numbers = f"WITH RECURSIVE n(k) AS (SELECT {begin} UNION ALL SELECT k + 1 FROM n WHERE k + 1 < {end}) "
    originals = "catalog_part.kind = 'motor' AND catalog_part.folded NOT LIKE '%XCOPY%'"
    parts = (
        f"INSERT INTO catalog_part (number, folded, kind, manufacturer) {numbers}"
        "SELECT number || '-xcopy-' || k, folded || 'XCOPY' || k, kind, manufacturer "
        f"FROM catalog_part, n WHERE {originals}"
    )
    ranges = {each.key for each in for_kind("motor") if each.search == "range" and each.column == "number"}
    columns = [
        field.column for field in Motor._meta.concrete_fields if field.column not in ("id", "part_id", "part_number")
    ]
    shaken = [
        f"m.{name} * (1 + ((m.id * 7919 + n.k * 104729) % 401 - 200) * 0.001)" if name in ranges else f"m.{name}"
        for name in columns
    ]
    joined = (
        "FROM n, catalog_part JOIN catalog_motor m ON m.part_id = catalog_part.id, catalog_part copy "
        f"WHERE {originals} AND copy.folded = catalog_part.folded || 'XCOPY' || n.k"
    )
    motors = (
        f"INSERT INTO catalog_motor (part_id, part_number, {', '.join(columns)}) {numbers}"
        f"SELECT copy.id, copy.number, {', '.join(shaken)} {joined}"
    )
    breaks = (
        f"INSERT INTO {PriceBreak._meta.db_table} (price_list_id, part_id, from_quantity, unit_price) {numbers}"
        "SELECT b.price_list_id, copy.id, b.from_quantity, b.unit_price + n.k % 90 "
        f"FROM n, catalog_part JOIN {PriceBreak._meta.db_table} b ON b.part_id = catalog_part.id, catalog_part copy "
        f"WHERE {originals} AND copy.folded = catalog_part.folded || 'XCOPY' || n.k"
    )
    supply = (
        f"INSERT INTO {Supply._meta.db_table} (part_id, stock, lead_time_days, lot_size, minimum_order) {numbers}"
        "SELECT copy.id, s.stock, s.lead_time_days, s.lot_size, s.minimum_order "
        f"FROM n, catalog_part JOIN {Supply._meta.db_table} s ON s.part_id = catalog_part.id, catalog_part copy "
        f"WHERE {originals} AND copy.folded = catalog_part.folded || 'XCOPY' || n.k"
    )
    return [parts, motors, breaks, supply]

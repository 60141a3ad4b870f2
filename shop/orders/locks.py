"""Every row lock of this room, in primary-key order: the order first, then its instalments."""

from .models import Instalment, Order


def order(order_id: int) -> Order:
    """Lock one order until the transaction ends."""
    return Order.objects.select_for_update(of=("self",)).get(pk=order_id)


def instalments(locked: Order) -> list[Instalment]:
    """Lock all instalments of a locked order."""
    rows = list(Instalment.objects.select_for_update(of=("self",)).filter(order=locked).order_by("pk"))
    for row in rows:
        row.order = locked
    return sorted(rows, key=lambda row: row.position)

"""What is read from this room."""

from django.db.models import Prefetch

from shop import links
from shop.links import LinkBroken
from shop.quoting.models import Revision
from shop.quoting.queries import PART

from .models import Instalment, Order, OrderLine

SETTLED = frozenset({Instalment.State.PAID, Instalment.State.OVERPAID})


def order_of(revision: Revision) -> Order | None:
    """The order that a revision became, if it was accepted."""
    return Order.objects.filter(revision=revision).first()


def order_by_token(token: str) -> Order:
    """The order that a signed link opens. Raises LinkBroken, LinkExpired."""
    link = links.read("order", token)
    order = (
        Order.objects.select_related("company", "revision__quote__owner")
        .prefetch_related(Prefetch("lines", OrderLine.objects.select_related(*PART)), "instalments")
        .filter(public_id=link.public_id)
        .first()
    )
    if order is None or order.link_number != link.link_number or order.contact_email != link.contact:
        raise LinkBroken
    return order


def fully_paid(order: Order) -> bool:
    """Whether every instalment is settled and the order stands confirmed or later."""
    waiting = {Order.State.AWAITING_PAYMENT, Order.State.CANCELLED, Order.State.ON_HOLD}
    return order.state not in waiting and all(row.state in SETTLED for row in order.instalments.all())

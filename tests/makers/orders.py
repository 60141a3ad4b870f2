"""Orders and what is owed for them."""

from typing import Any

from shop.orders import services
from shop.orders.models import Instalment, Order
from tests.makers.quoting import BUYER, make_sent_revision


def make_order(**changes: Any) -> Order:
    """An order of 200 motors, awaiting its first instalment. Changes go to the revision; `po_number` to the order."""
    po_number = changes.pop("po_number", "PO-88121")
    revision = make_sent_revision(**changes)
    return services.accept_quote(revision_id=revision.pk, po_number=po_number, by=BUYER)


def make_instalment(**changes: Any) -> Instalment:
    """The first instalment of a new order, due."""
    return make_order(**changes).instalments.get(position=1)

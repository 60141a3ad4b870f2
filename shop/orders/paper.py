"""What an order confirmation says, as plain JSON, and its PDF."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from shop.documents import pdf
from shop.documents.seller import seller
from shop.money import currency
from shop.quoting import paper as quoting
from shop.quoting import times
from shop.quoting.totals import Totals
from shop.templatetags.shop import lead_time

from .models import Instalment, Order, OrderLine


def sums(order: Order) -> list[dict[str, Any]]:
    """The rows under the lines, in the words of the revision that was accepted."""
    figures = (order.goods, order.discount, order.freight, order.tax, order.total)
    return quoting.sums(Totals(*(order.money(value) for value in figures)), order.revision)


def _line(order: Order, line: OrderLine) -> dict[str, Any]:
    return {
        "position": str(line.position),
        "number": quoting.number(line),
        "description": quoting.described(line),
        "extras": [line.note] if line.note else [],
        "quantity": f"{line.quantity:,}",
        "unit_price": order.money(line.unit_price).figure(),
        "lead_time": lead_time(line.lead_time_days) if line.lead_time_days is not None else "",
        "amount": order.money(line.quantity * line.unit_price).figure(),
    }


def _instalment(row: Instalment) -> dict[str, str]:
    paid = _("paid %(day)s") % {"day": times.day(row.paid_at)} if row.paid_at else ""
    return {
        "label": row.label,
        "due": str(row.get_trigger_display()),
        "state": paid or _("open"),
        "amount": row.money.figure(),
    }


def _facts(order: Order) -> list[dict[str, Any]]:
    revision, quote = order.revision, order.revision.quote
    rows: list[dict[str, Any]] = [
        {"label": _("Date"), "value": times.day(order.confirmed_at or order.created_at)},
        {"label": _("From quote"), "value": str(revision)},
        {"label": _("Delivery"), "value": f"{revision.incoterm} {revision.place}", "extra": "Incoterms 2020"},
    ]
    if order.po_number:
        rows.append({"label": _("Your purchase order"), "value": order.po_number})
    if quote.reference:
        rows.append({"label": _("Your reference"), "value": quote.reference})
    if quote.owner is not None:
        rows.append({"label": _("Contact"), "value": _("%(name)s, sales") % {"name": quote.owner}})
    return rows


def compose(order: Order) -> dict[str, Any]:
    """The whole paper, in the order's language. The buyer stands as on the quote that was accepted."""
    with translation.override(order.language):
        us, unit = seller(), currency(order.currency).label
        frozen = order.revision.paper or {}
        lines = order.lines.select_related("part").order_by("position")
        return {
            "language": translation.get_language() or "en",
            "title": order.number,
            "heading": _("Order confirmation for %(company)s") % {"company": order.company},
            "number": order.number,
            "revision": "",
            "seller": {"brand": us.brand, "name": us.name, "address": list(us.address)},
            "buyer": frozen.get("buyer") or quoting.buyer(order.company),
            "facts": _facts(order),
            "columns": [
                "",
                _("Item"),
                _("Pieces"),
                _("%(currency)s each") % {"currency": unit},
                _("Lead time"),
                unit,
            ],
            "lines": [_line(order, line) for line in lines],
            "sums": sums(order),
            "schedule_columns": [_("Instalment"), _("Due"), _("State"), unit],
            "schedule": [_instalment(row) for row in order.instalments.order_by("position")],
            "terms": quoting.terms(order.revision),
            "labels": {
                "seller": _("Seller"),
                "buyer": _("Buyer"),
                "payments": _("Payments"),
                "page": _("Page {number} of {count}"),
            },
        }


def confirmation(order: Order) -> bytes:
    """The order confirmation as PDF."""
    return pdf("orders/confirmation.typ", compose(order), made_at=order.confirmed_at or order.created_at)

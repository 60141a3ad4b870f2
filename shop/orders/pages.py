"""An order as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shop import audit
from shop.money import Money, currency
from shop.quoting import paper, pictures, times
from shop.quoting.models import Trigger

from . import paper as order_paper
from . import payment_facts
from .models import Instalment, Order, OrderLine
from .payment_facts import PaymentFacts


@dataclass(frozen=True)
class ShownInstalment:
    """One row of the payments."""

    row: Instalment
    due: str
    word: str
    mark: str
    facts: PaymentFacts

    @property
    def payable(self) -> bool:
        """Whether a button to pay it stands there."""
        return self.row.payable and not self.facts.pending


@dataclass(frozen=True)
class ShownLine:
    """One line of the order."""

    line: OrderLine
    number: str
    described: str
    url: str
    picture: SafeString
    unit_price: str
    amount: str


@dataclass(frozen=True)
class Stage:
    """One step of the progress bar: done, now or to come."""

    word: str
    detail: str
    state: str


def _instalment(row: Instalment, facts: PaymentFacts) -> ShownInstalment:
    state = Instalment.State
    due = str(row.get_trigger_display())
    if row.due_on and row.trigger == Trigger.BEFORE_SHIPMENT:
        due = _("%(trigger)s, %(day)s") % {"trigger": due, "day": times.day(row.due_on)}
    day = times.day(row.paid_at) if row.paid_at else ""
    paid = _("Paid %(day)s") % {"day": ", ".join(part for part in (day, facts.method) if part)}
    word, mark = {
        state.SCHEDULED: (_("Open"), "none"),
        state.DUE: (_("Due"), "warn"),
        state.PROCESSING: (_("Your payment is being confirmed"), "none"),
        state.PARTLY_PAID: (_("Partly paid, %(rest)s open") % {"rest": row.outstanding}, "warn"),
        state.PAID: (paid, "ok"),
        state.HELD: (_("Received, being checked"), "warn"),
        state.OVERPAID: (paid, "ok"),
        state.CANCELLED: (_("Cancelled"), "none"),
    }[state(row.state)]
    if facts.pending and row.state in {state.SCHEDULED, state.DUE}:
        word, mark = _("Your payment is being confirmed"), "none"
    return ShownInstalment(row, due, word, mark, facts)


def _line(order: Order, line: OrderLine, picture: SafeString) -> ShownLine:
    product = pictures.product_of(line.part)
    live = product is not None and product.live
    return ShownLine(
        line=line,
        number=paper.number(line),
        described=paper.described(line),
        url=product.get_absolute_url() if product is not None and live else "",
        picture=picture,
        unit_price=order.money(line.unit_price).figure(),
        amount=order.money(line.quantity * line.unit_price).figure(),
    )


def stages(order: Order) -> list[Stage]:
    """The way of the order, with what is known of each step."""
    state = Order.State
    way = [
        (state.AWAITING_PAYMENT, _("Accepted"), times.day(order.created_at)),
        (state.CONFIRMED, _("Confirmed"), times.day(order.confirmed_at) if order.confirmed_at else _("when paid")),
        (state.IN_PRODUCTION, _("In production"), ""),
        (state.READY, _("Ready"), ""),
        (state.SHIPPED, _("Shipped"), ""),
    ]
    reached = {
        state.AWAITING_PAYMENT: 0,
        state.CONFIRMED: 1,
        state.IN_PRODUCTION: 2,
        state.READY: 3,
        state.PARTLY_SHIPPED: 3,
        state.SHIPPED: 4,
        state.COMPLETED: 5,
    }.get(state(order.state), 1 if order.confirmed_at else 0)
    # What was reached by an act is done; the step after it is what the order waits for.
    waits = reached + 1
    found = []
    for index, (_state, word, detail) in enumerate(way):
        mark = "done" if index < waits else ("now" if index == waits else "")
        found.append(Stage(word, detail, mark))
    return found


def page(order: Order) -> dict[str, Any]:
    """Everything that the order page prints, but for its form."""
    rows = sorted(order.instalments.all(), key=lambda row: row.position)
    for row in rows:
        row.order = order
    facts = payment_facts.of(rows)
    shown = [_instalment(row, facts.get(row.pk, PaymentFacts())) for row in rows]
    quote = order.revision.quote
    lines = list(order.lines.all())
    thumbs = pictures.thumbs([line.part for line in lines])
    return {
        "order": order,
        "token": order.token,
        "quote": quote,
        "revision": order.revision,
        "instalments": shown,
        "pay_now": next((row for row in shown if row.row.state == Instalment.State.DUE and row.payable), None),
        "pending": any(row.facts.pending or row.row.state == Instalment.State.PROCESSING for row in shown),
        "lines": [_line(order, line, thumb) for line, thumb in zip(lines, thumbs, strict=True)],
        "stages": stages(order),
        "sums": order_paper.sums(order),
        "unit": currency(order.currency).label,
        "total": Money(order.total, order.currency),
        "happened": list(audit.timeline(order)[:20]),
        "po_kind": order.po_file_name.rpartition(".")[2].upper(),
        "thread": list(quote.messages.all()),
    }

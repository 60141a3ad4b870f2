"""Every write of this room: one function a use case."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop import audit
from shop.audit import SYSTEM, Actor
from shop.mail.services import File as MailFile
from shop.mail.services import queue
from shop.numbering.services import next_number
from shop.quoting import locks as quoting_locks
from shop.quoting import queries as quoting
from shop.quoting import services as quoting_services
from shop.quoting import totals
from shop.quoting.models import Revision, Trigger

from . import locks, paper, queries
from .errors import NothingToCall
from .models import Instalment, Order, OrderLine


@transaction.atomic
def accept_quote(
    *,
    revision_id: int,
    quantities: Mapping[int, int] | None = None,
    po_number: str = "",
    po_file: "File[bytes] | None" = None,
    by: Actor,
) -> Order:
    """Accept a sent revision and open its order, with lines, total and instalments copied from it.

    `quantities` may name another frozen break of a line, by line id. Safe to repeat: the second call for a revision
    returns the first order. Raises QuoteNotOpen if the revision was answered, superseded or has expired,
    QuantityNotOffered for a quantity that is not part of it.
    """
    quoting_locks.revision(revision_id)
    revision = quoting.revision(revision_id)
    if order := queries.order_of(revision):
        return order
    chosen = quoting.choose(revision, quantities)
    summed = quoting.totals_of(revision, chosen)
    quoting_services.mark_accepted(revision=revision)
    order = Order.objects.create(
        number=next_number(series="SO"),
        revision=revision,
        company=revision.quote.company,
        contact_name=revision.quote.contact_name,
        contact_email=revision.quote.contact_email,
        language=revision.quote.language,
        po_number=po_number,
        currency=revision.currency,
        goods=summed.goods.minor,
        discount=summed.discount.minor,
        freight=summed.freight.minor,
        tax=summed.tax.minor,
        total=summed.total.minor,
    )
    _copy_lines(order, revision, chosen)
    _open_instalments(order, revision)
    if po_file is not None:
        order.po_file_name = po_file.name or ""
        order.po_file.save(po_file.name or "purchase-order", po_file, save=False)
        order.save(update_fields=["po_file", "po_file_name"])
    audit.record(order, "orders.opened", by=by, revision=str(revision), po_number=po_number)
    _mail(order, "order_opened", instalments=list(order.instalments.order_by("position")))
    queue(
        template="orders/mail/order_arrived",
        to=quoting_services.our_address(revision.quote),
        language=settings.LANGUAGE_CODE,
        context={"order": order},
        reply_to=order.contact_email,
    )
    return order


def _mail(order: Order, name: str, *, attachments: Sequence[MailFile] = (), **context: Any) -> None:
    queue(
        template=f"orders/mail/{name}",
        to=order.contact_email,
        language=order.language,
        context={"order": order, **context},
        attachments=attachments,
    )


def mail_link(*, order: Order) -> None:
    """Mail the customer a fresh signed link to the order."""
    _mail(order, "link")


def _copy_lines(order: Order, revision: Revision, chosen: Mapping[int, int]) -> None:
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            position=line.position,
            part_id=line.part_id,
            description=line.description,
            quantity=chosen[line.pk],
            unit_price=totals.price_at(quoting.breaks_of(line), chosen[line.pk]),
            lead_time_days=line.lead_time_days,
            note=line.note,
        )
        for line in revision.lines.all()
    )


def _open_instalments(order: Order, revision: Revision) -> None:
    steps = quoting.steps_of(revision)
    amounts = totals.schedule(order.money(order.total), steps)
    today = timezone.localdate()
    for position, (step, amount) in enumerate(zip(steps, amounts, strict=True), start=1):
        due = step.trigger == Trigger.ON_ACCEPTANCE
        percent = f"{step.percent.normalize():f}" if step.percent is not None else ""
        Instalment.objects.create(
            order=order,
            position=position,
            label=f"{percent} %" if percent else _("Instalment %(position)s") % {"position": position},
            amount=amount.minor,
            currency=amount.currency,
            trigger=step.trigger,
            state=Instalment.State.DUE if due else Instalment.State.SCHEDULED,
            due_on=today if due else None,
        )


@transaction.atomic
def settle_instalment(*, instalment_id: int, received: int, held: bool = False, processing: bool = False) -> Instalment:
    """Set an instalment's state from what the ledger holds for it, and confirm the order when the first one is paid.

    Called by `payments` alone, inside the transaction that writes the ledger row.

    Args:
        received: the ledger's sum for this instalment, in minor units of its currency.
        held: money came that may not be counted (amount or currency differs): staff look at it.
        processing: a payment is under way whose outcome is not known yet.

    Safe to repeat with the same figures: nothing changes and nothing is logged twice.
    """
    order = locks.order(Instalment.objects.values_list("order_id", flat=True).get(pk=instalment_id))
    instalments = locks.instalments(order)
    instalment = next(row for row in instalments if row.pk == instalment_id)
    state = _state(instalment, received=received, held=held, processing=processing)
    if (instalment.state, instalment.received) == (state, received):
        return instalment
    came = state in queries.SETTLED and instalment.state not in queries.SETTLED
    instalment.state, instalment.received = state, received
    instalment.paid_at = (timezone.now() if came else instalment.paid_at) if state in queries.SETTLED else None
    instalment.save(update_fields=["state", "received", "paid_at"])
    audit.record(order, f"orders.instalment_{state}", by=SYSTEM, instalment=instalment.position, received=received)
    _confirm(order, instalments)
    return instalment


def _state(instalment: Instalment, *, received: int, held: bool, processing: bool) -> Instalment.State:
    state = Instalment.State
    if held:
        return state.HELD
    if received > instalment.amount:
        return state.OVERPAID
    if received == instalment.amount:
        return state.PAID
    if received > 0:
        return state.PARTLY_PAID
    if processing:
        return state.PROCESSING
    if instalment.state in {state.SCHEDULED, state.CANCELLED}:
        return state(instalment.state)
    return state.DUE if instalment.due_on else state.SCHEDULED


def _confirm(order: Order, instalments: list[Instalment]) -> None:
    """Confirm the order once everything owed on acceptance is there."""
    first = [row for row in instalments if row.trigger == Trigger.ON_ACCEPTANCE]
    if order.state != Order.State.AWAITING_PAYMENT or any(row.state not in queries.SETTLED for row in first):
        return
    order.state, order.confirmed_at = Order.State.CONFIRMED, timezone.now()
    content = paper.confirmation(order)
    order.confirmation.save("confirmation.pdf", ContentFile(content), save=False)
    order.save(update_fields=["state", "confirmed_at", "confirmation"])
    audit.record(order, "orders.confirmed", by=SYSTEM)
    _mail(order, "order_confirmed", attachments=[MailFile(f"{order.number}.pdf", content)])


@transaction.atomic
def call_due(*, instalment_id: int, by: Actor) -> Instalment:
    """Let a scheduled instalment fall due today: staff's button for "before shipment". Raises NothingToCall."""
    order = locks.order(Instalment.objects.values_list("order_id", flat=True).get(pk=instalment_id))
    instalment = next(row for row in locks.instalments(order) if row.pk == instalment_id)
    if instalment.state != Instalment.State.SCHEDULED or order.state == Order.State.CANCELLED:
        raise NothingToCall
    instalment.state, instalment.due_on = Instalment.State.DUE, timezone.localdate()
    instalment.save(update_fields=["state", "due_on"])
    audit.record(order, "orders.called_due", by=by, instalment=instalment.position)
    _mail(order, "called_due", instalment=instalment)
    return instalment

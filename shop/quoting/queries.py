"""What is read from this room."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from catalog.models import Part
from shop import links
from shop.links import LinkBroken
from shop.money import Money

from . import totals
from .errors import QuantityNotOffered
from .models import Inquiry, Line, LineBreak, PaymentStep, Quote, Revision, TaxTreatment

PART = ("part", *(f"part__{kind}__series" for kind in Part.Kind.values))
LINK_AFTER_END = timedelta(days=90)  # how long a quote's link opens after the offer ended
FRESH = timedelta(days=30)  # a link mailed after that opens so long


def full() -> "Prefetch[Any]":
    """Lines with their breaks, for a revision."""
    return Prefetch("lines", Line.objects.select_related(*PART).prefetch_related("breaks").order_by("position"))


def revision(revision_id: int) -> Revision:
    """One revision with all that a page or paper needs."""
    return (
        Revision.objects.select_related("quote__company", "quote__owner", "quote__inquiry")
        .prefetch_related(full(), "steps")
        .get(pk=revision_id)
    )


def revision_by_token(token: str) -> Revision:
    """The sent revision that a signed link opens. Raises LinkBroken, LinkExpired."""
    link = links.read("quote", token)
    row = (
        Revision.objects.exclude(state=Revision.State.DRAFT)
        .select_related("quote__company", "quote__owner", "quote__inquiry")
        .prefetch_related(full(), "steps")
        .filter(public_id=link.public_id)
        .first()
    )
    if row is None or row.link_number != link.link_number or row.quote.contact_email != link.contact:
        raise LinkBroken
    if timezone.now() > row.valid_until + LINK_AFTER_END:
        links.read("quote", token, max_age=FRESH)  # one that was mailed anew opens for a while
    return row


def inquiry_by_token(token: str) -> Inquiry:
    """The submitted inquiry that a signed link opens. Raises LinkBroken, LinkExpired."""
    link = links.read("inquiry", token)
    row = Inquiry.objects.filter(public_id=link.public_id).exclude(state=Inquiry.State.DRAFT).first()
    if row is None or row.link_number != link.link_number or row.contact_email != link.contact:
        raise LinkBroken
    return row


def current_revision(quote: Quote) -> Revision | None:
    """The revision that counts: the accepted or open one, else the one sent last."""
    sent = quote.revisions.exclude(state=Revision.State.DRAFT)
    open_ = sent.filter(state__in=[Revision.State.ACCEPTED, Revision.State.SENT]).first()
    return open_ or sent.order_by("-sent_at", "-pk").first()


def sent_before(revision_: Revision) -> Revision | None:
    """The revision of the same quote that the customer had before this one."""
    before = Revision.objects.filter(quote=revision_.quote, pk__lt=revision_.pk, sent_at__isnull=False)
    last = before.order_by("-pk").first()
    return revision(last.pk) if last else None


def breaks_of(line: Line) -> list[tuple[int, int]]:
    """A line's breaks as (from quantity, unit price in minor units), ascending."""
    return sorted((row.from_quantity, row.unit_price) for row in line.breaks.all())


def rate(revision_: Revision) -> Decimal:
    """The tax rate that a revision's treatment means, in per cent."""
    return revision_.tax_rate if revision_.tax_treatment == TaxTreatment.RATE else Decimal(0)


def steps_of(revision_: Revision) -> list[totals.Step]:
    """The offered schedule."""
    rows: list[PaymentStep] = sorted(revision_.steps.all(), key=lambda step: step.position)
    return [totals.Step(row.percent, row.amount, row.trigger) for row in rows]


def choice_is_free(revision_: Revision) -> bool:
    """Whether the customer may choose another quoted quantity: nothing in the offer hangs on the offered one."""
    return revision_.quantity_free and all(step.amount is None for step in revision_.steps.all())


def choose(revision_: Revision, quantities: Mapping[int, int] | None) -> dict[int, int]:
    """The quantity of each line, by line id: the offered one unless another frozen break is chosen.

    Raises QuantityNotOffered for a quantity that is no break of its line, or where choosing is not free.
    """
    chosen: dict[int, int] = {}
    wanted = dict(quantities or {})
    for line in revision_.lines.all():
        quantity = wanted.pop(line.pk, line.quantity)
        if quantity != line.quantity:
            offered = {row.from_quantity for row in line.breaks.all()}
            if not choice_is_free(revision_) or quantity not in offered:
                raise QuantityNotOffered
        chosen[line.pk] = quantity
    if wanted:
        raise QuantityNotOffered
    return chosen


def line_amount(revision_: Revision, line: Line, quantity: int) -> Money:
    """Quantity times the unit price of its break."""
    return revision_.money(totals.price_at(breaks_of(line), quantity)) * quantity


def totals_of(revision_: Revision, quantities: Mapping[int, int] | None = None) -> totals.Totals:
    """Add up a revision, at the offered quantities or at chosen ones. Raises QuantityNotOffered."""
    chosen = choose(revision_, quantities)
    return totals.totals(
        amounts=[line_amount(revision_, line, chosen[line.pk]) for line in revision_.lines.all()],
        currency=revision_.currency,
        discount_percent=revision_.discount_percent,
        freight=revision_.money(revision_.freight),
        tax_rate=rate(revision_),
    )


def line_breaks(lines: list[Line]) -> "dict[int, list[LineBreak]]":
    """Breaks of many lines in one query, by line id."""
    found: dict[int, list[LineBreak]] = {line.pk: [] for line in lines}
    for row in LineBreak.objects.filter(line__in=lines).order_by("from_quantity"):
        found[row.line_id].append(row)
    return found

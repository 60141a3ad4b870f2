"""What an inquiry asks for, checked against its operating point, and the first draft of the quote that answers it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from catalog.models import Motor, Part
from catalog.operating_point import in_a_line, judge_motor
from shop.accounts.models import Company
from shop.audit import Actor
from shop.pricing import queries as pricing
from shop.quoting import services
from shop.quoting.models import Inquiry, InquiryLine, Quote, Revision
from shop.quoting.services import LineDraft, StepDraft, Terms


@dataclass(frozen=True)
class AskedLine:
    """A line of an inquiry, and what its motor makes of the operating point, in words."""

    line: InquiryLine
    check: str = ""


def checked(inquiry: Inquiry, lines: Iterable[InquiryLine]) -> list[AskedLine]:
    """Each line with the verdict on its motor; empty where there is no point or no motor of ours."""
    rows, point = list(lines), inquiry.operating_point
    if point is None:
        return [AskedLine(line) for line in rows]
    parts = Part.objects.with_products().in_bulk([line.part_id for line in rows if line.part_id])
    found: dict[int, str] = {}
    for pk, part in parts.items():
        if part.kind == "motor" and isinstance(motor := part.product, Motor):
            found[pk] = in_a_line(judge_motor(motor, point))
    return [AskedLine(line, found.get(line.part_id or 0, "")) for line in rows]


def lines_asked_for(inquiry: Inquiry, currency: str = "USD") -> list[LineDraft]:
    """The inquiry's priced lines, each quantity a break at list price.

    The smallest quantity asked is the one offered, or the smallest we sell. What is none of our parts, or has no list
    price in the currency, is left for staff to add: a price is never invented.
    """
    asked = list(inquiry.lines.select_related("part"))
    offers = pricing.offers([line.part_id for line in asked if line.part_id], currency)
    drafts = []
    for line in asked:
        offer = offers.get(line.part_id or 0)
        if offer is None or offer.first is None:
            continue
        least = max(offer.minimum_order, offer.first.from_quantity)
        quantities = sorted({max(quantity, least) for quantity in line.quantities or [1]})
        prices = {quantity: offer.unit_price(quantity) for quantity in quantities}
        breaks = [(quantity, price.minor) for quantity, price in prices.items() if price is not None]
        drafts.append(
            LineDraft(
                part_id=line.part_id,
                description="",
                quantity=breaks[0][0],
                unit_price=breaks[0][1],
                breaks=tuple(breaks[1:]),
                lead_time_days=offer.lead_time_days,
                minimum_order=offer.minimum_order,
                note=line.note[:300],
            )
        )
    return drafts


@transaction.atomic
def quote_inquiry(*, inquiry: Inquiry, company: Company, by: Actor) -> Quote:
    """Open a quote for an inquiry and fill its draft with what was asked for. Raises WrongState."""
    quote = services.start_quote(inquiry=inquiry, company=company, by=by)
    draft: Revision = quote.revisions.get()
    services.save_draft(
        revision_id=draft.pk,
        version=draft.version,
        terms=Terms(conditions=draft.conditions),
        lines=lines_asked_for(inquiry),
        steps=[StepDraft(percent=step.percent, trigger=step.trigger) for step in draft.steps.all()],
        by=by,
    )
    return quote

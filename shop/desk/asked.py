"""From an inquiry to the first draft of its quote: lines with list prices for every quantity that was asked."""

from django.db import transaction

from shop.accounts.models import Company
from shop.audit import Actor
from shop.pricing import queries as pricing
from shop.quoting import services
from shop.quoting.models import Inquiry, Quote, Revision
from shop.quoting.services import LineDraft, StepDraft, Terms


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

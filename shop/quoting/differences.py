"""What changed from one revision to the next, as rows a person reads."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from . import paper, queries, times
from .models import Revision


@dataclass(frozen=True)
class Difference:
    """One thing that is no longer what it was. An empty side: it was not there, or is no longer."""

    what: str
    before: str
    after: str


def _lines(revision: Revision) -> dict[str, tuple[str, str]]:
    """Every figure of every line, by what it is called."""
    found: dict[str, tuple[str, str]] = {}
    for line in revision.lines.all():
        name = paper.number(line) or paper.described(line)
        called = _("Line %(position)s, %(name)s") % {"position": line.position, "name": name}
        found[f"{name}:quantity"] = (_("%(line)s, pieces") % {"line": called}, f"{line.quantity:,}")
        if line.lead_time_days is not None:
            found[f"{name}:lead"] = (_("%(line)s, lead time") % {"line": called}, times.days(line.lead_time_days))
        for quantity, price in queries.breaks_of(line):
            label = _("%(line)s at %(quantity)s") % {"line": called, "quantity": f"{quantity:,}"}
            found[f"{name}:{quantity}"] = (label, revision.money(price).figure())
    return found


def _terms(revision: Revision) -> dict[str, tuple[str, str]]:
    steps = "; ".join(
        f"{paper.percent(step.percent) if step.percent is not None else revision.money(step.amount or 0).figure()} "
        f"{paper.trigger_text(step.trigger)}"
        for step in queries.steps_of(revision)
    )
    tax = paper.tax_label(revision.tax_treatment, revision.tax_rate)
    discount = paper.percent(revision.discount_percent) if revision.discount_percent else paper.percent(Decimal(0))
    return {
        "delivery": (_("Delivery"), f"{revision.incoterm} {revision.place}"),
        "payment": (_("Payment"), steps),
        "discount": (_("Discount"), discount),
        "freight": (_("Freight"), revision.money(revision.freight).figure()),
        "tax": (_("Tax"), tax),
        "valid": (_("Valid until"), times.day(revision.valid_until)),
        "shipment": (_("Shipment"), revision.shipment),
        "warranty": (_("Warranty"), _("%(count)s months") % {"count": revision.warranty_months}),
        "conditions": (_("Conditions"), revision.conditions),
        "total": (_("Total"), queries.totals_of(revision).total.figure()),
    }


def between(before: Revision, after: Revision) -> list[Difference]:
    """The differences of two revisions of a quote, lines first, the total last."""
    old, new = {**_lines(before), **_terms(before)}, {**_lines(after), **_terms(after)}
    found = []
    for key in [*(key for key in new if ":" in key), *(key for key in old if key not in new), *_terms(after)]:
        before_text = old.get(key, ("", ""))[1]
        after_text = new.get(key, ("", ""))[1]
        if before_text != after_text:
            found.append(Difference(new.get(key, old.get(key, ("", "")))[0], before_text, after_text))
    return found

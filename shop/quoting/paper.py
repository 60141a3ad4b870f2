"""What a quote says on paper, word for word, as plain JSON: frozen when it is sent, hashed, and set by Typst.

The texts are in the quote's language and the figures are formatted, so that nothing later changes them.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django_countries import countries

from shop.accounts.models import Company
from shop.documents.seller import seller
from shop.money import Money, currency
from shop.templatetags.shop import lead_time

from . import describe, queries, times, totals
from .models import Line, Revision, TaxTreatment, Trigger


def percent(value: Decimal) -> str:
    """30 %, 2.5 %."""
    return f"{value.normalize():f}\u00a0%"


def tax_label(treatment: str, rate: Decimal) -> str:
    """What stands before the tax in the sums."""
    if treatment == TaxTreatment.EXPORT:
        return _("VAT, export")
    if treatment == TaxTreatment.REVERSE_CHARGE:
        return _("VAT, reverse charge")
    return _("VAT %(rate)s") % {"rate": percent(rate)}


def tax_text(treatment: str) -> str:
    """The sentence about tax that is printed where staff wrote none."""
    if treatment == TaxTreatment.EXPORT:
        return _("Export delivery, no VAT charged. Import duties and taxes are borne by the buyer.")
    if treatment == TaxTreatment.REVERSE_CHARGE:
        return _("Reverse charge: the recipient of the supply is liable for VAT.")
    return ""


def trigger_text(trigger: str) -> str:
    """When an instalment falls due, in words."""
    return str(Trigger(trigger).label)


def buyer(company: Company) -> dict[str, Any]:
    """The buyer as a party to the contract."""
    country = str(dict(countries).get(str(company.country), ""))
    lines = [", ".join(part for part in (*company.address_lines, country) if part)]
    if company.vat_id:
        lines.append(_("VAT ID %(id)s") % {"id": company.vat_id})
    return {"name": company.printed_name, "lines": [line for line in lines if line]}


def number(line: Any) -> str:
    """The part number of a line, or nothing."""
    return line.part.number if line.part else ""


def described(line: Any) -> str:
    """What a line is, in a few words: staff's, or the catalogue's."""
    if line.description:
        return str(line.description)
    return describe.in_short(line.part) if line.part else ""


def sums(summed: totals.Totals, terms: Any) -> list[dict[str, Any]]:
    """The rows under the lines, with the total last. `terms` is a revision or anything with its fields."""
    rows = [(_("Goods"), summed.goods)]
    if summed.discount:
        label = terms.discount_label or _("Discount")
        rows.append(
            (
                _("%(label)s, %(percent)s") % {"label": label, "percent": percent(terms.discount_percent)},
                -summed.discount,
            )
        )
    if summed.freight or terms.freight_label:
        rows.append((terms.freight_label or _("Freight"), summed.freight))
    rows.append((tax_label(terms.tax_treatment, terms.tax_rate), summed.tax))
    shown = [{"label": label, "amount": amount.figure(), "final": False} for label, amount in rows]
    name = str(currency(summed.total.currency).name)
    shown.append(
        {"label": _("Total, %(currency)s") % {"currency": name}, "amount": summed.total.figure(), "final": True}
    )
    return shown


def schedule(revision: Revision, amounts: list[Money]) -> list[dict[str, str]]:
    """The instalments."""
    rows = []
    for position, (step, amount) in enumerate(zip(queries.steps_of(revision), amounts, strict=True), start=1):
        label = (
            percent(step.percent) if step.percent is not None else _("Instalment %(position)s") % {"position": position}
        )
        rows.append({"label": label, "due": trigger_text(step.trigger), "amount": amount.figure()})
    return rows


def terms(revision: Revision) -> list[dict[str, str]]:
    """Everything else that was agreed; empty ones are left out."""
    rows = [
        (_("Shipment"), revision.shipment),
        (
            _("Warranty"),
            _("%(count)s months") % {"count": revision.warranty_months} if revision.warranty_months else "",
        ),
        (_("Tax"), revision.tax_text or tax_text(revision.tax_treatment)),
        (_("Conditions"), revision.conditions),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def facts(revision: Revision) -> list[dict[str, Any]]:
    """The grid under the parties."""
    quote, sent = revision.quote, revision.sent_at
    days = (times.here(revision.valid_until).date() - times.here(sent).date()).days if sent else 0
    rows: list[dict[str, Any]] = [
        {"label": _("Date"), "value": times.day(sent) if sent else ""},
        {
            "label": _("Valid until"),
            "value": times.day(revision.valid_until) + ",",
            "extra": times.days(days),
            "mine": True,
        },
        {"label": _("Delivery"), "value": f"{revision.incoterm} {revision.place}", "extra": "Incoterms 2020"},
    ]
    if quote.reference:
        rows.append({"label": _("Your reference"), "value": quote.reference})
    if quote.owner is not None:
        rows.append({"label": _("Contact"), "value": _("%(name)s, sales") % {"name": quote.owner}})
    return rows


def _line(revision: Revision, line: Line, picture: str) -> dict[str, Any]:
    breaks = queries.breaks_of(line)
    return {
        "position": str(line.position),
        "number": number(line),
        "description": described(line),
        "extras": [line.note] if line.note else [],
        "picture": picture,
        "breaks": [
            {
                "quantity": f"{quantity:,}",
                "price": revision.money(price).figure(),
                "offered": quantity == line.quantity,
                "first": index == 0,
            }
            for index, (quantity, price) in enumerate(breaks)
        ],
        "lead_time": lead_time(line.lead_time_days) if line.lead_time_days is not None else "",
        "amount": queries.line_amount(revision, line, line.quantity).figure(),
    }


def compose(
    revision: Revision,
    summed: totals.Totals,
    amounts: list[Money],
    *,
    changes: list[dict[str, str]],
    pictures: Collection[str] = (),
) -> dict[str, Any]:
    """The whole paper of a revision that is about to be sent, in the quote's language.

    `pictures` are the paths of the small pictures that will be at hand (`pictures.for_paper`).
    """
    shown = {path.partition("/")[2].partition(".")[0]: f"/{path}" for path in pictures}
    with translation.override(revision.quote.language):
        us, unit = seller(), currency(revision.currency).label
        company = revision.quote.company
        city = f", {company.city}" if company.city else ""
        return {
            "language": translation.get_language() or "en",
            "title": f"{revision.quote.number} {revision.letter}",
            "heading": _("Quote for %(company)s%(city)s") % {"company": company.name, "city": city},
            "number": revision.quote.number,
            "revision": _("revision %(letter)s") % {"letter": revision.letter},
            "seller": {"brand": us.brand, "name": us.name, "address": list(us.address)},
            "buyer": buyer(company),
            "facts": facts(revision),
            "columns": ["", _("Item"), _("Pieces and %(currency)s each") % {"currency": unit}, _("Lead time"), unit],
            "lines": [_line(revision, line, shown.get(str(line.part_id), "")) for line in revision.lines.all()],
            "sums": sums(summed, revision),
            "schedule_columns": [_("Instalment"), _("Due"), unit],
            "schedule": schedule(revision, amounts),
            "terms": terms(revision),
            "changes": changes,
            "change_columns": [_("Changed"), _("Before"), _("Now")],
            "note": revision.note,
            "labels": {
                "seller": _("Seller"),
                "buyer": _("Buyer"),
                "terms": _("Terms"),
                "note": _("Message"),
                "changes": _("Revisions"),
                "page": _("Page {number} of {count}"),
            },
        }

"""Staff prepare a quote: start it, save it as often as they like, begin the next revision."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from shop import audit
from shop.accounts.models import Company
from shop.audit import Actor
from shop.money import Money
from shop.numbering.services import next_number
from shop.quoting import locks, totals
from shop.quoting.errors import DraftExists, NotADraft, QuoteAnswered, RevisionChanged, WrongState
from shop.quoting.models import Inquiry, Line, LineBreak, PaymentStep, Quote, Revision, TaxTreatment, Trigger

VALID_FOR = timedelta(days=30)


@dataclass(frozen=True)
class LineDraft:
    """One line as staff typed it. Prices in minor units; the offered quantity becomes one of the breaks."""

    description: str
    quantity: int
    unit_price: int
    breaks: tuple[tuple[int, int], ...] = ()  # (from quantity, unit price)
    part_id: int | None = None
    lead_time_days: int | None = None
    minimum_order: int = 1
    note: str = ""

    def ladder(self) -> list[tuple[int, int]]:
        """All breaks, the offered quantity's price first in rank."""
        return sorted({**dict(self.breaks), self.quantity: self.unit_price}.items())


@dataclass(frozen=True)
class StepDraft:
    """One instalment: per cent of the total or an amount in minor units."""

    percent: Decimal | None = None
    amount: int | None = None
    trigger: str = Trigger.ON_ACCEPTANCE


@dataclass(frozen=True)
class Terms:
    """Everything of a revision that is neither line nor instalment. Freight in minor units."""

    currency: str = "USD"
    incoterm: str = "EXW"
    place: str = "Changzhou"
    valid_until: datetime = field(default_factory=lambda: end_of_offer())
    discount_percent: Decimal = Decimal(0)
    discount_label: str = ""
    freight: int = 0
    freight_label: str = ""
    tax_treatment: str = TaxTreatment.EXPORT
    tax_rate: Decimal = Decimal(0)
    tax_text: str = ""
    quantity_free: bool = True
    shipment: str = ""
    warranty_months: int = 24
    conditions: str = ""
    note: str = ""


def end_of_offer(after: timedelta = VALID_FOR) -> datetime:
    """23:59 where the shop is, so many days from today."""
    zone = ZoneInfo(settings.SHOP_TIME_ZONE)
    day = (timezone.now().astimezone(zone) + after).date()
    return datetime.combine(day, time(23, 59), tzinfo=zone)


def letter_after(letter: str) -> str:
    """A, B … Z, AA, AB …"""
    if not letter:
        return "A"
    if letter[-1] < "Z":
        return letter[:-1] + chr(ord(letter[-1]) + 1)
    return letter_after(letter[:-1]) + "A"


@transaction.atomic
def start_quote(
    *, inquiry: Inquiry | None, company: Company, by: Actor, contact_name: str = "", contact_email: str = ""
) -> Quote:
    """Open a quote for a company with an empty draft of revision A, and link the inquiry to the company.

    Without an inquiry the contact must be named. Raises WrongState for an inquiry that is not waiting for a quote.
    """
    language, reference = company.preferred_language, ""
    if inquiry is not None:
        inquiry = locks.inquiry(inquiry.pk)
        if inquiry.state not in {Inquiry.State.SUBMITTED, Inquiry.State.QUOTED, Inquiry.State.LOST}:
            raise WrongState
        inquiry.company = company
        inquiry.save(update_fields=["company"])
        contact_name = contact_name or inquiry.contact_name
        contact_email = contact_email or inquiry.contact_email
        language, reference = inquiry.language, inquiry.reference
    quote = Quote.objects.create(
        number=next_number(series="Q"),
        inquiry=inquiry,
        company=company,
        contact_name=contact_name,
        contact_email=contact_email,
        language=language,
        reference=reference,
        owner_id=by.user_id,
    )
    revision = Revision.objects.create(quote=quote, letter="A", **asdict(Terms()))
    PaymentStep.objects.create(revision=revision, position=1, percent=Decimal(100), trigger=Trigger.ON_ACCEPTANCE)
    audit.record(quote, "quoting.started", by=by)
    return quote


@transaction.atomic
def save_draft(
    *,
    revision_id: int,
    version: int | None,
    terms: Terms,
    lines: Sequence[LineDraft],
    steps: Sequence[StepDraft],
    by: Actor,
) -> Revision:
    """Replace a draft's terms, lines and schedule with what staff typed.

    `version` is the one the form was made from (None: do not compare). Raises NotADraft, RevisionChanged; half-done
    drafts are welcome, `send_revision` checks what must hold.
    """
    revision = locks.revision(revision_id)
    if revision.state != Revision.State.DRAFT:
        raise NotADraft
    if version is not None and version != revision.version:
        raise RevisionChanged
    for name, value in asdict(terms).items():
        setattr(revision, name, value)
    if revision.tax_treatment != TaxTreatment.RATE:
        revision.tax_rate = Decimal(0)
    revision.version += 1
    revision.save()
    revision.lines.all().delete()
    revision.steps.all().delete()
    for position, draft in enumerate(lines, start=1):
        line = Line.objects.create(
            revision=revision,
            position=position,
            part_id=draft.part_id,
            description=draft.description,
            quantity=draft.quantity,
            lead_time_days=draft.lead_time_days,
            minimum_order=draft.minimum_order,
            note=draft.note,
        )
        LineBreak.objects.bulk_create(
            LineBreak(line=line, from_quantity=quantity, unit_price=price) for quantity, price in draft.ladder()
        )
    PaymentStep.objects.bulk_create(
        PaymentStep(revision=revision, position=position, **asdict(step))
        for position, step in enumerate(steps, start=1)
    )
    audit.record(revision.quote, "quoting.saved", by=by, revision=revision.letter, version=revision.version)
    return revision


@transaction.atomic
def revise(*, quote_id: int, by: Actor) -> Revision:
    """Begin the next revision as a draft, copied from the one sent last. What was sent stays open until it is sent.

    Raises DraftExists, QuoteAnswered.
    """
    quote = locks.quote(quote_id)
    if quote.revisions.filter(state=Revision.State.ACCEPTED).exists():
        raise QuoteAnswered
    last = quote.revisions.order_by("-pk").first()
    if last is None or last.state == Revision.State.DRAFT:
        raise DraftExists
    terms = {name: getattr(last, name) for name in Terms.__dataclass_fields__}
    terms["valid_until"] = max(last.valid_until, end_of_offer())
    try:
        with transaction.atomic():
            revision = Revision.objects.create(quote=quote, letter=letter_after(last.letter), **terms)
    except IntegrityError:
        raise DraftExists from None
    for old in last.lines.prefetch_related("breaks"):
        breaks = list(old.breaks.all())
        old.pk, old.revision, old._state.adding = None, revision, True
        old.save()
        LineBreak.objects.bulk_create(
            LineBreak(line=old, from_quantity=row.from_quantity, unit_price=row.unit_price) for row in breaks
        )
    for step in last.steps.all():
        PaymentStep.objects.create(
            revision=revision, position=step.position, percent=step.percent, amount=step.amount, trigger=step.trigger
        )
    audit.record(quote, "quoting.revised", by=by, revision=revision.letter)
    return revision


def preview(
    *, terms: Terms, lines: Sequence[LineDraft], steps: Sequence[StepDraft]
) -> tuple[totals.Totals, list[Money]]:
    """Totals and instalments of what is on the screen, unsaved: the very functions that a sent quote uses.

    Raises NotSendable where the instalments do not make up the total.
    """
    summed = totals.totals(
        amounts=[Money(line.unit_price, terms.currency) * line.quantity for line in lines],
        currency=terms.currency,
        discount_percent=terms.discount_percent,
        freight=Money(terms.freight, terms.currency),
        tax_rate=terms.tax_rate if terms.tax_treatment == TaxTreatment.RATE else Decimal(0),
    )
    return summed, totals.schedule(
        summed.total, [totals.Step(step.percent, step.amount, step.trigger) for step in steps]
    )

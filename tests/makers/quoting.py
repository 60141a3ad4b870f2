"""Inquiries, quotes and sent revisions. Each is valid; a test names only what matters to it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from shop.audit import SYSTEM, Actor
from shop.numbering.services import next_number
from shop.quoting import services
from shop.quoting.models import Inquiry, InquiryLine, Quote, Revision, Trigger
from shop.quoting.services import LineDraft, StepDraft, Terms
from tests.makers.accounts import make_company

BUYER = Actor.customer("h.claussen@nordlager.example", "Henrik Claussen")
SCHEDULE = (
    StepDraft(percent=Decimal(30), trigger=Trigger.ON_ACCEPTANCE),
    StepDraft(percent=Decimal(70), trigger=Trigger.BEFORE_SHIPMENT),
)


def make_line_draft(**changes: Any) -> LineDraft:
    return LineDraft(
        **{
            "description": "57BL94-2430, brushless DC motor 24 V",
            "quantity": 200,
            "unit_price": 3390,
            "breaks": ((50, 3860), (500, 3120)),
            "lead_time_days": 21,
            **changes,
        }
    )


def make_inquiry(**changes: Any) -> Inquiry:
    from django.db import transaction

    with transaction.atomic():
        values = {
            "state": Inquiry.State.SUBMITTED,
            "number": next_number(series="I"),
            "submitted_at": timezone.now(),
            "contact_name": BUYER.name,
            "contact_email": BUYER.mail,
            "company_name": "Nordlager Robotik GmbH",
            "country": "DE",
            **changes,
        }
        inquiry = Inquiry.objects.create(**values)
    InquiryLine.objects.create(inquiry=inquiry, position=1, text="57BL94-2430", quantities=[50, 200])
    return inquiry


def make_quote(**changes: Any) -> Quote:
    values = {
        "inquiry": None,
        "company": changes.pop("company", None) or make_company(),
        "by": SYSTEM,
        "contact_name": BUYER.name,
        "contact_email": BUYER.mail,
        **changes,
    }
    return services.start_quote(**values)


def make_draft_revision(
    *, lines: Any = None, steps: Any = None, quote: Quote | None = None, by: Actor = SYSTEM, **terms: Any
) -> Revision:
    quote = quote or make_quote()
    return services.save_draft(
        revision_id=quote.revisions.get(state=Revision.State.DRAFT).pk,
        version=None,
        terms=Terms(**terms),
        lines=lines if lines is not None else [make_line_draft()],
        steps=steps or SCHEDULE,
        by=by,
    )


def make_sent_revision(*, valid_until: datetime | None = None, **changes: Any) -> Revision:
    """A revision that the customer may accept; with `valid_until` in the past, one that has run out unswept."""
    revision = services.send_revision(revision_id=make_draft_revision(**changes).pk, by=SYSTEM)
    if valid_until is not None:
        Revision.objects.filter(pk=revision.pk).update(valid_until=valid_until)
    return Revision.objects.get(pk=revision.pk)

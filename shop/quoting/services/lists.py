"""The inquiry list: a draft inquiry that a visitor fills and sends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Part
from catalog.operating_point import OperatingPoint
from shop import audit, files
from shop.audit import Actor
from shop.mail.services import queue
from shop.numbering.services import next_number
from shop.quoting import locks
from shop.quoting.errors import InquiryNotComplete, TooManyFiles, TooManyLines, WrongState
from shop.quoting.models import Inquiry, InquiryFile, InquiryLine
from shop.quoting.parts_list import MOST_QUANTITIES, ReadLine

from .conversation import our_address

MOST_LINES = 100
MOST_FILES = 10
FIELDS = (
    "contact_name",
    "contact_email",
    "company_name",
    "country",
    "vat_id",
    "needed_by",
    "reference",
    "delivery",
    "application",
    "pasted",
)


@dataclass(frozen=True)
class LineChange:
    """What the visitor typed for one line. The target price is in minor units."""

    quantities: Sequence[int]
    target_price: int | None = None
    target_currency: str = ""
    required_date: date | None = None
    note: str = ""


def _draft(inquiry_id: int) -> Inquiry:
    inquiry = locks.inquiry(inquiry_id)
    if inquiry.state != Inquiry.State.DRAFT:
        raise WrongState
    return inquiry


def start_list(*, language: str) -> Inquiry:
    """Begin an empty list."""
    return Inquiry.objects.create(language=language)


@transaction.atomic
def add_to_list(
    *, inquiry: Inquiry, part: Part, quantities: Sequence[int], point: OperatingPoint | None = None
) -> InquiryLine:
    """Put a part on the list; one that is there gets the further quantities. Raises TooManyLines, WrongState.

    The operating point that the visitor came with becomes the requirement of the whole list; the last one holds.
    """
    inquiry = _draft(inquiry.pk)
    if point is not None:
        inquiry.requirement = point.stored()
        inquiry.save(update_fields=["requirement", "saved_at"])
    line = inquiry.lines.filter(part=part).first()
    if line is None:
        return _new_line(inquiry, part=part, quantities=quantities)
    line.quantities = sorted({*line.quantities, *quantities})[:MOST_QUANTITIES]
    line.save(update_fields=["quantities"])
    inquiry.save(update_fields=["saved_at"])
    return line


def _new_line(inquiry: Inquiry, *, quantities: Sequence[int], part: Part | None = None, text: str = "") -> InquiryLine:
    if inquiry.lines.count() >= MOST_LINES:
        raise TooManyLines
    last = inquiry.lines.aggregate(last=Max("position"))["last"] or 0
    inquiry.save(update_fields=["saved_at"])
    return InquiryLine.objects.create(
        inquiry=inquiry, position=last + 1, part=part, text=text, quantities=sorted(set(quantities)) or [1]
    )


@transaction.atomic
def forget_point(*, inquiry: Inquiry) -> None:
    """Take the operating point off the list. Raises WrongState."""
    inquiry = _draft(inquiry.pk)
    inquiry.requirement = None
    inquiry.save(update_fields=["requirement", "saved_at"])


@transaction.atomic
def add_read_lines(*, inquiry: Inquiry, lines: Sequence[ReadLine]) -> int:
    """Add what was read from a pasted list: parts of ours, and what is near none of them in the customer's words.

    Lines that look like a slip (another number of ours is near) stay in the box. Returns how many were added.
    """
    inquiry = _draft(inquiry.pk)
    left, added = [], 0
    for line in lines:
        if line.part is not None:
            add_to_list(inquiry=inquiry, part=line.part, quantities=line.quantities)
        elif line.suggestion is None:
            _new_line(inquiry, text=line.name, quantities=line.quantities)
        else:
            left.append(line.raw)
            continue
        added += 1
    inquiry.pasted = "\n".join(left)
    inquiry.save(update_fields=["pasted", "saved_at"])
    return added


@transaction.atomic
def add_in_words(*, inquiry: Inquiry, line: ReadLine) -> InquiryLine:
    """Add a line as the customer wrote it, although a number of ours is near."""
    return _new_line(_draft(inquiry.pk), text=line.name, quantities=line.quantities)


@transaction.atomic
def save_list(*, inquiry: Inquiry, fields: Mapping[str, Any], lines: Mapping[int, LineChange]) -> Inquiry:
    """Keep what the visitor typed so far: fields by name, lines by id. Unknown ids are ignored. Raises WrongState."""
    inquiry = _draft(inquiry.pk)
    for name in FIELDS:
        if name in fields:
            setattr(inquiry, name, fields[name])
    inquiry.save()
    for line in inquiry.lines.filter(pk__in=lines):
        change = lines[line.pk]
        line.quantities = list(change.quantities)
        line.target_price, line.target_currency = change.target_price, change.target_currency
        line.required_date, line.note = change.required_date, change.note
        line.save()
    return inquiry


@transaction.atomic
def remove_line(*, inquiry: Inquiry, line_id: int) -> None:
    """Take a line off the list; one that is gone already is fine."""
    _draft(inquiry.pk).lines.filter(pk=line_id).delete()


@transaction.atomic
def attach(*, inquiry: Inquiry, upload: "File[bytes]") -> InquiryFile:
    """Keep a file with the list; the same file twice is kept once. Raises FileRefused, TooManyFiles, WrongState."""
    checked = files.check(upload)
    inquiry = _draft(inquiry.pk)
    if same := inquiry.files.filter(sha256=checked.sha256).first():
        return same
    if inquiry.files.count() >= MOST_FILES:
        raise TooManyFiles
    row = InquiryFile(inquiry=inquiry, name=checked.name, kind=checked.kind, size=checked.size, sha256=checked.sha256)
    row.file.save(checked.name, upload, save=False)
    row.save()
    inquiry.save(update_fields=["saved_at"])
    return row


@transaction.atomic
def detach(*, inquiry: Inquiry, public_id: str) -> None:
    """Remove a file from the list; one that is gone already is fine."""
    for row in _draft(inquiry.pk).files.filter(public_id=public_id):
        row.delete()


@transaction.atomic
def submit_inquiry(*, inquiry: Inquiry, language: str, by: Actor) -> Inquiry:
    """Send the list: it gets its number, the customer a mail with the signed link, sales a mail that it came.

    Safe to repeat: a list that was sent is returned as it is. Raises InquiryNotComplete.
    """
    inquiry = locks.inquiry(inquiry.pk)
    if inquiry.state == Inquiry.State.SUBMITTED:
        return inquiry
    if inquiry.state != Inquiry.State.DRAFT:
        raise WrongState
    if not inquiry.lines.exists() and not inquiry.files.exists():
        raise InquiryNotComplete(_("Add a part, paste a parts list or attach a file first."))
    if not (inquiry.contact_email and inquiry.contact_name and inquiry.company_name and inquiry.country):
        raise InquiryNotComplete(_("Tell us your name, mail address, company and country."))
    inquiry.state = Inquiry.State.SUBMITTED
    inquiry.number = next_number(series="I")
    inquiry.submitted_at = timezone.now()
    inquiry.language = language
    inquiry.save()
    audit.record(inquiry, "quoting.submitted", by=by)
    mail_link(inquiry=inquiry)
    queue(
        template="quoting/mail/inquiry_arrived",
        to=our_address(),
        language=settings.LANGUAGE_CODE,
        context={"inquiry": inquiry, "lines": list(inquiry.lines.select_related("part"))},
        reply_to=inquiry.contact_email,
    )
    return inquiry


def mail_link(*, inquiry: Inquiry) -> None:
    """Mail the customer a fresh signed link to a submitted inquiry."""
    queue(
        template="quoting/mail/inquiry_received",
        to=inquiry.contact_email,
        language=inquiry.language,
        context={"inquiry": inquiry, "lines": list(inquiry.lines.select_related("part"))},
    )

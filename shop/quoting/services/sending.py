"""Send a revision, and take one back."""

import hashlib
import json
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from shop import audit
from shop.audit import Actor
from shop.documents import pdf
from shop.mail.services import queue
from shop.money import Money
from shop.quoting import differences, locks, paper, pictures, queries, totals
from shop.quoting.errors import NotADraft, NotSendable, QuoteAnswered, QuoteNotOpen, RevisionChanged
from shop.quoting.models import Inquiry, Revision


def fingerprint(paper: Any) -> str:
    """The hash of what a paper says: of its JSON with sorted keys."""
    text = json.dumps(paper, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check(revision: Revision) -> tuple[totals.Totals, list[Money]]:
    """Its totals and instalments, if all holds that must before it is sent. Raises NotSendable saying what not."""
    lines = list(revision.lines.all())
    if not lines:
        raise NotSendable(_("A quote needs at least one line."))
    if not revision.quote.contact_email:
        raise NotSendable(_("Name the mail address that the quote goes to."))
    if revision.valid_until <= timezone.now():
        raise NotSendable(_("The offer would already have ended. Choose a later date."))
    for line in lines:
        breaks = queries.breaks_of(line)
        if not totals.ladder_falls(breaks):
            raise NotSendable(
                _("Line %(position)s: a larger quantity may not cost more a piece.") % {"position": line.position}
            )
        if line.quantity < line.minimum_order:
            raise NotSendable(
                _("Line %(position)s: we sell at least %(least)s pieces.")
                % {"position": line.position, "least": line.minimum_order}
            )
    summed = queries.totals_of(revision)
    if summed.total.minor <= 0:
        raise NotSendable(_("The total must be more than nothing."))
    amounts = totals.schedule(summed.total, queries.steps_of(revision))
    totals.check_instalments(amounts)
    return summed, amounts


@transaction.atomic
def send_revision(*, revision_id: int, by: Actor, version: int | None = None) -> Revision:
    """Freeze a draft with its totals and paper, supersede what was open, and mail the customer a signed link.

    Raises NotADraft (it was sent already), RevisionChanged, QuoteAnswered, NotSendable.
    """
    locked = locks.revision(revision_id)
    if locked.state != Revision.State.DRAFT:
        raise NotADraft
    if version is not None and version != locked.version:
        raise RevisionChanged
    if locked.quote.revisions.filter(state=Revision.State.ACCEPTED).exists():
        raise QuoteAnswered
    revision = queries.revision(revision_id)
    summed, amounts = check(revision)
    now = timezone.now()
    locked.quote.revisions.filter(state=Revision.State.SENT).update(state=Revision.State.SUPERSEDED, answered_at=now)
    revision.state = Revision.State.SENT
    revision.goods, revision.discount = summed.goods.minor, summed.discount.minor
    revision.tax, revision.total = summed.tax.minor, summed.total.minor
    revision.sent_at, revision.sent_by_id = now, by.user_id
    images = pictures.for_paper([line.part for line in revision.lines.all()])
    revision.paper = paper.compose(revision, summed, amounts, changes=_changes(revision), pictures=images)
    revision.sha256 = fingerprint(revision.paper)
    content = pdf("quoting/quote.typ", revision.paper, files=images, made_at=now)
    revision.pdf.save("quote.pdf", ContentFile(content), save=False)
    revision.save()
    if revision.quote.inquiry_id:
        Inquiry.objects.filter(
            pk=revision.quote.inquiry_id, state__in=[Inquiry.State.SUBMITTED, Inquiry.State.LOST]
        ).update(state=Inquiry.State.QUOTED)
    audit.record(revision.quote, "quoting.sent", by=by, revision=revision.letter, sha256=revision.sha256)
    mail_quote(revision=revision)
    return revision


def _changes(revision: Revision) -> list[dict[str, str]]:
    """What differs from the revision sent before, as the paper prints it."""
    before = queries.sent_before(revision)
    if before is None:
        return []
    with translation.override(revision.quote.language):
        rows = differences.between(before, revision)
    return [{"what": row.what, "before": row.before, "after": row.after} for row in rows]


def mail_quote(*, revision: Revision) -> None:
    """Mail the customer a fresh signed link to a sent revision, with the PDF."""
    with revision.pdf.open("rb") as handle:
        content = handle.read()
    queue(
        template="quoting/mail/quote_sent",
        to=revision.quote.contact_email,
        language=revision.quote.language,
        context={"revision": revision, "quote": revision.quote, "total": revision.money(revision.total or 0)},
        attachments=[(f"{revision.quote.number}-{revision.letter}.pdf", content, "application/pdf")],
        reply_to=revision.quote.owner.email if revision.quote.owner else "",
    )


@transaction.atomic
def withdraw_revision(*, revision_id: int, by: Actor, reason: str = "") -> Revision:
    """Take back a sent revision before it is answered. Raises QuoteNotOpen if it is too late."""
    revision = locks.revision(revision_id)
    if revision.state != Revision.State.SENT:
        raise QuoteNotOpen
    revision.state = Revision.State.WITHDRAWN
    revision.answered_at = timezone.now()
    revision.save(update_fields=["state", "answered_at"])
    audit.record(revision.quote, "quoting.withdrawn", by=by, revision=revision.letter, reason=reason)
    queue(
        template="quoting/mail/quote_withdrawn",
        to=revision.quote.contact_email,
        language=revision.quote.language,
        context={"revision": revision, "quote": revision.quote, "reason": reason},
    )
    return revision

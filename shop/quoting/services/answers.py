"""What becomes of a sent revision: accepted, declined, expired."""

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext

from shop import audit
from shop.audit import Actor
from shop.mail.services import queue
from shop.quoting import locks
from shop.quoting.errors import QuoteNotOpen
from shop.quoting.models import Inquiry, Message, Revision

from .conversation import our_address


def _settle_inquiry(revision: Revision, state: Inquiry.State) -> None:
    if revision.quote.inquiry_id:
        open_ = Inquiry.objects.filter(
            pk=revision.quote.inquiry_id, state__in=[Inquiry.State.QUOTED, Inquiry.State.SUBMITTED]
        )
        open_.update(state=state)


def mark_accepted(*, revision: Revision) -> None:
    """Move a sent, unexpired revision to accepted; the database's clock decides. Raises QuoteNotOpen otherwise.

    Called by `orders`, inside the transaction that opens the order.
    """
    open_ = Revision.objects.filter(pk=revision.pk, state=Revision.State.SENT, valid_until__gt=Now())
    if not open_.update(state=Revision.State.ACCEPTED, answered_at=Now()):
        raise QuoteNotOpen
    _settle_inquiry(revision, Inquiry.State.WON)
    revision.state = Revision.State.ACCEPTED


@transaction.atomic
def decline(*, revision_id: int, reason: str, by: Actor) -> Revision:
    """Record the customer's no, with a reason if there is one. Raises QuoteNotOpen if it is no longer open."""
    revision = locks.revision(revision_id)
    if revision.state != Revision.State.SENT:
        raise QuoteNotOpen
    revision.state = Revision.State.DECLINED
    revision.answered_at = timezone.now()
    revision.save(update_fields=["state", "answered_at"])
    if reason.strip():
        Message.objects.create(quote=revision.quote, author=str(by), text=reason.strip())
    _settle_inquiry(revision, Inquiry.State.LOST)
    audit.record(revision.quote, "quoting.declined", by=by, revision=revision.letter, reason=reason.strip())
    queue(
        template="quoting/mail/answered",
        to=our_address(revision.quote),
        language=settings.LANGUAGE_CODE,
        context={
            "quote": revision.quote,
            "revision": revision,
            "what": gettext("declined"),
            "text": reason.strip(),
        },
        reply_to=revision.quote.contact_email,
    )
    return revision


@transaction.atomic
def expire() -> int:
    """Let every sent revision whose time is over expire; a step of the sweep. Returns how many did."""
    ended = Revision.objects.filter(state=Revision.State.SENT, valid_until__lte=Now()).order_by("pk")
    count = 0
    for revision in ended.select_related("quote"):
        if Revision.objects.filter(pk=revision.pk, state=Revision.State.SENT, valid_until__lte=Now()).update(
            state=Revision.State.EXPIRED
        ):
            audit.record(revision.quote, "quoting.expired", by=audit.SYSTEM, revision=revision.letter)
            count += 1
    return count

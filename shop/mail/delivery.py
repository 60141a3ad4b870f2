"""Bring the outbox to its readers, each mail once, however long the mail server is away."""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, QuerySet
from django.utils import timezone

from .models import Message
from .transport import Transport, connect

log = logging.getLogger(__name__)

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=5)
CLAIM_LOST_AFTER = timedelta(minutes=10)
BATCH = 200
REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,  # an address or header that cannot be written
)


def deliver_due() -> int:
    """Deliver every mail that is due, oldest first. Gives how many went out.

    Safe beside itself: one statement claims a mail, and only the claimer sends it. A claim whose holder was killed is
    taken over after ten minutes; the mail then goes out under the same Message-ID, by which a mailbox knows it.
    A server that cannot be reached ends the batch: the others keep their place.
    """
    _take_over_lost_claims()
    due = list(_due().order_by("pk").values_list("pk", flat=True)[:BATCH])
    if not due:
        return 0
    try:
        with connect(settings.EMAIL_URL) as way_out:
            return sum(_deliver(pk, way_out) for pk in due)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("The mail server cannot be reached: %s", error)
        _postpone_unsent(due, error)
        return 0


def _deliver(pk: int, way_out: Transport) -> bool:
    now = timezone.now()
    claimed = _due().filter(pk=pk).update(state=Message.State.SENDING, claimed_at=now, attempts=F("attempts") + 1)
    if not claimed:
        return False
    message = Message.objects.prefetch_related("attachments").get(pk=pk)
    mine = Message.objects.filter(pk=pk, state=Message.State.SENDING, claimed_at=now)
    try:
        way_out.send(_as_mail(message))
    except REFUSALS as error:
        mine.update(**_after_refusal(message, error))
        return False
    except BaseException as error:
        mine.update(**_later(message, error))
        raise
    return bool(mine.update(state=Message.State.SENT, sent_at=timezone.now(), last_error=""))


def _as_mail(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=message.from_email,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    for file in message.attachments.all():
        mail.attach(file.name, bytes(file.content), file.content_type)
    return mail


def _after_refusal(message: Message, error: Exception) -> dict[str, Any]:
    """A server's 4xx is "not now"; its 5xx, and an address that is none, will not change by waiting."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        codes = [error.smtp_code]
    else:
        codes = [500]
    if all(code < 500 for code in codes):
        return _later(message, error)
    return {"state": Message.State.FAILED, "last_error": _words(error)}


def _later(message: Message, error: BaseException) -> dict[str, Any]:
    now = timezone.now()
    if now - message.created_at > GIVE_UP_AFTER:
        return {"state": Message.State.FAILED, "last_error": _words(error)}
    wait = min(FIRST_WAIT * 2 ** min(message.attempts, 10), LONGEST_WAIT)
    return {"state": Message.State.WAITING, "due_at": now + wait, "last_error": _words(error)}


def _postpone_unsent(due: list[int], error: BaseException) -> None:
    """Note why on each mail that was due; only the age of a mail decides when it is given up."""
    for message in _due().filter(pk__in=due):
        Message.objects.filter(pk=message.pk, state=Message.State.WAITING).update(**_later(message, error))


def _take_over_lost_claims() -> None:
    lost = Message.objects.filter(state=Message.State.SENDING, claimed_at__lt=timezone.now() - CLAIM_LOST_AFTER)
    lost.update(state=Message.State.WAITING, due_at=timezone.now())


def _due() -> QuerySet[Message]:
    return Message.objects.filter(state=Message.State.WAITING, due_at__lte=timezone.now())


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:2000]

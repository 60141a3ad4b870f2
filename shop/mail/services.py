"""Put a mail into the outbox, with the change that it tells of. `delivery.py` brings it out."""

from collections.abc import Mapping, Sequence
from email.utils import make_msgid, parseaddr
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone, translation

from . import tasks
from .models import Attachment, Message


class File(NamedTuple):
    """What goes with a mail."""

    name: str
    content: bytes
    content_type: str = "application/pdf"


@transaction.atomic
def queue(
    *,
    template: str,
    to: str,
    language: str = "",
    context: Mapping[str, Any] | None = None,
    attachments: Sequence[File | tuple[str, bytes, str]] = (),
    reply_to: str = "",
) -> Message:
    """Write a mail into the outbox, in the caller's transaction.

    `template` names `<template>.txt`, whose first line is `Subject: …`, and perhaps `<template>.html`. Both get the
    context, `site_url` and `language`, and are rendered now, in that language: later changes do not reach the mail.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        values = {"site_url": settings.SITE_URL, "language": translation.get_language(), **(context or {})}
        subject, text = _split_subject(_render(f"{template}.txt", values, escape=False))
        try:
            html = _render(f"{template}.html", values, escape=True)
        except TemplateDoesNotExist:
            html = ""
    return store(
        template=template,
        to=to,
        language=language or settings.LANGUAGE_CODE,
        subject=subject,
        text=text,
        html=html,
        reply_to=reply_to,
        attachments=[File(*file) for file in attachments],
    )


@transaction.atomic
def store(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    template: str = "",
    language: str = "",
    from_email: str = "",
    reply_to: str = "",
    attachments: Sequence[File] = (),
) -> Message:
    """Write a mail whose words are ready into the outbox, in the caller's transaction, and nudge its delivery."""
    message = Message.objects.create(
        template=template,
        to=to,
        from_email=from_email or settings.DEFAULT_FROM_EMAIL,
        reply_to=reply_to,
        language=language,
        subject=" ".join(subject.split())[:255],
        text=text,
        html=html,
        message_id=make_msgid(domain=_mail_domain()),
    )
    Attachment.objects.bulk_create(
        Attachment(message=message, name=file.name, content=file.content, content_type=file.content_type)
        for file in attachments
    )
    transaction.on_commit(tasks.nudge, robust=True)
    return message


@transaction.atomic
def send_again(*, message_id: int) -> None:
    """Give a failed mail a fresh start: staff's button in the outbox."""
    Message.objects.filter(pk=message_id, state=Message.State.FAILED).update(
        state=Message.State.WAITING, due_at=timezone.now(), created_at=timezone.now(), attempts=0, last_error=""
    )
    transaction.on_commit(tasks.nudge, robust=True)


def _render(name: str, values: Mapping[str, Any], *, escape: bool) -> str:
    template = get_template(name).template  # type: ignore[attr-defined]  # the engine's own, to leave text unescaped
    return str(template.render(Context(values, autoescape=escape)))


def _split_subject(rendered: str) -> tuple[str, str]:
    first, _rest, body = rendered.lstrip().partition("\n")
    marker, colon, subject = first.partition(":")
    if marker.strip().lower() != "subject" or not colon:
        raise ValueError("A mail's text begins with a line 'Subject: …'.")
    return subject.strip(), body.strip() + "\n"


def _mail_domain() -> str:
    return (
        parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or urlsplit(settings.SITE_URL).hostname or "shop"
    )

"""Django's mail goes into our outbox: what Wagtail and allauth send is kept, retried and shown like our own."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from .services import File, store


class OutboxBackend(BaseEmailBackend):
    """Writes one row for each address that a mail goes to."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the mails. Gives how many."""
        for mail in email_messages:
            for address in mail.recipients():
                store(
                    to=address,
                    subject=str(mail.subject),
                    text=str(mail.body),
                    html=_html(mail),
                    language=get_language() or "",
                    from_email=mail.from_email,
                    reply_to=", ".join(mail.reply_to),
                    attachments=_files(mail),
                )
        return len(email_messages)


def _html(mail: EmailMessage) -> str:
    alternatives = getattr(mail, "alternatives", [])
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")


def _files(mail: EmailMessage) -> list[File]:
    files = []
    for attachment in mail.attachments:
        name, content, kind = attachment
        data = content if isinstance(content, bytes) else str(content).encode()
        files.append(File(name or "attachment", data, kind or "application/octet-stream"))
    return files

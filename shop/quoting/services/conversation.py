"""What customer and shop say to one another about a quote, and whom to write to."""

from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from shop import audit
from shop.audit import Actor
from shop.mail.services import queue
from shop.quoting.models import Message, Quote


def our_address(quote: Quote | None = None) -> str:
    """Who of us is written to: the quote's owner, or the sales desk."""
    if quote is not None and quote.owner is not None and quote.owner.email:
        return str(quote.owner.email)
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@transaction.atomic
def say(*, quote: Quote, text: str, by: Actor, link: str, from_us: bool = False) -> Message:
    """Write one message and mail it to the other side, with the page it belongs to."""
    message = Message.objects.create(
        quote=quote, author=str(by), user_id=by.user_id, from_us=from_us, text=text.strip()
    )
    audit.record(quote, "quoting.said", by=by, message=message.pk)
    queue(
        template="quoting/mail/said",
        to=quote.contact_email if from_us else our_address(quote),
        language=quote.language if from_us else settings.LANGUAGE_CODE,
        context={"quote": quote, "author": message.author, "text": message.text, "link": link},
        reply_to="" if from_us else quote.contact_email,
    )
    return message

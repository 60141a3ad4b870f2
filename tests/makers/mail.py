from typing import Any

from shop.mail.models import Message
from shop.mail.services import store


def make_message(**changes: Any) -> Message:
    """A mail in the outbox, due now."""
    fields = {name: changes.pop(name) for name in ("to", "subject", "text", "html", "attachments") if name in changes}
    message = store(**{"to": "buyer@customer.example", "subject": "Your quote", "text": "It is ready.\n", **fields})
    for name, value in changes.items():
        setattr(message, name, value)
    message.save()
    return message

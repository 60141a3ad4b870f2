"""Signed links: what a customer holds instead of an account.

A token names what it opens, for whom, and which issue of the link it is. Raising the row's link number revokes every
earlier token; the room that owns the row compares it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.translation import gettext_lazy as _

from shop.errors import Refused

LIFETIMES: dict[str, timedelta | None] = {
    "inquiry": timedelta(days=90),
    "quote": None,  # until 90 days after the offer ends: quoting knows when that is
    "order": timedelta(days=731),
}
LONGEST = 2000


@dataclass(frozen=True)
class Link:
    """What a token says. Proven by its signature, not yet by the row it names."""

    public_id: str
    contact: str
    link_number: int


class LinkBroken(Refused):
    """The signature does not hold, or the row's link number was raised."""

    sentence = _("This link is not complete or no longer valid. Open it again from our mail, or write to us.")


class LinkExpired(Refused):
    """The link was good once. `link` holds what it said, so that a new one can be mailed to the same address."""

    sentence = _("This link has expired.")

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.link = link


def sign(kind: str, public_id: object, contact: str, link_number: int) -> str:
    """Make a token of one kind ("inquiry", "quote", "order"): a token of another kind does not open it."""
    return signing.dumps([str(public_id), contact, link_number], salt=f"shop.links.{kind}")


def read(kind: str, token: str, max_age: timedelta | None = None) -> Link:
    """Read a token of this kind; `max_age` defaults to the kind's lifetime.

    Raises LinkBroken where the signature does not hold, LinkExpired where the token is too old.
    """
    if len(token) > LONGEST:
        raise LinkBroken
    try:
        public_id, contact, number = signing.loads(token, salt=f"shop.links.{kind}")
        link = Link(public_id=public_id, contact=contact, link_number=number)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkBroken from None
    age = max_age if max_age is not None else LIFETIMES[kind]
    if age is not None:
        try:
            signing.loads(token, salt=f"shop.links.{kind}", max_age=age)
        except signing.SignatureExpired:
            raise LinkExpired(link) from None
    return link

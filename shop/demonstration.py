"""The people of the demonstration shop: one of staff for each group. Only where the settings ask for them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.crypto import salted_hmac
from wagtail.models import Site

from catalog.models import Part
from shop.accounts.models import User
from shop.accounts.roles import GROUPS

DOMAIN = "sherry-motor.example"


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as."""

    email: str
    group: str
    password: str


def people() -> list[Person]:
    """Give the demonstration people, or nobody where they are not wanted.

    Passwords follow from SECRET_KEY: the same at every start, and nothing that another installation knows.
    """
    if not settings.DEMONSTRATION_PEOPLE:
        return []
    emails = [(f"{group}@{DOMAIN}", group) for group in GROUPS]
    return [Person(email, group, _password(email)) for email, group in emails]


def is_seeded() -> bool:
    """Whether this database has been given the demonstration shop before."""
    emails = [person.email for person in people()]
    return User.objects.filter(email__in=emails).count() == len(emails) and Part.objects.exists()


@transaction.atomic
def load_people() -> None:
    """Create the demonstration people, or give them their passwords back. Safe to repeat."""
    for person in people():
        user = User.objects.filter(email__iexact=person.email).first() or User(email=person.email)
        if not user.check_password(person.password):
            user.set_password(person.password)
        user.first_name, user.last_name = person.group.capitalize(), "Demo"
        user.is_staff = True
        user.is_superuser = person.group == "administrator"
        user.save()
        user.groups.set(Group.objects.filter(name=person.group))
        EmailAddress.objects.update_or_create(
            user=user, email=person.email, defaults={"verified": True, "primary": True}
        )


def give_address() -> None:
    """Tell Wagtail where the demonstration stands, for the addresses that it writes out in full."""
    where = urlsplit(settings.SITE_URL)
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = where.hostname or "localhost", where.port or (443 if where.scheme == "https" else 80)
    site.save()


def _password(email: str) -> str:
    digits = salted_hmac("shop.demonstration", email, algorithm="sha256").hexdigest()
    return "-".join((digits[:4], digits[4:8], digits[8:12]))

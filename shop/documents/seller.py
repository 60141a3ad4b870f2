"""Who sells: the name and address at the head of every paper and quote page.

The site settings live in a room above this one, which registers how they are read.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Seller:
    """The shop as a party to a contract."""

    brand: str
    name: str
    address: tuple[str, ...]
    email: str = ""
    phone: str = ""


def _unset() -> Seller:
    return Seller(brand=settings.WAGTAIL_SITE_NAME, name=settings.WAGTAIL_SITE_NAME, address=())


_read: Callable[[], Seller] = _unset


def register(read: Callable[[], Seller]) -> None:
    """Say where the seller's name and address are read from."""
    global _read
    _read = read


def seller() -> Seller:
    """The shop's name and address, as they stand now."""
    return _read()

"""The ways to pay. Each is a file of this folder and one line here (docs/how-to/add-a-payment-method.md)."""

from collections.abc import Mapping

from shop.payments.errors import UnknownMethod

from .base import Method
from .card import CARD

METHODS: Mapping[str, Method] = {method.key: method for method in (CARD,)}


def method(key: str) -> Method:
    """Give a way to pay by its key. Raises UnknownMethod."""
    try:
        return METHODS[key]
    except KeyError:
        raise UnknownMethod from None


__all__ = ["METHODS", "Method", "method"]

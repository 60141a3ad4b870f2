"""How a customer may pay on the hosted page: one file a method, one line here."""

from __future__ import annotations

from . import card, sepa_debit
from .method import Method

METHODS: dict[str, Method] = {method.name: method for method in (card.CARD, sepa_debit.SEPA_DEBIT)}

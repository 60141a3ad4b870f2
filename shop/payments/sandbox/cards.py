"""The test cards, with Stripe's numbers and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Decline:
    """Why a card is refused: ``code`` and ``decline_code`` of the error, and the sentence for the customer."""

    code: str
    decline_code: str
    message: str
    network_code: str = "05"


GENERIC = Decline("card_declined", "generic_decline", "Your card was declined.")
INSUFFICIENT = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.", "51")
LOST = Decline("card_declined", "lost_card", "Your card was declined.", "41")
EXPIRED = Decline("expired_card", "expired_card", "Your card has expired.", "54")
WRONG_CVC = Decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.", "N7")
PROCESSING = Decline(
    "processing_error", "processing_error", "An error occurred while processing your card. Try again in a little bit."
)


@dataclass(frozen=True)
class Card:
    """One test card. ``fate`` is what happens after the payment; it is kept with the charge."""

    number: str
    meaning: str
    decline: Decline | None = None
    authenticates: bool = False
    fate: str = ""

    @property
    def spaced(self) -> str:
        """The number in groups of four, as it stands on a card."""
        return " ".join(self.number[start : start + 4] for start in range(0, 16, 4))


CARDS = (
    Card("4242424242424242", "pays"),
    Card("4000002500003155", "asks for 3-D Secure, then pays", authenticates=True),
    Card("4000002760003184", "asks for 3-D Secure every time, then pays", authenticates=True),
    Card("4000008260003178", "asks for 3-D Secure, then has insufficient funds", INSUFFICIENT, authenticates=True),
    Card("4000000000000002", "is declined", GENERIC),
    Card("4000000000009995", "has insufficient funds", INSUFFICIENT),
    Card("4000000000009987", "is reported lost", LOST),
    Card("4000000000000069", "has expired", EXPIRED),
    Card("4000000000000127", "has a wrong security code", WRONG_CVC),
    Card("4000000000000119", "meets a processing error", PROCESSING),
    Card("4000000000000259", "pays, later disputed as fraudulent", fate="dispute_fraudulent"),
    Card("4000000000002685", "pays, later disputed as not received", fate="dispute_product_not_received"),
    Card("4000000000001976", "pays, later an inquiry", fate="inquiry"),
    Card("4000000000007726", "pays, a refund succeeds later", fate="refund_succeeds_later"),
    Card("4000000000005126", "pays, a refund fails later", fate="refund_fails_later"),
)
BY_NUMBER: Mapping[str, Card] = {card.number: card for card in CARDS}

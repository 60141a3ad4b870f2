"""Words between Stripe and people: languages, and why a card was refused."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_LOCALES = {"de": "de", "zh-hans": "zh"}


def stripe_locale(language: str) -> str:
    """Give Stripe's name of a language of ours; English for every other."""
    return _LOCALES.get(language, "en")


REFUSALS: Mapping[str, str | Promise] = {
    "insufficient_funds": _("The card does not have enough funds."),
    "expired_card": _("The card has expired."),
    "incorrect_cvc": _("The security code was wrong."),
    "invalid_cvc": _("The security code was wrong."),
    "incorrect_number": _("The card number was wrong."),
    "lost_card": _("The bank refused the card. Please use another one."),
    "stolen_card": _("The bank refused the card. Please use another one."),
    "processing_error": _("The bank could not process the card just now. Please try again."),
    "authentication_required": _("The bank asked for a confirmation that was not given."),
    "payment_intent_authentication_failure": _("The bank asked for a confirmation that was not given."),
    "card_not_supported": _("The card cannot be used for this payment."),
    "currency_not_supported": _("The card cannot be used for this currency."),
}


def refusal(code: str) -> str:
    """Say why the last try was refused, in a sentence. Empty for an empty code."""
    if not code:
        return ""
    return str(REFUSALS.get(code, _("The bank refused the card. Please use another one, or ask your bank.")))

"""What this room refuses, with the sentence a person reads."""

from django.utils.translation import gettext_lazy as _

from shop.errors import Refused


class WrongState(Refused):
    sentence = _("This cannot be done in the order's present state. Load the page again to see it.")


class NothingToCall(Refused):
    sentence = _("This instalment is already due, paid or cancelled.")

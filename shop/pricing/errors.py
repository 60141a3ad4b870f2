"""What this room refuses, with the sentence a person reads."""

from django.utils.translation import gettext_lazy as _

from shop.errors import Refused


class LadderRises(Refused):
    sentence = _("A larger quantity may not cost more a piece.")


class PriceFileRefused(Refused):
    sentence = _("This is not a price file.")

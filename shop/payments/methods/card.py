"""Cards, and the wallets that hold cards."""

from django.utils.translation import gettext_lazy as _

from .checkout import Checkout

CARD = Checkout(key="card", label=_("Pay by card"), types=("card",))

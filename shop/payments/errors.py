"""What payments refuse, with the sentence that the person reads."""

from django.utils.translation import gettext_lazy as _

from shop.errors import Refused


class PaymentUnavailable(Refused):
    """Stripe does not answer, or not usefully. Nothing is lost: the same click continues later."""

    sentence = _(
        "The payment service does not answer at the moment. Nothing has been charged. "
        "Please try again in a minute; your order is safe with us."
    )


class NotPayable(Refused):
    """The instalment asks for no money now."""

    sentence = _("This instalment cannot be paid at the moment.")


class AlreadyPaid(NotPayable):
    """The money came, perhaps a moment ago and from somebody else."""

    sentence = _("This instalment has been paid. Nothing more is charged.")


class BeingConfirmed(NotPayable):
    """The customer is done, the bank is not."""

    sentence = _("A payment for this instalment is being confirmed by the bank. Please do not pay it a second time.")


class AmountNotChargeable(NotPayable):
    """Stripe's limits: steps, the smallest charge, eight digits. A sent quote has ruled it out."""

    sentence = _("This amount cannot be charged to a card. Please write to us, we offer another way to pay.")


class WrongEnvironment(Exception):
    """The stand-in and a real account, or test and live, would mix in one database. Raised before any call."""


class UnknownMethod(Refused):
    """No such way to pay."""

    sentence = _("This way to pay is not offered.")

"""Every way to pay that Stripe's hosted Checkout page offers: one Checkout Session an attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from shop import links
from shop.payments import environment, exactly_once, gateway, recording
from shop.payments.customers import ensure_customer
from shop.payments.exactly_once import Once
from shop.payments.models import Environment, PaymentAttempt
from shop.payments.text import stripe_locale

from .base import Record

PAGE_LIVES = timedelta(hours=2)  # Stripe: 30 minutes to 24 hours, by its own clock


@dataclass(frozen=True)
class Checkout:
    """A way to pay by Checkout Session. `types` are Stripe's names of what the page may offer."""

    key: str
    label: str | Promise
    types: Sequence[str]

    def open(self, attempt: PaymentAttempt) -> PaymentAttempt:
        """Make the session, or find it."""
        here = environment.current()
        order = attempt.instalment.order
        customer = ensure_customer(order.company, email=order.contact_email, environment=here)
        exactly_once.perform(
            Once(
                kind="checkout.sessions.create",
                row=attempt.pk,
                environment=here.name,
                parameters=partial(self._parameters, attempt, customer, here),
                send=gateway.create_session,
                look=lambda sent: gateway.find_session(
                    customer=sent["customer"], attempt=str(attempt.public_id), environment=here.name
                ),
                keep=partial(recording.record_session, attempt.pk),
            )
        )
        return PaymentAttempt.objects.get(pk=attempt.pk)

    def ask(self, attempt: PaymentAttempt) -> Record:
        """Ask how the session stands. One whose answer was lost is looked for."""
        here = environment.current()
        if attempt.stripe_id:
            session: gateway.Session | None = gateway.session(attempt.stripe_id)
        else:
            session = self._find(attempt, here)
        if session is None:
            return partial(recording.record_absence, attempt.pk)
        return partial(recording.record_session, attempt.pk, session)

    def close(self, attempt: PaymentAttempt) -> PaymentAttempt:
        """Expire the session. Stripe refuses where it is no longer open: then it says how it stands."""
        here = environment.current()
        if not attempt.stripe_id:
            attempt = self.ask(attempt)()
        if not attempt.stripe_id:
            return attempt
        try:
            exactly_once.perform(
                Once(
                    kind="checkout.sessions.expire",
                    row=attempt.pk,
                    environment=here.name,
                    parameters=dict,
                    send=lambda _sent, key: gateway.expire_session(attempt.stripe_id, key),
                    look=lambda _sent: _closed(gateway.session(attempt.stripe_id)),
                    keep=partial(recording.record_session, attempt.pk),
                )
            )
        except gateway.Rejected:
            return self.ask(attempt)()
        return PaymentAttempt.objects.get(pk=attempt.pk)

    def _find(self, attempt: PaymentAttempt, here: Environment) -> gateway.Session | None:
        customer = recording.customer_of(attempt.instalment)
        if not customer:
            return None
        return gateway.find_session(customer=customer, attempt=str(attempt.public_id), environment=here.name)

    def _parameters(self, attempt: PaymentAttempt, customer: str, here: Environment) -> dict[str, object]:
        """Say what is sent. Called once for a key: the token and the time in it are never computed again."""
        instalment = attempt.instalment
        order = instalment.order
        back = settings.SITE_URL + reverse("payment-return", args=[return_token(attempt)])
        with translation.override(order.language):
            label = _("Order %(number)s, %(label)s") % {"number": order.number, "label": instalment.label}
        return gateway.session_parameters(
            reference=reference(attempt, here),
            customer=customer,
            amount=attempt.money,
            label=label,
            success_url=f"{back}?session={{CHECKOUT_SESSION_ID}}",
            cancel_url=f"{back}?left=1",
            expires_at=timezone.now() + PAGE_LIVES,
            locale=stripe_locale(order.language),
            allowed_types=self.types,
        )


def _closed(session: gateway.Session) -> gateway.Session | None:
    return None if session.is_open else session


def reference(attempt: PaymentAttempt, here: Environment) -> gateway.Reference:
    """Say in our ids what an attempt is for, as it stands in Stripe's metadata."""
    return gateway.Reference(
        environment=here.name,
        order=attempt.instalment.order.number,
        instalment=attempt.instalment_id,
        attempt=str(attempt.public_id),
    )


def return_token(attempt: PaymentAttempt) -> str:
    """Sign the address to come back to. Stripe stores it, so it opens nothing and names nobody."""
    return links.sign("payment-return", attempt.public_id, "", 1)

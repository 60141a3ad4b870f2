"""Compare payments with Stripe now, instead of within a minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shop.payments import services
from shop.payments.errors import PaymentUnavailable, WrongEnvironment
from shop.payments.gateway import GatewayError


class Command(BaseCommand):
    help = "Ask Stripe about open payments, missing fees and events, and repair what a lost webhook left."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            done = services.reconcile(thorough=True)
        except PaymentUnavailable as error:
            raise CommandError("There is no Stripe key: set STRIPE_SECRET_KEY.") from error
        except (WrongEnvironment, GatewayError) as error:
            raise CommandError(str(error)) from error
        for what, count in done.items():
            self.stdout.write(f"{what}: {count}")

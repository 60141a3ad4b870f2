"""Compare payments with Stripe now, instead of within a minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.payments import services
from shop.payments.errors import PaymentUnavailable, WrongEnvironment
from shop.payments.gateway import GatewayError


class Command(BaseCommand):
    help = "Ask Stripe about open payments, missing fees and events, and repair what a lost webhook left."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also attempts that were asked about a moment ago")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            done = services.reconcile()
            if options["all"]:
                done["attempts changed"] += services.check_everything()
        except PaymentUnavailable as error:
            raise CommandError("There is no Stripe key: set STRIPE_SECRET_KEY.") from error
        except (WrongEnvironment, GatewayError) as error:
            raise CommandError(str(error)) from error
        for what, count in done.items():
            self.stdout.write(f"{what}: {count}")

"""A company's customer at Stripe: one, made once."""

from functools import partial

from django.db import transaction

from shop.accounts.models import Company

from . import exactly_once, gateway
from .exactly_once import Once
from .models import Environment, StripeCustomer
from .text import stripe_locale


def ensure_customer(company: Company, *, email: str, environment: Environment) -> str:
    """Give the company's customer id, and make the customer if there is none. Raises GatewayError.

    `email` is the contact's, for a company that has no address for invoices.
    """
    known = StripeCustomer.objects.filter(company=company).first()
    if known is not None:
        return known.stripe_id
    made = exactly_once.perform(
        Once(
            kind="customers.create",
            row=company.pk,
            environment=environment.name,
            parameters=partial(_parameters, company, email, environment),
            send=gateway.create_customer,
            look=lambda sent: gateway.find_customer(
                email=sent["email"], company=company.pk, environment=environment.name
            ),
            keep=partial(_keep, company),
        )
    )
    return made.id


@transaction.atomic
def _keep(company: Company, made: gateway.Customer) -> None:
    StripeCustomer.objects.get_or_create(company=company, defaults={"stripe_id": made.id})


def _parameters(company: Company, email: str, environment: Environment) -> dict[str, object]:
    return gateway.customer_parameters(
        environment=environment.name,
        company=company.pk,
        name=company.printed_name,
        email=company.email or email,
        address=gateway.Address(
            line1=company.address_line_1,
            line2=company.address_line_2,
            postal_code=company.postal_code,
            city=company.city,
            state=company.region,
            country=company.country.code or "",
        ),
        locale=stripe_locale(company.preferred_language),
    )

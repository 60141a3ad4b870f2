"""Stand-in and real account cannot be mixed: not by key, not by address, not by account, in neither direction."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shop.payments import checks, environment, gateway
from shop.payments.errors import PaymentUnavailable, WrongEnvironment
from shop.payments.models import Environment
from tests.make import make_instalment

pytestmark = pytest.mark.django_db(transaction=True)


def real(settings, key="sk_test_x"):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE = key, ""


def ids(found):
    return [check.id for check in found]


def test_the_first_use_decides_and_keeps_name_kind_and_account(till):
    row = environment.current()
    assert (row.mode, row.account) == ("stand_in", gateway.account().id)
    assert row.name.startswith("shop-")
    environment.forget()
    assert environment.current().name == row.name


def test_a_database_of_the_stand_in_refuses_a_real_key(till, client, settings):
    till.click(make_instalment())
    real(settings)
    with pytest.raises(WrongEnvironment, match="holds payments of the stand-in"):
        environment.current()
    assert ids(checks.check_database(databases=["default"])) == ["payments.E005"]
    instalment = make_instalment()
    response = client.post(till.pay_address(instalment))
    assert response.status_code == 503
    assert not instalment.attempts.exists()
    with pytest.raises(CommandError, match="holds payments of the stand-in"):
        call_command("reconcile_payments")


@pytest.mark.parametrize("mode", ["test", "live"])
def test_a_database_of_a_real_account_refuses_the_stand_in(till, mode):
    Environment.objects.create(pk=1, mode=mode, api_base=gateway.STRIPE, account="acct_real")
    with pytest.raises(WrongEnvironment, match="is for the stand-in"):
        environment.current()
    assert ids(checks.check_database(databases=["default"])) == ["payments.E005"]


def test_test_and_live_do_not_mix_either(till, settings):
    Environment.objects.create(pk=1, mode="live", api_base=gateway.STRIPE, account="acct_real")
    real(settings, "rk_test_x")
    with pytest.raises(WrongEnvironment, match="test mode"):
        environment.current()


def test_another_account_of_the_same_kind_is_refused(till):
    Environment.objects.create(pk=1, mode="stand_in", api_base="http://127.0.0.1:1", account="acct_of_before")
    with pytest.raises(WrongEnvironment, match="acct_of_before"):
        environment.current()


def test_the_stand_in_may_move_to_another_port(till):
    environment.current()
    Environment.objects.update(api_base="http://127.0.0.1:1")
    assert environment.current()


def test_an_outage_does_not_stop_a_known_account(till):
    environment.current()
    environment.forget()
    till.standin.misbehave("429", route="GET /v1/account", times=None)
    assert environment.current()


@pytest.mark.parametrize(
    ("key", "base"),
    [
        ("sk_local_tests", ""),
        ("sk_local_tests", "https://api.stripe.com"),
        ("sk_local_tests", "http://192.0.2.1:8001"),
        ("sk_test_x", "http://127.0.0.1:8001"),
        ("rk_live_x", "https://stripe.example"),
    ],
)
def test_a_key_goes_to_its_own_address_only(settings, key, base):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE = key, base
    with pytest.raises(WrongEnvironment):
        environment.current()
    assert "payments.E002" in ids(checks.check_settings())
    assert not Environment.objects.exists()


@pytest.mark.parametrize("key", ["", "pk_live_x", "sk_org_x", "whsec_x"])
def test_without_a_secret_key_nothing_is_called(settings, key):
    settings.STRIPE_SECRET_KEY = key
    with pytest.raises(PaymentUnavailable):
        environment.current()
    assert ids(checks.check_settings()) == (["payments.E001"] if key else [])


def test_a_key_without_webhook_secrets_is_warned_of(settings):
    real(settings)
    settings.STRIPE_WEBHOOK_SECRETS = []
    assert ids(checks.check_settings()) == ["payments.W003"]


def test_a_public_address_with_the_stand_in_is_warned_of(till, settings):
    settings.SITE_URL = "https://shop.example"
    assert ids(checks.check_settings()) == ["payments.W004"]


def test_the_environments_name_can_be_chosen_once(till, settings):
    settings.STRIPE_ENVIRONMENT = "changzhou"
    assert environment.current().name == "changzhou"
    settings.STRIPE_ENVIRONMENT = "elsewhere"
    with pytest.raises(WrongEnvironment, match="changzhou"):
        environment.current()


def test_there_is_one_row(till):
    from django.db import IntegrityError

    environment.current()
    with pytest.raises(IntegrityError):
        Environment.objects.create(pk=2, mode="test", api_base="x")

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

PASSWORD = "correct horse battery staple"


@pytest.fixture
def sales(db):
    user = get_user_model().objects.create_superuser("sales@shop.example", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def production(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def sign_in(client, password=PASSWORD, email="sales@shop.example", address="10.0.0.1", then="/admin/"):
    return client.post(
        f"/accounts/login/?next={then}", {"login": email, "password": password}, REMOTE_ADDR=address, follow=True
    )


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/", "/de/_util/login/"])
def test_every_other_door_leads_to_the_one_sign_in(client, address, db):
    response = client.get(f"{address}?next=/admin/")
    assert response.status_code == 302
    assert response["Location"].endswith("/accounts/login/?next=/admin/")


def test_the_admin_leads_a_stranger_to_the_sign_in_and_back(client, sales):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] in {"/accounts/login/?next=/admin/", "/accounts/login/?next=%2Fadmin%2F"}
    assert sign_in(client).redirect_chain[-1][0] == "/admin/"


def test_failed_sign_ins_are_limited_for_the_account_from_any_address(sales):
    for number in range(5):
        sign_in(Client(), password="wrong", address=f"10.0.1.{number}")
    assert not sign_in(Client(), address="10.0.2.1").wsgi_request.user.is_authenticated
    cache.clear()
    assert sign_in(Client(), address="10.0.2.1").wsgi_request.user.is_authenticated


def test_one_persons_failures_lock_nobody_else_behind_the_same_address(sales):
    for _attempt in range(6):
        sign_in(Client(), password="wrong", email="somebody@shop.example")
    assert sign_in(Client()).wsgi_request.user.is_authenticated


def test_staff_without_a_second_factor_are_led_to_set_one_up(client, sales, production):
    assert "/accounts/2fa/totp/activate/" in [address for address, _status in sign_in(client).redirect_chain]
    assert client.get("/admin/").status_code == 302


def test_staff_with_a_second_factor_are_asked_for_it_and_let_in(client, sales, production):
    secret = generate_totp_secret()
    TOTP.activate(sales, secret)
    response = sign_in(client)
    assert response.redirect_chain[-1][0].startswith("/accounts/2fa/authenticate/")
    assert client.get("/admin/").status_code == 302
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/admin/").status_code == 200


def test_a_session_that_came_by_another_door_is_ended(client, sales, production):
    client.force_login(sales)
    assert client.get("/admin/")["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session

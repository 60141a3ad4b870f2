"""Who may ask the stand-in at all, and in which words."""

import subprocess
import sys

import pytest
import stripe

from tests.makers.standin import KEY, NOWHERE, ROOT, SECRET

CUSTOMERS = "/v1/customers"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_a_request_without_a_key_is_401_and_says_so(stripe_standin):
    response = stripe_standin.raw("GET", CUSTOMERS, headers={"Authorization": None})
    assert response.status_code == 401
    assert "did not provide an API key" in response.json()["error"]["message"]


@pytest.mark.parametrize("key", ["sk_local_tests_only_0002", "sk_test_51AbcdefghIJKLmnop", "rk_live_51AbcdefghIJKLmn"])
def test_another_key_is_401_and_not_repeated_in_the_answer(stripe_standin, key):
    with pytest.raises(stripe.AuthenticationError) as refused:
        stripe_standin.client(key=key).v1.customers.list()
    assert key not in str(refused.value)


def test_a_key_as_basic_user_name_opens_too(stripe_standin):
    assert stripe_standin.raw("GET", CUSTOMERS, headers={"Authorization": None}, auth=(KEY, "")).status_code == 200


@pytest.mark.parametrize("version", [None, "2025-09-30.clover"])
def test_another_version_than_the_librarys_is_refused(stripe_standin, version):
    response = stripe_standin.raw("GET", CUSTOMERS, headers={"Stripe-Version": version})
    assert response.status_code == 400
    assert stripe.api_version in response.json()["error"]["message"]


def test_a_body_that_is_no_form_is_refused(stripe_standin):
    assert stripe_standin.raw("POST", CUSTOMERS, json={"name": "ACME"}).status_code == 400
    assert stripe_standin.raw("POST", CUSTOMERS, data=b"name=%FF", headers=FORM).status_code == 400
    assert stripe_standin.raw("POST", CUSTOMERS, data=b"name", headers=FORM).status_code == 400
    assert stripe_standin.raw("POST", CUSTOMERS, data=b"name=a%00b", headers=FORM).status_code == 400


@pytest.mark.parametrize(
    "name", [b"a" + b"[b]" * 50_000, b"a[b", b"[a]", b"a]b", b"&".join(b"a%d=1" % n for n in range(3000))]
)
def test_a_hostile_name_is_no_fault_of_the_server(stripe_standin, name):
    assert stripe_standin.raw("POST", CUSTOMERS, data=name + b"=1", headers=FORM).status_code == 400


def test_a_huge_body_is_refused_unread(stripe_standin):
    response = stripe_standin.raw("POST", CUSTOMERS, data=b"name=" + b"x" * 1_100_000, headers=FORM)
    assert response.status_code == 413


def test_an_unknown_address_is_404_in_stripes_shape(stripe_standin):
    response = stripe_standin.raw("GET", "/v1/nonsense")
    assert response.status_code == 404
    assert response.json()["error"]["type"] == "invalid_request_error"
    assert stripe_standin.raw("DELETE", f"{CUSTOMERS}/cus_1").status_code == 404


def test_an_unknown_id_is_404_resource_missing(stripe_standin):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        stripe_standin.client().v1.checkout.sessions.retrieve("cs_test_unknown")
    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")


def test_every_answer_carries_a_request_id_of_its_own(stripe_standin):
    answers = [stripe_standin.raw("GET", CUSTOMERS), stripe_standin.raw("GET", "/v1/nonsense")]
    ids = {answer.headers["Request-Id"] for answer in answers}
    assert len(ids) == 2
    assert all(id_.startswith("req_") for id_ in ids)


def test_a_right_that_is_switched_off_is_403(stripe_standin):
    client = stripe_standin.client()
    stripe_standin.settings(rights={"customers": "read", "checkout_sessions": "none"})
    assert client.v1.customers.list().data == []
    for forbidden in (lambda: client.v1.customers.create({}), client.v1.checkout.sessions.list):
        with pytest.raises(stripe.PermissionError):
            forbidden()


def test_another_account_is_403(stripe_standin):
    with pytest.raises(stripe.PermissionError):
        stripe_standin.client().v1.customers.list({}, {"stripe_account": "acct_1Other"})


def test_a_name_that_leads_here_from_elsewhere_is_refused(stripe_standin):
    assert stripe_standin.raw("GET", CUSTOMERS, headers={"Host": "shop.example:8055"}).status_code == 403


def test_a_control_needs_the_key(stripe_standin):
    assert stripe_standin.raw("POST", "/_control/reset", headers={"Authorization": None}).status_code == 401
    assert stripe_standin.raw("GET", "/v1/_control/reset").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"--key": "sk_test_51AbcdefghIJKLmnop"},
        {"--key": "sk_live_51AbcdefghIJKLmnop"},
        {"--key": "rk_live_51AbcdefghIJKLmnop"},
        {"--key": "sk_org_live_51AbcdefghIJKL"},
        {"--secret": "whsec_AbcdefghIJKLmnopqr"},
        {"--webhook": "https://shop.example/stripe/webhook/"},
        {"--webhook": "http://192.168.0.7/stripe/webhook/"},
    ],
    ids=str,
)
def test_it_does_not_start_with_what_could_be_real(tmp_path, wrong):
    usual = {"--port": "0", "--database": str(tmp_path / "db"), "--webhook": NOWHERE, "--secret": SECRET, "--key": KEY}
    arguments = [word for pair in (usual | wrong).items() for word in pair]
    ended = subprocess.run(
        [sys.executable, "-m", "shop.payments.sandbox", *arguments], cwd=ROOT, capture_output=True, timeout=20
    )
    assert ended.returncode == 2
    assert not (tmp_path / "db").exists()


def test_a_port_that_is_taken_is_said_in_one_line(stripe_standin, tmp_path):
    command = ["--port", str(stripe_standin.port), "--database", str(tmp_path / "db"), "--webhook", NOWHERE]
    ended = subprocess.run(
        [sys.executable, "-m", "shop.payments.sandbox", *command, "--secret", SECRET, "--key", KEY],
        cwd=ROOT, capture_output=True, text=True, timeout=20,
    )  # fmt: skip
    assert ended.returncode == 2
    assert "cannot start on port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_key_that_would_break_a_header_is_not_echoed(stripe_standin):
    response = stripe_standin.raw("POST", CUSTOMERS, headers={"Idempotency-Key": "k\xe9y"})
    assert "Idempotency-Key" not in response.headers


def test_events_cannot_be_sent_off_the_machine(stripe_standin):
    response = stripe_standin.raw("POST", "/_control/settings", json={"webhook": "http://shop.example/"})
    assert response.status_code == 400


def test_its_process_loads_nothing_of_the_shop(tmp_path):
    code = (
        "import sys, shop.payments.sandbox.__main__\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('django', 'catalog', 'wagtail')"
        " or m.startswith('shop.') and not m.startswith('shop.payments')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=20)
    assert ended.stdout.strip() == "[]"

import os
import subprocess
import sys

import pytest

from shop.settings.requirements import REQUIRED, problems

GOOD = {
    "DATABASE_URL": "postgres://shop:pw@db.internal/shop",
    "SECRET_KEY": "k8#fZ!q0vLx7TbNe2Rw9Yc4Us6Gm1Hd3Jp5Ka8Oi0XzQvBnMlErT",
    "ALLOWED_HOSTS": "shop.example,www.shop.example",
    "SITE_URL": "https://shop.example",
    "STRIPE_SECRET_KEY": "sk_live_51Habcdefghijklmnop",
    "STRIPE_WEBHOOK_SECRETS": "whsec_abcdefghijklmnopqrstuv",
    "EMAIL_URL": "smtp://user:password@mail.example:587",
}


def test_a_complete_environment_has_no_problems():
    assert problems(GOOD) == []


@pytest.mark.parametrize("name", REQUIRED)
def test_each_missing_variable_is_named(name):
    found = problems({**GOOD, name: " "})
    assert len(found) == 1
    assert found[0].startswith(f"{name} is not set")


def test_an_empty_environment_lists_everything_at_once():
    assert len(problems({})) == len(REQUIRED)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db.internal/shop"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "development-only-and-known-to-everyone-so-never-in-production"),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_URL", "http://shop.example"),
        ("SITE_URL", "https://127.0.0.1:8000"),
        ("SITE_URL", "https://localhost"),
        ("SITE_URL", "https://[::1"),
        ("STRIPE_SECRET_KEY", "pk_live_51Habcdefghijklmnop"),
        ("STRIPE_SECRET_KEY", "sk_test_local_shop"),
        ("STRIPE_WEBHOOK_SECRETS", "abc"),
        ("STRIPE_WEBHOOK_SECRETS", "whsec_abcdefghijklmnopqrstuv,whsec_local_0123456789012345"),
        ("STRIPE_API_BASE", "http://api.stripe.example"),
        ("STRIPE_API_BASE", "https://127.0.0.1:12111"),
        ("EMAIL_URL", "file:///var/mail"),
        ("TRUSTED_PROXIES", "yes"),
    ],
)
def test_an_unsafe_value_is_refused_by_name(name, value):
    assert any(line.startswith(name) for line in problems({**GOOD, name: value}))


def start(environment):
    bare = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**bare, **environment, "DJANGO_SETTINGS_MODULE": "shop.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_refuses_to_start_without_its_environment():
    outcome = start({})
    assert outcome.returncode != 0
    for name in REQUIRED:
        assert name in outcome.stderr


def test_production_starts_with_its_environment():
    outcome = start(GOOD)
    assert outcome.returncode == 0, outcome.stderr

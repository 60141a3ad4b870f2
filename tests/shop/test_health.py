import time

import pytest
from django.core.cache import cache

from shop import health


@pytest.mark.django_db
def test_a_shop_with_a_worker_is_ready(client):
    health.beat()
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["checks"] == {"database": True, "migrations": True, "cache": True, "worker": True}


@pytest.mark.django_db
def test_a_shop_whose_worker_is_silent_is_not_ready_and_says_why(client):
    cache.set(health.HEARTBEAT, time.time() - 1000)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] is False
    assert response.json()["checks"]["database"] is True


def test_a_live_process_answers_without_any_database(client):
    assert client.get("/healthz").text == "ok\n"


@pytest.mark.django_db
def test_a_shop_with_a_broken_cache_is_not_ready(client, settings):
    health.beat()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert client.get("/readyz").json()["checks"]["cache"] is False

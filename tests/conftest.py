"""What every test stands on: a private database, private files, no network, no order between tests."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

from tests import database

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}

hypothesis.settings.register_profile("shop", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("shop")

pytest_plugins = ["tests.makers.standin", "tests.makers.till"]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Copy the migrated database instead of migrating one (see `tests/database.py`)."""
    suffix = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock():
        rows = database.store(suffix)
        rows.open()
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: rows.restore())
    yield
    patch.undo()
    with django_db_blocker.unblock():
        rows.close()


@pytest.fixture(autouse=True)
def _forgetful_cache() -> Iterator[None]:
    """No test sees what another one cached: rate limits above all."""
    yield
    cache.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database: the run on PostgreSQL repeats these, and no formula twice."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)

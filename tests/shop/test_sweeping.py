import pytest

from shop import sweeping


@pytest.fixture
def steps(monkeypatch):
    registered: dict = {}
    monkeypatch.setattr(sweeping, "_steps", registered)
    return registered


@pytest.mark.django_db
def test_a_failing_step_does_not_keep_the_next_from_its_work(steps):
    done = []
    sweeping.register("first", lambda: done.append("first"))
    sweeping.register("broken", lambda: 1 / 0)
    sweeping.register("last", lambda: done.append("last"))
    outcomes = sweeping.sweep()
    assert done == ["first", "last"]
    assert outcomes["first"] is None
    assert isinstance(outcomes["broken"], ZeroDivisionError)

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from shop import sweeping


@pytest.mark.django_db
def test_a_page_scheduled_for_now_is_published_by_the_sweep():
    page = Page.objects.get(depth=1).add_child(instance=Page(title="News", slug="news", live=False))
    page.save_revision(approved_go_live_at=timezone.now() - timedelta(seconds=1))
    assert sweeping.sweep()["scheduled pages"] is None
    page.refresh_from_db()
    assert page.live


@pytest.mark.django_db
def test_the_sweep_forgets_what_is_over_and_keeps_what_is_not():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    task = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x", "backend_name": "default", "queue_name": "q"}
    old, new = (DBTaskResult.objects.create(**task, run_after=now, exception_class_path="", traceback="") for _ in "ab")
    DBTaskResult.objects.filter(pk=old.pk).update(enqueued_at=now - timedelta(days=3), status="RUNNING")
    sweeping.sweep()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert list(DBTaskResult.objects.all()) == [new]


@pytest.mark.django_db
def test_the_command_names_what_failed(monkeypatch, capsys):
    monkeypatch.setattr(sweeping, "_steps", {"fine": lambda: None, "broken": lambda: 1 / 0})
    with pytest.raises(CommandError, match="broken"):
        call_command("sweep")
    assert "fine: done" in capsys.readouterr().out

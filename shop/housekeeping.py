"""Sweep steps that no single room owns."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

KEEP_TASKS = timedelta(days=2)


def publish_scheduled() -> None:
    """Publish and unpublish what editors scheduled for now."""
    call_command("publish_scheduled", verbosity=0)


def forget_old_sessions() -> None:
    """Remove sessions that have expired."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def forget_old_tasks() -> None:
    """Remove tasks of days ago, also those that a killed worker left running: a task is only a nudge."""
    DBTaskResult.objects.filter(enqueued_at__lt=timezone.now() - KEEP_TASKS).delete()

"""Nudges: what the sweep would do within a minute, done now."""

from django_tasks import task


@task()
def handle_event(event_id: int) -> None:
    """Handle one event of the inbox. Lost with its worker, it costs nothing."""
    from .inbox import handle_event as handle  # the inbox enqueues this task: the two need each other

    handle(event_id)

"""The nudge that makes a mail go out now instead of within a minute."""

from django_tasks import task

from . import delivery


@task()
def deliver_due() -> None:
    """Deliver what is due. Lost with its worker, it costs nothing: the sweep does the same."""
    delivery.deliver_due()


def nudge() -> None:
    """Ask the worker to look into the outbox."""
    deliver_due.enqueue()

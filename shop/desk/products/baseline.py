"""The state of a row before anybody edited it by hand."""

from typing import Any

from django.db import transaction

KEPT = "products.kept"


@transaction.atomic
def keep(row: Any) -> None:
    """Give a row that a file brought its first revision, before its first edit makes the second.

    Without it the history has nothing to compare with or to go back to, and a change scheduled for later would take
    the row off the shop until then: Wagtail keeps a live row in place only where it knows the revision that is live.
    """
    stored = type(row)._default_manager.get(pk=row.pk)
    if stored.latest_revision_id is None:
        stored.latest_revision = stored.save_revision(changed=False, clean=False, log_action=KEPT)
        if stored.live:
            stored.live_revision = stored.latest_revision
            type(row)._default_manager.filter(pk=row.pk).update(live_revision=stored.live_revision)
    # A revision carries the live one in its content, so an older one that is brought back would forget it.
    row.live_revision = stored.live_revision

"""Lists that nobody sent are not kept for ever."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from shop.quoting.models import Inquiry

KEPT = timedelta(days=120)  # longer than the visitor's cookie names it


@transaction.atomic
def forget_lists() -> int:
    """Delete inquiry lists that were never sent and can no longer be found, with their files; a step of the sweep."""
    old = Inquiry.objects.filter(state=Inquiry.State.DRAFT, saved_at__lt=timezone.now() - KEPT).order_by("pk")[:200]
    count = 0
    for inquiry in old.select_for_update(of=("self",)):
        for file in inquiry.files.all():
            file.delete()
        inquiry.delete()
        count += 1
    return count

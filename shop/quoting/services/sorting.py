"""Staff put an inquiry where it belongs."""

from django.db import transaction

from shop import audit
from shop.audit import Actor
from shop.quoting import locks
from shop.quoting.errors import WrongState
from shop.quoting.models import Inquiry
from shop.quoting.transitions import INQUIRY


@transaction.atomic
def sort_inquiry(*, inquiry_id: int, state: Inquiry.State, by: Actor) -> Inquiry:
    """Move an inquiry along its table: to spam and back, to lost or withdrawn. Raises WrongState."""
    inquiry = locks.inquiry(inquiry_id)
    by_hand = {Inquiry.State.SPAM, Inquiry.State.SUBMITTED, Inquiry.State.LOST, Inquiry.State.WITHDRAWN}
    if inquiry.state == Inquiry.State.DRAFT or state not in by_hand & INQUIRY[Inquiry.State(inquiry.state)]:
        raise WrongState
    inquiry.state = state
    inquiry.save(update_fields=["state"])
    audit.record(inquiry, "quoting.filed", by=by, state=str(state))
    return inquiry

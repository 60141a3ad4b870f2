"""Every row lock of this room: the quote first, so that sending, accepting and withdrawing wait for one another."""

from .models import Inquiry, Quote, Revision


def quote(quote_id: int) -> Quote:
    """Lock one quote until the transaction ends."""
    return Quote.objects.select_for_update(of=("self",)).get(pk=quote_id)


def revision(revision_id: int) -> Revision:
    """Lock a revision's quote and then the revision, until the transaction ends."""
    locked = quote(Revision.objects.values_list("quote_id", flat=True).get(pk=revision_id))
    row = Revision.objects.select_for_update(of=("self",)).get(pk=revision_id)
    row.quote = locked
    return row


def inquiry(inquiry_id: int) -> Inquiry:
    """Lock one inquiry until the transaction ends."""
    return Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry_id)

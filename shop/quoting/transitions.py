"""Which state may follow which. Services change states only along this table; a test walks all of it."""

from collections.abc import Mapping

from .models import Inquiry, Revision

_I, _R = Inquiry.State, Revision.State

INQUIRY: Mapping[Inquiry.State, frozenset[Inquiry.State]] = {
    _I.DRAFT: frozenset({_I.SUBMITTED}),
    _I.SUBMITTED: frozenset({_I.QUOTED, _I.WITHDRAWN, _I.SPAM, _I.LOST}),
    _I.QUOTED: frozenset({_I.WON, _I.LOST, _I.WITHDRAWN}),
    _I.LOST: frozenset({_I.QUOTED}),  # a new revision may win it back
    _I.SPAM: frozenset({_I.SUBMITTED}),  # staff may err
    _I.WON: frozenset(),
    _I.WITHDRAWN: frozenset(),
}

REVISION: Mapping[Revision.State, frozenset[Revision.State]] = {
    _R.DRAFT: frozenset({_R.SENT}),
    _R.SENT: frozenset({_R.ACCEPTED, _R.DECLINED, _R.EXPIRED, _R.SUPERSEDED, _R.WITHDRAWN}),
    _R.ACCEPTED: frozenset(),
    _R.DECLINED: frozenset(),
    _R.EXPIRED: frozenset(),
    _R.SUPERSEDED: frozenset(),
    _R.WITHDRAWN: frozenset(),
}

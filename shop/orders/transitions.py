"""Which state may follow which. Services change states only along this table; a test walks all of it."""

from collections.abc import Mapping

from .models import Instalment, Order

_O, _I = Order.State, Instalment.State

ORDER: Mapping[Order.State, frozenset[Order.State]] = {
    _O.AWAITING_PAYMENT: frozenset({_O.CONFIRMED, _O.CANCELLED, _O.ON_HOLD}),
    _O.CONFIRMED: frozenset({_O.IN_PRODUCTION, _O.READY, _O.CANCELLED, _O.ON_HOLD}),
    _O.IN_PRODUCTION: frozenset({_O.READY, _O.CANCELLED, _O.ON_HOLD}),
    _O.READY: frozenset({_O.PARTLY_SHIPPED, _O.SHIPPED, _O.CANCELLED, _O.ON_HOLD}),
    _O.PARTLY_SHIPPED: frozenset({_O.SHIPPED, _O.ON_HOLD}),
    _O.SHIPPED: frozenset({_O.COMPLETED, _O.ON_HOLD}),
    _O.COMPLETED: frozenset({_O.ON_HOLD}),
    _O.ON_HOLD: frozenset(set(_O) - {_O.ON_HOLD}),
    _O.CANCELLED: frozenset(),
}

# A paid instalment can come back (a debit is returned): its state is what the ledger's sum says.
_open = frozenset({_I.DUE, _I.PROCESSING, _I.PARTLY_PAID, _I.PAID, _I.HELD, _I.OVERPAID})
INSTALMENT: Mapping[Instalment.State, frozenset[Instalment.State]] = {
    _I.SCHEDULED: _open | {_I.CANCELLED},
    _I.DUE: (_open - {_I.DUE}) | {_I.CANCELLED},
    _I.PROCESSING: _open - {_I.PROCESSING},
    _I.PARTLY_PAID: _open - {_I.PARTLY_PAID},
    _I.PAID: _open - {_I.PAID},
    _I.HELD: _open - {_I.HELD},
    _I.OVERPAID: _open - {_I.OVERPAID},
    _I.CANCELLED: frozenset({_I.HELD, _I.OVERPAID, _I.PARTLY_PAID, _I.PAID}),
}

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

# Money can come back (a debit is returned): the state is what the ledger's sum says, so each of these may follow each.
_open = frozenset({_I.SCHEDULED, _I.DUE, _I.PROCESSING, _I.PARTLY_PAID, _I.PAID, _I.HELD, _I.OVERPAID})
INSTALMENT: Mapping[Instalment.State, frozenset[Instalment.State]] = {
    **{state: _open - {state} for state in _open},
    _I.SCHEDULED: (_open - {_I.SCHEDULED}) | {_I.CANCELLED},
    _I.DUE: (_open - {_I.DUE, _I.SCHEDULED}) | {_I.CANCELLED},
    _I.CANCELLED: frozenset({_I.HELD, _I.OVERPAID, _I.PARTLY_PAID, _I.PAID}),
}

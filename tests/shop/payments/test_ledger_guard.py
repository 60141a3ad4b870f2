"""The ledger is append-only in the database itself, whoever writes."""

import pytest
from django.db import DatabaseError, connection, transaction

from shop.payments.models import LedgerEntry
from tests.make import make_ledger_entry

pytestmark = pytest.mark.django_db


def test_an_entry_cannot_be_changed():
    entry = make_ledger_entry()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.filter(pk=entry.pk).update(amount=1)
    entry.amount = 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()


def test_an_entry_cannot_be_deleted():
    entry = make_ledger_entry()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()


def test_not_even_by_hand():
    make_ledger_entry()
    for statement in ("UPDATE payments_ledgerentry SET amount = 1", "DELETE FROM payments_ledgerentry"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert LedgerEntry.objects.count() == 1


def test_one_fact_is_entered_once():
    entry = make_ledger_entry()
    with pytest.raises(DatabaseError), transaction.atomic():
        make_ledger_entry(entry.instalment, stripe_id=entry.stripe_id)


def test_a_charge_that_counts_names_its_instalment():
    entry = make_ledger_entry()
    with pytest.raises(DatabaseError), transaction.atomic():
        make_ledger_entry(entry.instalment, instalment=None)
    assert make_ledger_entry(entry.instalment, instalment=None, held_because="session").pk

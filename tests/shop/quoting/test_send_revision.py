from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shop.audit import SYSTEM, Actor, timeline
from shop.mail.models import Message
from shop.money import Money
from shop.pricing.services import set_prices
from shop.quoting import queries, services
from shop.quoting.errors import DraftExists, NotADraft, NotSendable, QuoteAnswered, QuoteNotOpen, RevisionChanged
from shop.quoting.models import LineBreak, Revision, TaxTreatment, Trigger
from shop.quoting.services import StepDraft, Terms, preview, save_draft, send_revision, start_quote
from shop.quoting.services.sending import fingerprint
from tests.make import (
    make_company,
    make_draft_revision,
    make_inquiry,
    make_line_draft,
    make_motor,
    make_price_list,
    make_prices,
    make_quote,
    make_sent_revision,
    make_staff,
)
from tests.parallel import at_once, in_parallel

FULL = [StepDraft(percent=Decimal(100))]


@pytest.mark.django_db
def test_a_quote_starts_from_an_inquiry_and_links_it_to_the_company():
    inquiry, company, lin = make_inquiry(reference="RFQ 4471"), make_company(), make_staff()
    quote = start_quote(inquiry=inquiry, company=company, by=Actor.user(lin))
    assert quote.number.startswith("Q-")
    assert (quote.contact_email, quote.reference, quote.owner) == (inquiry.contact_email, "RFQ 4471", lin)
    inquiry.refresh_from_db()
    assert inquiry.company == company
    assert quote.revisions.get().state == "draft"
    assert [entry.action for entry in timeline(quote)] == ["quoting.started"]


@pytest.mark.django_db
def test_sending_freezes_totals_paper_and_pdf_and_mails_a_link():
    revision = make_sent_revision(discount_percent=Decimal(3), freight=38500, freight_label="Freight")
    assert (revision.goods, revision.discount, revision.total) == (678000, 20340, 696160)
    assert fingerprint(revision.paper) == revision.sha256
    with revision.pdf.open("rb") as handle:
        assert handle.read(5) == b"%PDF-"
    mail = Message.objects.get(template="quoting/mail/quote_sent")
    assert "/quotes/" in mail.text
    assert mail.attachments.get().name.endswith("-A.pdf")


@pytest.mark.django_db
def test_prices_of_a_sent_quote_hold_when_the_price_list_changes():
    motor = make_motor("57BL94-2430")
    make_prices(motor.part, {50: "38.60"})
    draft = make_line_draft(part_id=motor.part_id, quantity=50, unit_price=3860, breaks=())
    revision = make_sent_revision(lines=[draft])
    set_prices(price_list=make_price_list(), part=motor.part, breaks={50: Money(9999, "USD")})
    assert queries.totals_of(queries.revision(revision.pk)).total.minor == revision.total == 50 * 3860


@pytest.mark.django_db
def test_a_sent_revision_is_never_saved_again():
    revision = make_sent_revision()
    with pytest.raises(NotADraft):
        save_draft(
            revision_id=revision.pk, version=None, terms=Terms(), lines=[make_line_draft()], steps=FULL, by=SYSTEM
        )
    with pytest.raises(NotADraft):
        send_revision(revision_id=revision.pk, by=SYSTEM)


@pytest.mark.django_db
def test_two_tabs_do_not_overwrite_one_another():
    revision = make_draft_revision()
    values = {"terms": Terms(), "lines": [make_line_draft()], "steps": FULL, "by": SYSTEM}
    save_draft(revision_id=revision.pk, version=revision.version, **values)
    with pytest.raises(RevisionChanged):
        save_draft(revision_id=revision.pk, version=revision.version, **values)
    with pytest.raises(RevisionChanged):
        send_revision(revision_id=revision.pk, version=revision.version, by=SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_at_once_one_wins_and_the_other_is_told():
    revision = make_draft_revision()
    results = in_parallel(2, lambda: send_revision(revision_id=revision.pk, by=SYSTEM), errors=True)
    assert sorted(type(result).__name__ for result in results) == ["NotADraft", "Revision"]
    assert Message.objects.filter(template="quoting/mail/quote_sent").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"lines": []}, "at least one line"),
        ({"lines": [make_line_draft(breaks=((500, 3391),))]}, "larger quantity may not cost more"),
        ({"lines": [make_line_draft(minimum_order=500)]}, "at least 500 pieces"),
        ({"steps": [StepDraft(percent=Decimal(99))]}, "not to 100"),
        (
            {"steps": [StepDraft(percent=Decimal("0.01")), StepDraft(percent=Decimal("99.99"))], "lines": "cheap"},
            "small",
        ),
        ({"lines": [make_line_draft(quantity=900_000, unit_price=3120)]}, "eight digits"),
        ({"valid_until": timezone.now() - timedelta(minutes=1)}, "already have ended"),
        ({"discount_percent": Decimal(100)}, "more than nothing"),
        ({"currency": "KWD", "lines": [make_line_draft(unit_price=3391, quantity=1, breaks=())]}, "steps"),
    ],
)
def test_what_must_hold_is_checked_before_sending_and_said(change, words):
    if change.get("lines") == "cheap":
        change = change | {"lines": [make_line_draft(quantity=1, unit_price=200, breaks=())]}
    valid_until = change.pop("valid_until", None)
    if valid_until is not None:
        change["valid_until"] = valid_until
    revision = make_draft_revision(**{"steps": FULL, **change})
    with pytest.raises(NotSendable, match=words):
        send_revision(revision_id=revision.pk, by=SYSTEM)
    assert Revision.objects.get().state == "draft"
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_new_revision_supersedes_the_one_before_and_says_what_changed():
    first = make_sent_revision()
    draft = services.revise(quote_id=first.quote_id, by=SYSTEM)
    assert (draft.letter, draft.state) == ("B", "draft")
    assert queries.breaks_of(draft.lines.get()) == queries.breaks_of(first.lines.get())
    first.refresh_from_db()
    assert first.state == "sent"
    with pytest.raises(DraftExists):
        services.revise(quote_id=first.quote_id, by=SYSTEM)
    save_draft(
        revision_id=draft.pk,
        version=None,
        terms=Terms(incoterm="FCA", place="Shanghai"),
        lines=[make_line_draft(unit_price=3300)],
        steps=[StepDraft(percent=Decimal(30)), StepDraft(percent=Decimal(70), trigger=Trigger.BEFORE_SHIPMENT)],
        by=SYSTEM,
    )
    second = send_revision(revision_id=draft.pk, by=SYSTEM)
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "sent")
    changes = {row["what"]: (row["before"], row["after"]) for row in second.paper["changes"]}
    assert changes["Delivery"] == ("EXW Changzhou", "FCA Shanghai")
    assert changes["Total"] == ("6,780.00", "6,600.00")
    assert ("33.90", "33.00") in changes.values()
    assert "Payment" not in changes


@pytest.mark.django_db
def test_an_accepted_quote_takes_no_further_revision():
    revision = make_sent_revision()
    Revision.objects.filter(pk=revision.pk).update(state=Revision.State.ACCEPTED)
    with pytest.raises(QuoteAnswered):
        services.revise(quote_id=revision.quote_id, by=SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_a_quote_revised_in_another_tab_while_it_is_accepted_ends_as_one_or_the_other():
    from shop.orders.services import accept_quote

    first = make_sent_revision()
    draft = services.revise(quote_id=first.quote_id, by=SYSTEM)
    accepted, sent = at_once(
        lambda: accept_quote(revision_id=first.pk, by=SYSTEM),
        lambda: send_revision(revision_id=draft.pk, by=SYSTEM),
        errors=True,
    )
    states = sorted(Revision.objects.values_list("state", flat=True))
    if isinstance(accepted, QuoteNotOpen):
        assert states == ["sent", "superseded"]
    else:
        assert isinstance(sent, QuoteAnswered)
        assert states == ["accepted", "draft"]


@pytest.mark.django_db
def test_a_withdrawn_revision_is_told_and_cannot_be_withdrawn_twice():
    revision = make_sent_revision()
    services.withdraw_revision(revision_id=revision.pk, by=SYSTEM, reason="A price was wrong.")
    assert "A price was wrong." in Message.objects.get(template="quoting/mail/quote_withdrawn").text
    with pytest.raises(QuoteNotOpen):
        services.withdraw_revision(revision_id=revision.pk, by=SYSTEM)


@pytest.mark.django_db
def test_the_sweep_expires_what_is_over_and_nothing_else():
    over = make_sent_revision(valid_until=timezone.now() - timedelta(seconds=1))
    open_ = make_sent_revision()
    assert services.expire() == 1
    assert services.expire() == 0
    over.refresh_from_db()
    open_.refresh_from_db()
    assert (over.state, open_.state) == ("expired", "sent")


@pytest.mark.django_db
def test_a_preview_is_what_is_sent():
    lines = [make_line_draft(), make_line_draft(description="Gearbox", unit_price=1999, breaks=())]
    terms = Terms(discount_percent=Decimal("2.5"), freight=999, tax_treatment=TaxTreatment.RATE, tax_rate=Decimal(19))
    steps = [StepDraft(percent=Decimal("33.3")), StepDraft(percent=Decimal("66.7"))]
    summed, amounts = preview(terms=terms, lines=lines, steps=steps)
    quote = make_quote()
    draft = save_draft(
        revision_id=quote.revisions.get().pk, version=1, terms=terms, lines=lines, steps=steps, by=SYSTEM
    )
    sent = send_revision(revision_id=draft.pk, by=SYSTEM)
    assert sent.total == summed.total.minor
    assert [row["amount"] for row in sent.paper["schedule"]] == [amount.figure("en") for amount in amounts]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"state": "sent", "total": None},
        {"total": 1},
        {"goods": 5},
        {"tax_treatment": "rate"},
        {"currency": "usd"},
        {"discount_percent": Decimal(101)},
    ],
)
def test_the_database_refuses_what_no_code_may_write(change):
    revision = make_sent_revision()
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(**change)


@pytest.mark.django_db
def test_the_database_holds_one_open_revision_a_quote():
    first = make_sent_revision()
    second = services.revise(quote_id=first.quote_id, by=SYSTEM)
    send_revision(revision_id=second.pk, by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=first.pk).update(state="sent")


@pytest.mark.django_db
def test_the_offered_quantity_is_one_of_its_breaks():
    revision = make_draft_revision(lines=[make_line_draft(quantity=120, unit_price=3500)])
    assert LineBreak.objects.filter(line__revision=revision, from_quantity=120, unit_price=3500).exists()

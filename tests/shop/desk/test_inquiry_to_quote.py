"""Staff make a quote of an inquiry: list prices are filled in, sums are the server's, sent is what was typed."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from shop.mail.models import Message
from shop.quoting.models import Inquiry, Quote, Revision
from tests.makers.accounts import make_company, make_staff
from tests.makers.catalog import make_motor
from tests.makers.pricing import make_prices
from tests.makers.quoting import make_draft_revision, make_inquiry, make_sent_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def sales(client):
    user = make_staff()
    user.groups.add(Group.objects.get(name="sales"))
    client.force_login(user)
    return client


@pytest.fixture
def inquiry():
    part = make_motor().part
    make_prices(part, cost="21.40", stock=120, lead_time_days=21)
    inquiry = make_inquiry()
    inquiry.lines.update(part=part, text="", quantities=[50, 200])
    return inquiry


def editor(revision, **changes):
    """What the editor's form sends."""
    line = revision.lines.select_related("part").first()
    data = {
        "version": revision.version,
        "currency": "USD",
        "incoterm": "FCA",
        "place": "Shanghai",
        "valid_until": "2099-12-24",
        "on_acceptance": "30",
        "discount_percent": "3",
        "freight": "385",
        "tax_treatment": "export",
        "warranty_months": "24",
        "quantity_free": "on",
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-0-item": line.part.number if line and line.part else "Shaft coupling, 8 mm",
        "lines-0-quantity": "200",
        "lines-0-price": "33.90",
        "lines-0-breaks": "50: 38.60; 500: 31.20",
        "lines-0-lead_time_days": "21",
        "action": "save",
        **changes,
    }
    return {key: value for key, value in data.items() if value is not None}


def test_a_quote_starts_with_list_prices_for_every_quantity_asked(sales, inquiry):
    company = make_company()
    response = sales.post(reverse("inquiries:inquiry", args=[inquiry.pk]), {"known": company.pk})
    quote = Quote.objects.get()
    assert response.url == reverse("quotes:quote", args=[quote.pk])
    line = quote.revisions.get().lines.get()
    assert line.quantity == 50
    assert [(row.from_quantity, row.unit_price) for row in line.breaks.all()] == [(50, 3860), (200, 3390)]
    assert line.lead_time_days == 21
    page = sales.get(response.url).text
    assert "38.60" in page
    assert "21.40" in page
    assert "44.6 %" in page


def test_a_new_company_is_made_from_what_the_customer_wrote(sales, inquiry):
    page = sales.get(reverse("inquiries:inquiry", args=[inquiry.pk])).text
    assert 'value="Nordlager Robotik GmbH"' in page
    sales.post(reverse("inquiries:inquiry", args=[inquiry.pk]), {"name": "Nordlager Robotik GmbH", "country": "DE"})
    assert Quote.objects.get().company.name == "Nordlager Robotik GmbH"
    assert Inquiry.objects.get().company == Quote.objects.get().company


def test_without_a_company_no_quote_opens_and_the_reason_stands_at_the_field(sales, inquiry):
    response = sales.post(reverse("inquiries:inquiry", args=[inquiry.pk]), {"name": "", "vat_id": "DE 811"})
    assert response.status_code == 422
    assert "Choose a company on file" in response.text
    assert 'value="DE 811"' in response.text
    assert not Quote.objects.exists()


def test_saving_keeps_lines_terms_and_schedule(sales):
    revision = make_draft_revision()
    sales.post(reverse("quotes:quote", args=[revision.quote_id]), editor(revision))
    saved = Revision.objects.get()
    assert (saved.incoterm, saved.place, saved.freight, saved.discount_percent) == (
        "FCA",
        "Shanghai",
        38500,
        Decimal(3),
    )
    assert [(step.percent, step.trigger) for step in saved.steps.all()] == [
        (30, "on_acceptance"),
        (70, "before_shipment"),
    ]
    assert [(row.from_quantity, row.unit_price) for row in saved.lines.get().breaks.all()] == [
        (50, 3860),
        (200, 3390),
        (500, 3120),
    ]


def test_sending_freezes_the_totals_that_the_editor_showed(sales):
    revision = make_draft_revision()
    figures = sales.post(reverse("quotes:figures", args=[revision.quote_id]), editor(revision)).json()
    assert figures["sums"]["total"] == "6,961.60"  # 6780.00 − 3 % + 385.00
    sales.post(reverse("quotes:quote", args=[revision.quote_id]), editor(revision, action="send"))
    sent = Revision.objects.get()
    assert (sent.state, sent.total) == (Revision.State.SENT, 696160)
    assert Message.objects.filter(to=sent.contact_email).count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("lines-0-price", "abc", "not an amount"),
        ("lines-0-price", "0", "more than nothing"),
        ("lines-0-price", "1.005", "more decimals"),
        ("lines-0-quantity", "", "How many pieces"),
        ("lines-0-quantity", "-3", "greater than or equal to 1"),
        ("lines-0-breaks", "fifty", "further quantity"),
        ("freight", "-5", "cannot be negative"),
        ("valid_until", "soon", "valid date"),
        ("on_acceptance", "130", "less than or equal to 100"),
    ],
)
def test_a_slip_is_named_at_its_field_and_nothing_typed_is_lost(sales, field, typed, reason):
    revision = make_draft_revision()
    response = sales.post(
        reverse("quotes:quote", args=[revision.quote_id]), editor(revision, **{field: typed, "place": "Ningbo"})
    )
    assert response.status_code == 422
    assert reason in response.text
    assert 'value="Ningbo"' in response.text
    assert Revision.objects.get().version == revision.version


def test_what_cannot_be_sent_is_saved_and_the_reason_said(sales):
    revision = make_draft_revision()
    response = sales.post(
        reverse("quotes:quote", args=[revision.quote_id]),
        editor(revision, action="send", **{"lines-0-breaks": "500: 99.00"}),
        follow=True,
    )
    assert "may not cost more a piece" in response.text
    assert Revision.objects.get().state == Revision.State.DRAFT
    assert "500: 99.00" in response.text


def test_of_two_tabs_the_second_is_told_and_overwrites_nothing(sales):
    revision = make_draft_revision()
    address = reverse("quotes:quote", args=[revision.quote_id])
    sales.post(address, editor(revision, place="Shanghai"))
    response = sales.post(address, editor(revision, place="Ningbo"))
    assert response.status_code == 422
    assert "Somebody else saved" in response.text
    assert 'value="Ningbo"' in response.text
    assert Revision.objects.get().place == "Shanghai"


def test_a_sent_revision_is_shown_and_takes_no_change(sales):
    revision = make_sent_revision()
    address = reverse("quotes:quote", args=[revision.quote_id])
    assert "lines-0-price" not in sales.get(address).text
    sales.post(address, editor(revision))
    assert Revision.objects.get().place == "Changzhou"


def test_a_sent_revision_is_withdrawn_or_followed_by_the_next(sales):
    revision = make_sent_revision()
    sales.post(reverse("quotes:withdraw", args=[revision.quote_id]))
    assert Revision.objects.get().state == Revision.State.WITHDRAWN
    sales.post(reverse("quotes:revise", args=[revision.quote_id]))
    assert revision.quote.revisions.get(state="draft").letter == "B"


@pytest.mark.parametrize("group", ["editor", None])
def test_whoever_is_not_in_sales_sees_no_inquiry_and_no_quote(client, group):
    user = make_staff()
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    inquiry, revision = make_inquiry(), make_sent_revision()
    for address in (
        reverse("inquiries:index"),
        reverse("inquiries:inquiry", args=[inquiry.pk]),
        reverse("quotes:quote", args=[revision.quote_id]),
        reverse("orders:index"),
        reverse("outbox:index"),
    ):
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert "Nordlager" not in response.text


def test_finance_reads_quotes_and_changes_none(client):
    user = make_staff()
    user.groups.add(Group.objects.get(name="finance"))
    client.force_login(user)
    revision = make_draft_revision()
    address = reverse("quotes:quote", args=[revision.quote_id])
    assert "lines-0-price" not in client.get(address).text
    client.post(address, editor(revision, place="Ningbo"))
    assert Revision.objects.get().place == "Changzhou"


def test_the_lists_ask_the_database_the_same_whatever_their_length(sales, django_assert_max_num_queries):
    for _ in range(6):
        make_sent_revision()
        make_inquiry()
    sales.get(reverse("quotes:index"))
    for name in ("quotes:index", "inquiries:index"):
        with django_assert_max_num_queries(14):
            assert sales.get(reverse(name)).status_code == 200


def test_each_line_is_checked_against_the_operating_point(sales, inquiry):
    inquiry.requirement = {"torque": 0.4, "speed": 314.159, "supply": 24.0}
    inquiry.save()
    page = sales.get(reverse("inquiries:inquiry", args=[inquiry.pk])).text
    assert "At the point:" in page
    assert "runs continuously" in page
    assert "on 24\N{NO-BREAK SPACE}V" in page
    Inquiry.objects.update(requirement=None)
    assert "At the point:" not in sales.get(reverse("inquiries:inquiry", args=[inquiry.pk])).text

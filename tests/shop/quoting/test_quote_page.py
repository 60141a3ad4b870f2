from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from shop import links
from shop.audit import SYSTEM
from shop.mail.models import Message
from shop.orders.models import Order
from shop.quoting import services
from shop.quoting.models import Revision
from tests.make import make_inquiry, make_line_draft, make_quote, make_sent_revision
from tests.makers.quoting import BUYER


def page(client, revision):
    return client.get(reverse("quote", args=[revision.token]))


def accept(client, revision, **data):
    return client.post(reverse("accept-quote", args=[revision.token]), {"po_number": "PO-7", "terms": "on", **data})


@pytest.mark.django_db
def test_the_page_reads_like_the_paper(client):
    revision = make_sent_revision(shipment="one delivery", freight=38500, freight_label="Freight to Shanghai")
    text = page(client, revision).text
    for words in (revision.quote.number, "Nordlager Robotik GmbH", "7,165.00", "Freight to Shanghai", "one delivery"):
        assert words in text
    assert "30\u00a0%" in text
    assert "China time (UTC+8)" in text
    assert 'type="radio"' in text


@pytest.mark.django_db
def test_the_pdf_is_the_one_that_was_sent(client):
    revision = make_sent_revision()
    response = client.get(reverse("quote-pdf", args=[revision.token]))
    with revision.pdf.open("rb") as handle:
        assert b"".join(response.streaming_content) == handle.read()


@pytest.mark.django_db
def test_another_quantity_recalculates_and_keeps_what_was_typed(client):
    revision = make_sent_revision()
    line = revision.lines.get()
    response = client.post(reverse("quote", args=[revision.token]), {f"quantity-{line.pk}": "500", "po_number": "PO-9"})
    assert "15,600.00" in response.text
    assert 'value="PO-9"' in response.text
    assert Revision.objects.get().total == 200 * 3390


@pytest.mark.django_db
@pytest.mark.parametrize("quantity", ["120", "0", "9" * 30, "x", "\x00"])
def test_a_quantity_that_was_not_offered_leaves_the_offer_as_it_is(client, quantity):
    revision = make_sent_revision()
    line = revision.lines.get()
    response = client.post(reverse("quote", args=[revision.token]), {f"quantity-{line.pk}": quantity})
    assert "6,780.00" in response.text


@pytest.mark.django_db
def test_quantities_are_fixed_where_freight_hangs_on_them(client):
    revision = make_sent_revision(quantity_free=False)
    assert f'name="quantity-{revision.lines.get().pk}"' not in page(client, revision).text
    response = accept(client, revision, **{f"quantity-{revision.lines.get().pk}": "500"})
    assert response.status_code == 422
    assert not Order.objects.exists()


@pytest.mark.django_db
def test_accepting_opens_an_order_at_the_chosen_quantity(client):
    revision = make_sent_revision()
    response = accept(client, revision, **{f"quantity-{revision.lines.get().pk}": "500"}, pay="later")
    order = Order.objects.get()
    assert response.status_code == 302
    assert (order.total, order.po_number) == (500 * 3120, "PO-7")
    assert "Accepted as order" in page(client, revision).text


@pytest.mark.django_db
def test_accept_and_pay_goes_on_to_the_door_of_payments(client):
    response = accept(client, make_sent_revision(), pay="now")
    assert response.status_code == 307
    assert response.url.endswith("/pay/1/")


@pytest.mark.django_db
def test_a_second_click_leads_to_the_same_order(client):
    revision = make_sent_revision()
    accept(client, revision, pay="later")
    assert accept(client, revision, pay="later").status_code == 302
    assert Order.objects.count() == 1
    assert Message.objects.filter(template="orders/mail/order_opened").count() == 1


@pytest.mark.django_db
def test_an_expired_quote_is_refused_in_words_and_nothing_typed_is_lost(client):
    revision = make_sent_revision(valid_until=timezone.now() - timedelta(seconds=1))
    response = accept(client, revision)
    assert response.status_code == 422
    assert "can no longer be accepted" in response.text
    assert not Order.objects.exists()


@pytest.mark.django_db
def test_without_the_terms_nothing_is_accepted_and_the_number_stays(client):
    revision = make_sent_revision()
    response = client.post(reverse("accept-quote", args=[revision.token]), {"po_number": "PO-7"})
    assert response.status_code == 422
    assert "Tick this to accept the terms." in response.text
    assert 'value="PO-7"' in response.text
    assert not Order.objects.exists()


@pytest.mark.django_db
def test_a_purchase_order_file_is_told_by_its_content(client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    revision = make_sent_revision()
    response = accept(client, revision, po_file=SimpleUploadedFile("po.pdf", b"MZ program"))
    assert "po.pdf is not what its name says" in response.text
    accept(client, revision, po_file=SimpleUploadedFile("po.pdf", b"%PDF-1.7"), pay="later")
    order = Order.objects.get()
    response = client.get(reverse("order-po", args=[order.token]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7"


@pytest.mark.django_db
def test_a_superseded_revision_leads_to_the_current_one(client):
    first = make_sent_revision()
    second = services.send_revision(revision_id=services.revise(quote_id=first.quote_id, by=SYSTEM).pk, by=SYSTEM)
    text = page(client, first).text
    assert "There is a newer revision, B." in text
    assert "Accept revision" not in text
    assert second.token.split(":")[0] in text
    assert "Read A" in page(client, second).text


@pytest.mark.django_db
def test_declining_closes_the_quote_and_tells_sales(client):
    revision = make_sent_revision(quote=make_quote(inquiry=make_inquiry()))
    client.post(reverse("decline-quote", args=[revision.token]), {"reason": "Too late."})
    revision.refresh_from_db()
    revision.quote.inquiry.refresh_from_db()
    assert (revision.state, revision.quote.inquiry.state) == ("declined", "lost")
    assert "Too late." in Message.objects.get(template="quoting/mail/answered").text
    assert accept(client, revision).status_code == 422


@pytest.mark.django_db
def test_a_message_stands_on_the_page_and_goes_to_sales(client):
    revision = make_sent_revision()
    client.post(reverse("say-on-quote", args=[revision.token]), {"text": "FCA Shanghai, please?"})
    assert "FCA Shanghai, please?" in page(client, revision).text
    mail = Message.objects.get(template="quoting/mail/said")
    assert mail.reply_to == BUYER.mail
    empty = client.post(reverse("say-on-quote", args=[revision.token]), {"text": "  "})
    assert empty.status_code == 422


@pytest.mark.django_db
def test_a_message_is_text_never_markup(client):
    revision = make_sent_revision()
    client.post(reverse("say-on-quote", args=[revision.token]), {"text": "<script>alert(1)</script>"})
    assert "<script>alert" not in page(client, revision).text


@pytest.mark.django_db
def test_a_draft_a_broken_link_and_a_revoked_one_open_nothing(client):
    revision = make_sent_revision()
    draft = services.revise(quote_id=revision.quote_id, by=SYSTEM)
    token = revision.token
    Revision.objects.filter(pk=revision.pk).update(link_number=2)
    for broken in (draft.token, token, "nonsense", token[:-1] + "x", "%00", "é"):
        assert client.get(f"/quotes/{broken}/").status_code in {400, 404}


@pytest.mark.django_db
def test_long_after_its_end_the_page_offers_to_mail_a_new_link_and_that_one_opens(client, monkeypatch):
    revision = make_sent_revision(valid_until=timezone.now() - timedelta(days=91))
    old = old_token(revision, monkeypatch)
    response = client.get(reverse("quote", args=[old]))
    assert response.status_code == 410
    assert "Mail me a new link" in response.text
    before = Message.objects.count()
    client.post(reverse("new-link", args=["quote", old]))
    assert Message.objects.count() == before + 1
    assert page(client, revision).status_code == 200


def old_token(revision: Revision, monkeypatch: pytest.MonkeyPatch) -> str:
    """A link that was mailed 200 days ago."""
    moment = timezone.now().timestamp() - 200 * 86400
    monkeypatch.setattr(signing.time, "time", lambda: moment)
    token = links.sign("quote", revision.public_id, revision.quote.contact_email, revision.link_number)
    monkeypatch.undo()
    return token


@pytest.mark.django_db
def test_the_page_speaks_the_contacts_language(client):
    quote = make_quote()
    quote.language = "de"
    quote.save()
    revision = make_sent_revision(quote=quote, lines=[make_line_draft()], discount_percent=Decimal(0))
    assert '<html lang="de"' in page(client, revision).text
    assert "6.780,00" in page(client, revision).text

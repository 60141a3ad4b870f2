from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from shop.mail.models import Message
from shop.quoting.models import Inquiry, InquiryLine
from shop.quoting.services import forget_lists
from tests.make import make_inquiry, make_motor, make_prices

PAGE = "/inquiry/"
CONTACT = {
    "contact_name": "Henrik Claussen",
    "contact_email": "h.claussen@nordlager.example",
    "company_name": "Nordlager Robotik GmbH",
    "country": "DE",
}


def add(client, number="57BL94-2430", *quantities):
    return client.post(reverse("inquiry-add"), {"part": number, "quantity": quantities or ["50"]})


@pytest.fixture
def motor(db):
    motor = make_motor("57BL94-2430")
    make_prices(motor.part)
    return motor


@pytest.mark.django_db
def test_an_empty_list_says_what_to_do_and_makes_no_row(client):
    response = client.get(PAGE)
    assert "Nothing on the list yet." in response.text
    assert not Inquiry.objects.exists()


def test_a_part_is_added_with_its_prices_and_the_list_is_found_again(client, motor):
    assert add(client, "57bl94 2430", "50", "200").status_code == 302
    response = client.get(PAGE)
    assert "57BL94-2430" in response.text
    assert 'value="200"' in response.text
    assert "33.90" in response.text
    add(client, "57BL94-2430", "500")
    assert InquiryLine.objects.get().quantities == [50, 200, 500]


def test_another_visitor_does_not_see_the_list(client, motor, django_user_model):
    from django.test import Client

    add(client)
    assert "57BL94-2430" not in Client().get(PAGE).text.split("hint")[0]


@pytest.mark.parametrize("part", ["", "nothing of ours", "\x00", "x" * 5000, "57BL94-9999"])
def test_what_is_no_part_of_ours_is_said_and_not_added(client, motor, part):
    response = client.post(reverse("inquiry-add"), {"part": part}, follow=True)
    assert "We do not know this part number." in response.text
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("quantity", ["0", "-5", "many", "1e9", "9" * 40, "5\x00"])
def test_a_quantity_that_is_none_is_refused_in_words(client, motor, quantity):
    response = client.post(reverse("inquiry-add"), {"part": "57BL94-2430", "quantity": quantity}, follow=True)
    assert "whole numbers of pieces" in response.text
    assert not Inquiry.objects.exists()


def test_after_adding_one_goes_back_to_where_one_was_but_not_to_another_site(client, motor):
    body = {"part": "57BL94-2430", "next": "/motors/?voltage=24"}
    assert client.post(reverse("inquiry-add"), body).url == "/motors/?voltage=24"
    body["next"] = "https://evil.example/"
    assert client.post(reverse("inquiry-add"), body).url == PAGE


def test_every_button_saves_what_was_typed(client, motor):
    add(client)
    line = InquiryLine.objects.get()
    client.post(
        PAGE,
        {
            "do": f"another:{line.pk}",
            "contact_email": "half a mail addr",
            f"line-{line.pk}-quantities": ["200", "50", ""],
            f"line-{line.pk}-target_price": "30.50",
            f"line-{line.pk}-required_date": "2027-02-01",
            f"line-{line.pk}-note": "longer leads",
        },
    )
    line.refresh_from_db()
    assert line.quantities == [50, 200]
    assert str(line.target) == "US$\u00a030.50"
    assert line.note == "longer leads"
    assert Inquiry.objects.get().contact_email == "half a mail addr"


def test_a_wrong_quantity_is_said_beside_it_and_stays_in_the_field(client, motor):
    add(client)
    line = InquiryLine.objects.get()
    response = client.post(PAGE, {"do": "save", f"line-{line.pk}-quantities": ["lots"], "contact_name": "Henrik"})
    assert response.status_code == 422
    assert 'value="lots"' in response.text
    assert "whole numbers of pieces" in response.text
    assert Inquiry.objects.get().contact_name == "Henrik"


def test_below_the_minimum_order_only_a_sample_is_possible(client, motor):
    make_prices(motor.part, minimum_order=5)
    add(client)
    line = InquiryLine.objects.get()
    refused = client.post(PAGE, {"do": "save", f"line-{line.pk}-quantities": ["3"]})
    assert "sold from 5 pieces" in refused.text
    assert client.post(PAGE, {"do": "save", f"line-{line.pk}-quantities": ["1", "5"]}).status_code == 302


def test_a_line_is_removed(client, motor):
    add(client)
    client.post(PAGE, {"do": f"remove:{InquiryLine.objects.get().pk}"})
    assert not InquiryLine.objects.exists()


def test_somebody_elses_line_is_not_removed_or_changed(client, motor):
    from django.test import Client

    add(client)
    line = InquiryLine.objects.get()
    other = Client()
    add(other)
    other.post(PAGE, {"do": f"remove:{line.pk}", f"line-{line.pk}-quantities": ["7"]})
    line.refresh_from_db()
    assert line.quantities == [50]


def test_a_pasted_list_is_read_back_and_added(client, motor):
    make_motor("42BL81-2440")
    pasted = "57BL94-2430 50, 200\n42BL18-2440 25\nUNKNOWN-7 3"
    client.post(PAGE, {"do": "read", "pasted": pasted})
    page = client.get(PAGE).text
    assert "did you mean" in page
    assert "Add 2 lines" in page
    client.post(PAGE, {"do": "add-lines", "pasted": pasted})
    assert [(line.name, line.quantities) for line in InquiryLine.objects.all()] == [
        ("57BL94-2430", [50, 200]),
        ("UNKNOWN-7", [3]),
    ]
    assert Inquiry.objects.get().pasted == "42BL18-2440 25"
    client.post(PAGE, {"do": "take:yes:0", "pasted": "42BL18-2440 25", **line_data()})
    assert InquiryLine.objects.filter(part__number="42BL81-2440", quantities=[25]).exists()


def line_data() -> dict[str, list[int]]:
    return {f"line-{line.pk}-quantities": line.quantities for line in InquiryLine.objects.all()}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
def test_files_are_kept_once_and_removed_again(client):
    for _attempt in range(2):
        client.post(PAGE, {"do": "upload", "files": [upload("load.pdf", b"%PDF-1.7\n...")]})
    inquiry = Inquiry.objects.get()
    file = inquiry.files.get()
    assert (file.name, file.kind) == ("load.pdf", "pdf")
    client.post(PAGE, {"do": f"detach:{file.public_id}"})
    assert not inquiry.files.exists()


@pytest.mark.django_db
def test_a_file_that_is_not_what_its_name_says_is_refused_and_nothing_typed_is_lost(client):
    response = client.post(
        PAGE, {"do": "upload", "contact_name": "Henrik", "files": [upload("invoice.pdf", b"MZ\x90\x00 program")]}
    )
    assert response.status_code == 422
    assert "invoice.pdf is not what its name says" in response.text
    assert 'value="Henrik"' in response.text


def test_sending_numbers_the_inquiry_mails_a_link_and_starts_a_new_list(client, motor):
    add(client)
    response = client.post(PAGE, {"do": "submit", **CONTACT, **line_data()})
    inquiry = Inquiry.objects.get()
    assert inquiry.number == "I-2026-00001" or inquiry.number.startswith("I-")
    assert response.url == inquiry.get_absolute_url() or "/inquiries/" in response.url
    page = client.get(response.url)
    assert inquiry.number in page.text
    assert "57BL94-2430" in page.text
    mail = Message.objects.get(template="quoting/mail/inquiry_received")
    assert mail.to == CONTACT["contact_email"]
    assert "/inquiries/" in mail.text
    assert Message.objects.filter(template="quoting/mail/inquiry_arrived").count() == 1
    assert "Nothing on the list yet." in client.get(PAGE).text


def test_a_second_click_on_send_leads_to_the_inquiry_that_was_sent(client, motor):
    add(client)
    cookie = client.cookies["inquiry"].value
    body = {"do": "submit", **CONTACT, **line_data()}
    client.post(PAGE, body)
    client.cookies["inquiry"] = cookie
    again = client.post(PAGE, body)
    assert "/inquiries/" in again.url
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("contact_email", "h.claussen", "not a mail address"),
        ("contact_email", "", "Tell us where the quote goes"),
        ("country", "", "Choose the country of delivery."),
        ("country", "XX", "valid choice"),
        ("contact_name", "a\x00b", "Null characters"),
        ("company_name", "x" * 200, "at most 120"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_the_field(client, motor, field, value, words):
    add(client)
    response = client.post(PAGE, {"do": "submit", **CONTACT, **line_data(), field: value})
    assert response.status_code == 422
    assert words in response.text
    assert Inquiry.objects.get().state == "draft"


@pytest.mark.django_db
def test_an_inquiry_about_nothing_is_not_sent(client):
    response = client.post(PAGE, {"do": "submit", **CONTACT})
    assert "Add a part, paste a parts list or attach a file first." in response.text


def test_a_program_that_fills_the_hidden_field_sends_nothing(client, motor):
    add(client)
    client.post(PAGE, {"do": "submit", **CONTACT, **line_data(), "website": "https://spam.example"})
    assert Inquiry.objects.get().state == "draft"
    assert not Message.objects.exists()


def test_one_address_cannot_send_without_end(client, motor):
    for _attempt in range(11):
        add(client)
        response = client.post(PAGE, {"do": "submit", **CONTACT, **line_data()})
    assert response.status_code == 422
    assert "Wait a few minutes" in response.text
    assert Inquiry.objects.filter(state="submitted").count() == 10


def test_files_of_an_inquiry_open_only_through_its_link(client, motor):
    client.post(PAGE, {"do": "upload", "files": [BytesIOFile()]})
    add(client)
    client.post(PAGE, {"do": "submit", **CONTACT, **line_data()})
    inquiry = Inquiry.objects.get()
    file = inquiry.files.get()
    response = client.get(reverse("inquiry-file", args=[inquiry.token, file.public_id]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert "attachment" in response.headers["Content-Disposition"]
    assert client.get(reverse("inquiry-file", args=["broken", file.public_id])).status_code == 404


class BytesIOFile(BytesIO):
    name = "spec.pdf"

    def __init__(self) -> None:
        super().__init__(b"%PDF-1.7 spec")


@pytest.mark.parametrize("query", ["?more=%00", "?more=" + "9" * 60, "?more=-1", "?more=é"])
def test_no_query_breaks_the_page(client, motor, query):
    add(client)
    assert client.get(PAGE + query).status_code in {200, 400}


@pytest.mark.parametrize("do", ["", "remove:" + "9" * 50, "take:yes:99", "take", "detach:x", "another:x", "no:such"])
@pytest.mark.django_db
def test_no_button_value_breaks_the_page(client, do):
    assert client.post(PAGE, {"do": do}).status_code in {302, 422}


@pytest.mark.django_db
def test_a_list_that_nobody_sent_is_forgotten_with_its_files(client, django_capture_on_commit_callbacks):
    client.post(PAGE, {"do": "upload", "files": [upload("load.pdf", b"%PDF-1.7\n...")]})
    inquiry = Inquiry.objects.get()
    file = inquiry.files.get().file
    assert forget_lists() == 0
    Inquiry.objects.update(saved_at=timezone.now() - timedelta(days=121))
    sent = make_inquiry()
    Inquiry.objects.filter(pk=sent.pk).update(saved_at=timezone.now() - timedelta(days=999))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_lists() == 1
    assert Inquiry.objects.get() == sent
    assert not file.storage.exists(file.name)

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction

from shop.mail.models import Message
from shop.mail.services import queue, store

TEMPLATES = {
    "greeting.txt": "Subject: {% if language == 'de' %}Grüße{% endif %} & more\n\nDear {{ name }}, {{ site_url }}/x/",
    "greeting.html": "<p>Dear {{ name }}</p>",
    "plain.txt": "Subject: Plain\n\nHello",
    "wrong.txt": "Hello",
}


@pytest.fixture(autouse=True)
def _templates(settings):
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", TEMPLATES)]},
        }
    ]
    settings.EMAIL_BACKEND = "shop.mail.backend.OutboxBackend"


@pytest.mark.django_db
def test_a_mail_is_rendered_in_the_language_of_its_reader(settings):
    message = queue(template="greeting", to="a@b.example", language="de", context={"name": "R & D <team>"})
    assert message.subject == "Grüße & more"
    assert message.text == f"Dear R & D <team>, {settings.SITE_URL}/x/\n"
    assert message.html == "<p>Dear R &amp; D &lt;team&gt;</p>"


@pytest.mark.django_db
def test_a_mail_needs_no_html():
    assert queue(template="plain", to="a@b.example", language="en", context={}).html == ""


@pytest.mark.django_db
def test_a_text_without_subject_is_refused():
    with pytest.raises(ValueError, match="Subject"):
        queue(template="wrong", to="a@b.example", language="en", context={})


@pytest.mark.django_db
def test_a_subject_cannot_smuggle_a_header():
    message = store(to="a@b.example", subject="Your quote\r\nBcc: all@b.example", text="Hello")
    assert message.subject == "Your quote Bcc: all@b.example"


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_not_sent_for_what_was_not_committed():
    def change_and_fail():
        with transaction.atomic():
            queue(template="plain", to="a@b.example", attachments=[("a.pdf", b"%PDF", "application/pdf")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_committed_mail_goes_out_without_waiting_for_the_sweep():
    message = queue(template="plain", to="a@b.example")
    message.refresh_from_db()
    assert message.state == Message.State.SENT


@pytest.mark.django_db
def test_djangos_own_mails_go_through_the_outbox_one_row_a_reader():
    send_mail("Reset", "Follow the link.", None, ["a@b.example", "c@d.example"])
    assert {(message.to, message.subject) for message in Message.objects.all()} == {
        ("a@b.example", "Reset"),
        ("c@d.example", "Reset"),
    }


@pytest.mark.django_db
def test_html_and_files_of_djangos_mails_are_kept():
    mail = EmailMultiAlternatives("S", "text", "shop@b.example", ["a@b.example"])
    mail.attach_alternative("<b>text</b>", "text/html")
    mail.attach("a.csv", "x,y", "text/csv")
    mail.send()
    message = Message.objects.get()
    assert message.html == "<b>text</b>"
    assert [(file.name, bytes(file.content)) for file in message.attachments.all()] == [("a.csv", b"x,y")]

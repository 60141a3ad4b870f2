from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from shop.mail.delivery import deliver_due
from shop.mail.models import Message
from shop.mail.services import File, send_again
from tests.make import make_message
from tests.parallel import in_parallel
from tests.smtp import mail_server


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_URL = server.url
        yield server


def make_due(message):
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now())


@pytest.mark.django_db
def test_a_mail_reaches_the_server_with_its_files(server):
    message = make_message(subject="Angebot für Müller", attachments=[File("quote.pdf", b"%PDF-1.7")])
    assert deliver_due() == 1
    [mail] = server.received
    assert mail["To"] == "buyer@customer.example"
    assert mail["Message-ID"] == message.message_id
    parts = {part.get_filename(): part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()}
    assert parts[None].decode().strip() == "It is ready."
    assert parts["quote.pdf"] == b"%PDF-1.7"
    message.refresh_from_db()
    assert message.state == Message.State.SENT


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_deliver_each_mail_once(server, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # nobody is nudged before
    for number in range(12):
        make_message(subject=f"Mail {number}")
    sent = in_parallel(8, deliver_due)
    assert sum(sent) == 12
    assert sorted(mail["Subject"] for mail in server.received) == sorted(f"Mail {number}" for number in range(12))


@pytest.mark.django_db
def test_a_mail_that_is_delivered_is_not_delivered_again(server):
    make_message()
    deliver_due()
    assert deliver_due() == 0
    assert len(server.received) == 1


@pytest.mark.django_db
def test_a_server_that_is_down_for_a_day_gets_every_mail_once_afterwards(settings, server):
    mails = [make_message(subject=f"Mail {number}") for number in range(3)]
    settings.EMAIL_URL = "smtp://127.0.0.1:1"
    for _attempt in range(30):
        assert deliver_due() == 0
        Message.objects.update(due_at=timezone.now())
    assert all("Error" in message.last_error for message in Message.objects.all())
    settings.EMAIL_URL = server.url
    assert deliver_due() == len(mails)
    assert deliver_due() == 0
    assert len(server.received) == len(mails)


@pytest.mark.django_db
def test_a_mail_waits_longer_after_each_failure_but_never_more_than_an_hour(server):
    message = make_message()
    server.answer = lambda recipient: "451 try later"
    waits = []
    for _attempt in range(9):
        make_due(message)
        deliver_due()
        message.refresh_from_db()
        waits.append(message.due_at - timezone.now())
    assert waits[0] < waits[1] < waits[2]
    assert timedelta(minutes=59) < waits[-1] <= timedelta(hours=1)
    assert message.state == Message.State.WAITING


@pytest.mark.django_db
def test_a_mail_is_given_up_after_five_days_and_staff_can_send_it_again(server):
    message = make_message(created_at=timezone.now() - timedelta(days=5, minutes=1))
    server.answer = lambda recipient: "451 try later"
    deliver_due()
    message.refresh_from_db()
    assert message.state == Message.State.FAILED
    server.answer = lambda recipient: "250 ok"
    send_again(message_id=message.pk)
    assert deliver_due() == 1


@pytest.mark.django_db
def test_an_address_that_the_server_does_not_know_fails_alone(server):
    server.answer = lambda recipient: "550 unknown" if recipient.startswith("nobody") else "250 ok"
    unknown = make_message(to="nobody@customer.example")
    known = make_message()
    assert deliver_due() == 1
    unknown.refresh_from_db()
    known.refresh_from_db()
    assert (unknown.state, known.state) == (Message.State.FAILED, Message.State.SENT)
    assert "550" in unknown.last_error


@pytest.mark.django_db
def test_an_address_that_cannot_be_written_does_not_block_the_others(server):
    broken = make_message(to="buyer\r\nBcc: all@customer.example")
    make_message()
    assert deliver_due() == 1
    broken.refresh_from_db()
    assert broken.state == Message.State.FAILED


@pytest.mark.django_db
def test_a_connection_lost_before_the_answer_is_tried_again_under_the_same_message_id(server):
    message = make_message()
    server.hang_up_after_data = True
    deliver_due()
    server.hang_up_after_data = False
    make_due(message)
    assert deliver_due() == 1
    assert {mail["Message-ID"] for mail in server.received} == {message.message_id}


@pytest.mark.django_db
def test_the_claim_of_a_killed_worker_is_taken_over_only_when_it_must_be_dead(server):
    message = make_message(state=Message.State.SENDING, claimed_at=timezone.now() - timedelta(minutes=9))
    assert deliver_due() == 0
    message.claimed_at -= timedelta(minutes=2)
    message.save()
    assert deliver_due() == 1


@pytest.mark.django_db
def test_without_a_server_each_mail_is_one_file():
    message = make_message()
    assert deliver_due() == 1
    [path] = [
        path for path in Path(settings.OUTGOING_MAIL_ROOT).iterdir() if message.message_id.strip("<>") in path.name
    ]
    assert b"It is ready." in path.read_bytes()

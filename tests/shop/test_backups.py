import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from shop.mail.models import Message
from tests.make import make_message

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not shutil.which("pg_dump"), reason="pg_dump, which a backup of PostgreSQL needs, is not on this machine"
    ),
]


@pytest.fixture
def upload(settings):
    path = Path(settings.PRIVATE_MEDIA_ROOT) / "orders" / "po.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7")
    return path


def test_what_was_lost_comes_back(tmp_path, upload):
    kept = make_message(subject="Kept")
    call_command("backup", str(tmp_path / "shop.tar"))
    kept.delete()
    make_message(subject="Later")
    upload.unlink()
    call_command("restore", str(tmp_path / "shop.tar"), "--replace")
    assert [message.subject for message in Message.objects.all()] == ["Kept"]
    assert upload.read_bytes() == b"%PDF-1.7"


def test_a_shop_that_is_there_is_not_overwritten_unasked(tmp_path):
    call_command("backup", str(tmp_path / "shop.tar"))
    make_message(subject="Later")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(tmp_path / "shop.tar"))
    assert Message.objects.filter(subject="Later").exists()


def test_a_backup_file_is_for_its_owner_only_and_never_overwritten(tmp_path):
    call_command("backup", str(tmp_path / "shop.tar"))
    assert (tmp_path / "shop.tar").stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="exists"):
        call_command("backup", str(tmp_path / "shop.tar"))


def test_a_file_that_is_no_backup_changes_nothing(tmp_path):
    (tmp_path / "letter.tar").write_text("Dear shop")
    with pytest.raises(CommandError, match="not a backup"):
        call_command("restore", str(tmp_path / "letter.tar"), "--replace")
    assert connection.introspection.table_names()

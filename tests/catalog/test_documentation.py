from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from catalog.management.commands.document_attributes import PAGE, page


def test_the_page_of_attributes_is_what_the_table_says():
    assert (Path(settings.BASE_DIR) / PAGE).read_text(encoding="utf-8") == page(), "manage.py document_attributes"


def test_a_stale_page_fails_the_check(tmp_path, settings, capsys):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="stale"):
        call_command("document_attributes", "--check")
    call_command("document_attributes")
    call_command("document_attributes", "--check")
    assert "`rated_torque`" in (tmp_path / PAGE).read_text(encoding="utf-8")

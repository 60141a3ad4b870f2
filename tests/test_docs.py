"""What the docs say of the code is so."""

import re
from pathlib import Path

import pytest

from shop.settings.requirements import REQUIRED

BASE = Path(__file__).resolve().parent.parent
PAGES = sorted((BASE / "docs").rglob("*.md"))
SETTINGS = (BASE / "docs" / "reference" / "settings.md").read_text()


def test_every_variable_that_the_settings_read_is_described():
    code = "".join(path.read_text() for path in (BASE / "shop" / "settings").glob("*.py"))
    read = set(re.findall(r"environ(?:ment)?(?:\.get\(|\[)\"([A-Z_]+)\"", code))
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", SETTINGS, re.MULTILINE))
    assert "DATABASE_URL" in read
    assert read - described == set()


def test_the_required_ones_are_called_required():
    assert set(re.findall(r"^\| `([A-Z_]+)` \| required", SETTINGS, re.MULTILINE)) == set(REQUIRED)


@pytest.mark.parametrize("text", [BASE / "README.md", *PAGES], ids=lambda path: str(path.relative_to(BASE)))
def test_every_link_leads_somewhere(text):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text.read_text())
    assert [link for link in links if not (text.parent / link).exists()] == []


def test_every_page_is_listed_in_the_index():
    index = BASE / "docs" / "README.md"
    listed = {(index.parent / link).resolve() for link in re.findall(r"\]\(([^)#]+\.md)\)", index.read_text())}
    assert {page.resolve() for page in PAGES if page != index} - listed == set()


def test_every_make_target_of_the_docs_exists():
    targets = set(re.findall(r"^([a-z]+):", (BASE / "Makefile").read_text(), re.MULTILINE))
    named = {name for page in [BASE / "README.md", *PAGES] for name in re.findall(r"`make ([a-z]+)", page.read_text())}
    assert named - targets == set()

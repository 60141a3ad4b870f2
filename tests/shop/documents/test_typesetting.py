from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from shop.documents import pdf
from shop.documents.typesetting import PaperFailed
from tests.make import make_sent_revision
from tests.makers.accounts import make_company
from tests.makers.quoting import make_line_draft, make_quote


def fonts_of(reader: PdfReader) -> set[str]:
    return {
        str(font.get_object()["/BaseFont"]).rpartition("+")[2].lstrip("/")
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }


@pytest.mark.django_db
def test_a_paper_prints_chinese_umlauts_and_signs_in_our_own_fonts():
    company = make_company(name="常州公司 Müller", city="Zürich")
    line = make_line_draft(description="Widerstand ≥ 0,5 Ω, größer")
    revision = make_sent_revision(quote=make_quote(company=company), lines=[line], note="公司 Ω ≥ ü")
    with revision.pdf.open("rb") as handle:
        reader = PdfReader(BytesIO(handle.read()))
    text = "".join(page.extract_text() for page in reader.pages)
    for sign in ("公司", "Ω", "≥", "ü", "Q-", "US$"):
        assert sign in text
    assert fonts_of(reader) == {
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
        "IBMPlexMono-Medium",
        "NotoSansSC-Regular",
    }


def test_a_paper_takes_photographs_and_drawings():
    raster = BytesIO()
    Image.new("RGB", (84, 60), "red").save(raster, "JPEG")
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    files = {"pictures/1.jpeg": raster.getvalue(), "pictures/2.svg": drawing}
    line = {
        "position": "1",
        "number": "57BL94-2430",
        "description": "",
        "extras": [],
        "breaks": [],
        "lead_time": "",
        "amount": "1.00",
    }
    lines = [line | {"picture": f"/{name}"} for name in files]
    reader = PdfReader(BytesIO(pdf("quoting/quote.typ", paper(lines), files=files)))
    assert len(reader.pages[0].images) == 1


def paper(lines: list[dict[str, object]]) -> dict[str, object]:
    """The least that a quote says."""
    words = ("seller", "buyer", "terms", "note", "changes", "page")
    return {
        "language": "en",
        "title": "Q",
        "heading": "",
        "number": "Q",
        "revision": "",
        "seller": {"brand": "S", "name": "S", "address": []},
        "buyer": {"name": "B", "lines": []},
        "facts": [],
        "columns": ["", "", "", "", ""],
        "lines": lines,
        "sums": [],
        "schedule_columns": ["", "", ""],
        "schedule": [],
        "terms": [],
        "changes": [],
        "change_columns": ["", "", ""],
        "note": "",
        "labels": dict.fromkeys(words, ""),
    }


@pytest.mark.django_db
def test_equal_papers_give_equal_bytes():
    revision = make_sent_revision()
    assert revision.paper is not None
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    papers = {pdf("quoting/quote.typ", revision.paper, made_at=moment) for _again in range(2)}
    assert len(papers) == 1


def test_a_template_that_misses_something_fails_loudly():
    with pytest.raises(PaperFailed, match="quote"):
        pdf("quoting/quote.typ", {"title": "nothing else"})

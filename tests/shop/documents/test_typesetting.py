from datetime import UTC, datetime
from io import BytesIO

import pytest
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

"""The data sheet, read back as a reader's program reads it."""

import io
import re

import pytest
from pypdf import PdfReader

from catalog.queries import specification
from shop.datasheets.sheets import datasheet, size
from shop.documents import typesetting
from tests.make import make_motor, make_part, make_series

pytestmark = pytest.mark.django_db

URL = "/files/datasheet/57BL94-2430.pdf"


@pytest.fixture
def motor(db):
    series = make_series("57bl", demonstration=True)
    return make_motor("57BL94-2430", series=series, finish="bare laminations", pilot_diameter=0.0381)


@pytest.fixture(autouse=True)
def _nothing_made_yet(settings, tmp_path):
    location = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "private": {**settings.STORAGES["private"], "OPTIONS": location}}


def plain(text: str) -> str:
    """Without spaces: print sets them as it likes."""
    return re.sub(r"\s+", "", text)


def read(content: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(content))
    return reader, plain("".join(page.extract_text() for page in reader.pages))


def test_a_motor_has_two_pages_with_its_number_and_every_published_figure(client, motor):
    response = client.get(URL)
    assert response.headers["Content-Type"] == "application/pdf"
    assert len(response.content) <= 400_000
    reader, text = read(response.content)
    assert len(reader.pages) == 2
    assert "57BL94-2430" in text
    for group in specification(motor):
        for row in group.rows:
            assert plain(str(row.attribute.label)) in text, row.attribute.key
            assert plain(row.figure.number) in text, row.attribute.key
            assert plain(row.figure.unit) in text, row.attribute.key


def test_it_holds_the_diagram_the_ordering_code_and_says_that_the_figures_are_invented(client, motor):
    _reader, text = read(client.get(URL).content)
    assert "24V,warm" in text
    assert "Howthenumberreads" in text
    assert "noguaranteeofproperties" in text
    assert "Demonstrationdata" in text
    assert "Version" in text


def test_every_font_is_embedded(client, motor):
    reader, _text = read(client.get(URL).content)
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descendant = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = descendant["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_letter_paper_is_asked_for_in_the_address(client, motor):
    def paper(query: str) -> tuple[int, int]:
        box = read(client.get(URL + query).content)[0].pages[0].mediabox
        return round(box.width), round(box.height)

    assert paper("") == (595, 842)
    assert paper("?paper=letter") == (612, 792)
    assert paper("?paper=nonsense") == (595, 842)


def test_it_is_made_once_and_again_when_a_figure_changes(motor, monkeypatch):
    made = []
    pdf = typesetting.pdf
    monkeypatch.setattr("shop.datasheets.sheets.pdf", lambda *args, **named: made.append(1) or pdf(*args, **named))
    assert size(motor) is None
    first = datasheet(motor)
    assert datasheet(motor) == first
    assert len(made) == 1
    assert size(motor) == len(first.content)
    motor.rated_torque = 0.48
    changed = datasheet(motor)
    assert changed.version != first.version
    assert len(made) == 2
    assert size(motor) == len(changed.content)


def test_the_page_lists_it_with_its_size_once_it_was_made(client, motor):
    page = motor.get_absolute_url()
    assert f'href="{URL}"' in client.get(page).text
    kilobytes = len(client.get(URL).content) / 1024
    assert f"PDF, 2 pages, {kilobytes:.1f}\N{NO-BREAK SPACE}KB" in client.get(page).text


def test_an_accessory_and_a_motor_of_few_figures_have_one_too(client, db):
    gearbox = make_part(kind="gearbox")
    _reader, text = read(client.get(f"/files/datasheet/{gearbox.number}.pdf").content)
    assert plain(gearbox.number) in text
    bare = make_motor("X-1", **dict.fromkeys(("terminal_resistance", "rated_speed", "frame_size", "body_length")))
    assert client.get(f"/files/datasheet/{bare.part_number}.pdf").status_code == 200


def test_a_hidden_part_has_none(client, motor):
    motor.live = False
    motor.save()
    assert client.get(URL).status_code == 404

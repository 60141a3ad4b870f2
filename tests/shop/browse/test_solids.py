"""Solid models on the page of a part and as files."""

import base64
import gzip
import hashlib
import re

import pytest

from catalog.services import load_demo_catalogue
from shop.browse.solids import VIEWER_STYLE
from tests.make import make_motor

pytestmark = pytest.mark.django_db

URL = "/products/57bl/57BL94-2430/"
FILE = "/files/step/57BL94-2430.step"


@pytest.fixture
def demo(settings, db):
    load_demo_catalogue(settings.BASE_DIR / "catalog" / "demo")


@pytest.mark.usefixtures("demo")
def test_a_motor_offers_its_solids_with_their_size_and_a_view(client):
    page = client.get(URL).text
    assert re.search(r'href="/files/step/57BL94-2430\.step"[^§]*?STEP, \d+', page)
    assert re.search(r'href="/files/glb/57BL94-2430\.glb"[^>]*data-viewer="[^"]*model-viewer', page)


@pytest.mark.usefixtures("demo")
def test_a_browser_gets_the_file_compressed_and_any_other_program_as_it_is(client):
    plain = client.get(FILE)
    assert plain.content.startswith(b"ISO-10303-21;")
    assert "Content-Encoding" not in plain.headers
    assert plain["Content-Disposition"] == 'attachment; filename="57BL94-2430.step"'
    packed = client.get(FILE, headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert client.get(FILE, headers={"if-none-match": plain["ETag"]}).status_code == 304


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "path", ["step/57BL94-2430.glb", "glb/57BL94-2430.step", "glb/none.glb", "step/%00.step", "stl/57BL94-2430.stl"]
)
def test_what_there_is_not_is_not_found(client, path):
    assert client.get(f"/files/{path}").status_code in (400, 404)


def test_a_part_whose_solid_was_never_built_says_nothing_of_one(client):
    motor = make_motor("57BL94-2430", body_length=0.0778)
    page = client.get(motor.get_absolute_url()).text
    assert "data-viewer" not in page
    assert "/files/step/" not in page
    assert client.get(FILE).status_code == 404


@pytest.mark.usefixtures("demo")
def test_the_policy_lets_in_the_one_style_sheet_of_the_viewer_and_on_this_page_alone(client, settings):
    viewer = (settings.BASE_DIR / "shop/static/vendor/model-viewer/model-viewer.min.js").read_text()
    (style,) = re.findall(r"<style>(.*?)</style>", viewer, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" == VIEWER_STYLE
    assert VIEWER_STYLE in client.get(URL)["Content-Security-Policy"]
    assert "sha256" not in client.get("/motors/")["Content-Security-Policy"]


def test_the_drawing_comes_as_dxf(client):
    make_motor("57BL94-2430")
    response = client.get("/files/dxf/57BL94-2430.dxf")
    assert response["Content-Type"] == "image/vnd.dxf"
    assert response["Content-Disposition"] == 'attachment; filename="57BL94-2430.dxf"'
    assert "/files/dxf/57BL94-2430.dxf" in client.get(URL).text

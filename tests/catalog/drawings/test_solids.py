"""Which parts share a body, and that the body of every part of the demonstration is there to download."""

import gzip
import json
import struct

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from catalog.drawings.cad import store
from catalog.drawings.cad.bodies import body_of
from catalog.models import PRODUCTS
from catalog.queries import published
from catalog.services import load_demo_catalogue
from tests.make import make_motor

pytestmark = pytest.mark.django_db


def name_of(**changes):
    return body_of(make_motor(**changes)).name


def test_windings_of_one_length_share_a_body():
    told = {"connection": "leads, 3 × AWG 22 and 5 × AWG 26"}
    assert name_of(**told) == name_of(rated_voltage=48.0, rated_torque=0.9, connection="leads, 8 × AWG 26")


@pytest.mark.parametrize(
    "change",
    [
        {"body_length": 0.0941},
        {"shaft_length": 0.0215},
        {"shaft_diameter": 0.0079},
        {"finish": "black"},
        {"connection": "M23 connectors"},
    ],
)
def test_what_one_can_see_or_measure_makes_another_body(change):
    assert name_of(**change) != name_of()


def test_a_part_without_dimensions_has_no_body():
    assert body_of(make_motor(body_length=None)) is None


def test_every_part_of_the_demonstration_has_its_solid_and_no_file_is_left_over(settings):
    load_demo_catalogue(settings.BASE_DIR / "catalog" / "demo")
    bodies = {body.name: body for kind in PRODUCTS for part in published(kind) if (body := body_of(part))}
    assert len([name for name in bodies if name.startswith("motor-")]) == 64
    assert [name for name, body in bodies.items() if not store.has(body, committed=True)] == []
    kept = {path.name for path in (settings.DEMO_MEDIA_ROOT / "solids").iterdir()}
    assert kept == {f"{name}.{format_}.gz" for name in bodies for format_ in store.FORMATS}
    assert sum(path.stat().st_size for path in (settings.DEMO_MEDIA_ROOT / "solids").iterdir()) < 12_000_000


def test_a_stored_glb_is_sound(settings):
    for path in sorted((settings.DEMO_MEDIA_ROOT / "solids").glob("*.glb.gz"))[::12]:
        content = gzip.decompress(path.read_bytes())
        magic, version, length, head_length, _type = struct.unpack("<4sIIII", content[:20])
        assert (magic, version, length) == (b"glTF", 2, len(content))
        head = json.loads(content[20 : 20 + head_length])
        assert all("__" in node["name"] for node in head["nodes"])
        assert head["buffers"][0]["byteLength"] == length - head_length - 28


def test_what_is_built_here_is_kept_under_media_and_found_again():
    body = body_of(make_motor(body_length=0.0777))
    assert not store.has(body)
    store.keep(body, {"step": b"ISO-10303-21;", "glb": b"glTF" * 20})
    assert store.has(body)
    assert not store.has(body, committed=True)
    assert store.size(body, "glb") == 80
    assert gzip.decompress(store.compressed(body, "step")) == b"ISO-10303-21;"
    assert default_storage.exists(f"solids/{body.name}.glb.gz")


def test_the_command_builds_nothing_that_is_there(settings, capsys):
    load_demo_catalogue(settings.BASE_DIR / "catalog" / "demo")
    call_command("generate_drawings", "57BL94-2430", "57bl94-2420")
    assert "1 different bodies, 0 to build" in capsys.readouterr().out

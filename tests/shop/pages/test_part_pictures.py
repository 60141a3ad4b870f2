"""The rendered pictures of the demonstration, and the parts that they are shown for."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from catalog.models import Motor, Series
from catalog.services import load_demo_catalogue
from shop.images.models import ShopImage
from shop.pages import part_pictures, seed
from shop.pages.models import SeededContent

pytestmark = pytest.mark.django_db
NAME = "57bl94-2430-front"


def stored_webp():
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "grey").save(out, "WEBP")
    return ContentFile(out.getvalue(), name="rear.webp")


@pytest.fixture
def demo(settings, db):
    load_demo_catalogue(settings.BASE_DIR / "catalog" / "demo")


def test_every_committed_picture_is_listed_light_and_told_in_words(settings):
    folder = settings.DEMO_MEDIA_ROOT / "pictures"
    files = {path.stem: path.stat().st_size for path in folder.glob("*.webp")}
    assert set(files) == set(part_pictures.listed())
    assert max(files.values()) < 150_000
    assert sum(files.values()) < 25_000_000
    for told in part_pictures.listed().values():
        assert told["alternative_text"].startswith(f"{told['part']} seen from the {told['view']}: ")
        assert len(told["alternative_text"]) <= 250


@pytest.mark.usefixtures("demo")
def test_a_picture_goes_to_every_winding_of_the_body_and_stands_for_the_series():
    part_pictures.load(NAME)
    image = ShopImage.objects.get()
    shown = set(Motor.objects.filter(image=image).values_list("part_number", flat=True))
    assert shown == set(Motor.objects.filter(part_number__startswith="57BL94-").values_list("part_number", flat=True))
    other = Motor.objects.get(part_number="57BL54-2430")
    assert (other.image, other.picture) == (None, image)


@pytest.mark.usefixtures("demo")
def test_a_picture_that_staff_have_chosen_stays():
    own = ShopImage.objects.create(title="Ours", alternative_text="Ours", file="x.webp", width=1, height=1)
    Motor.objects.filter(part_number="57BL94-2440").update(image=own)
    Series.objects.filter(slug="57bl").update(image=own)
    part_pictures.load(NAME)
    assert Motor.objects.get(part_number="57BL94-2440").image == own
    assert Series.objects.get(slug="57bl").image == own
    assert Motor.objects.get(part_number="57BL94-2430").image != own


@pytest.mark.usefixtures("demo")
def test_the_page_says_which_part_its_picture_shows_and_draws_another_length_itself(client):
    part_pictures.load(NAME)
    assert "57BL94-2430, rendered from its dimensions" in client.get("/products/57bl/57BL94-2440/").text
    assert "rendered from its dimensions" not in client.get("/products/57bl/57BL54-2430/").text


@pytest.mark.usefixtures("demo")
def test_a_series_page_shows_its_motor_from_behind_where_there_is_such_a_picture(client, monkeypatch):
    told = {"part": "57BL94-2430", "view": "rear", "title": "57BL94-2430 from behind", "alternative_text": "A cap."}
    every = {**part_pictures.listed(), "57bl94-2430-rear": told}
    monkeypatch.setattr(part_pictures, "listed", lambda: every)
    SeededContent.objects.create(key="picture:57bl94-2430-rear")  # in the library already
    ShopImage.objects.create(title=told["title"], alternative_text="A cap.", file=stored_webp())
    seed.load_demo_content()
    page = client.get("/products/57bl/").text
    assert "<figcaption><p>57BL94-2430 from behind" in page or "57BL94-2430 from behind</" in page
    assert 'alt="A cap."' in page

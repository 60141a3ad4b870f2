"""The demonstration's pages: written once, honest figures, never over what staff did."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client

from catalog.models import Motor
from catalog.services import load_demo_catalogue
from shop.images.models import ShopImage
from shop.pages.demo import figures
from shop.pages.models import ArticlePage, FamilyPage, HomePage, SeededContent, SeriesPage, StandardPage
from shop.pages.seed import load_demo_content
from shop.pricing.services import load_demo as load_prices

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole demonstration, loaded once for all tests of this file and taken back after them."""
    base = Path(settings.BASE_DIR)
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo_catalogue(base / "catalog" / "demo")
        load_prices(base / "shop" / "pricing" / "demo")
        load_demo_content()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shop(loaded: None, db: None) -> None:
    """What one test changes in it is taken back at once."""


@pytest.fixture
def quick_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each size and format is the picture itself: encoding some hundred of them says nothing about pages."""

    def itself(image: ShopImage, _filter: Any, *, source: Any = None) -> ContentFile[bytes]:
        return ContentFile(Path(image.file.path).read_bytes(), name="x.webp")

    monkeypatch.setattr(ShopImage, "generate_rendition_file", itself)


def test_the_shop_is_complete_every_page_answers_and_every_link_leads_somewhere(
    shop: None, quick_pictures: None, client: Client
) -> None:
    assert SeriesPage.objects.live().count() == 41
    assert FamilyPage.objects.live().count() == 2
    assert ArticlePage.objects.live().count() == 3
    assert set(StandardPage.objects.live().values_list("slug", flat=True)) == {"about", "contact", "terms", "privacy"}
    places = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", client.get("/sitemap-pages.xml").text)
    assert len(places) == 1 + 1 + 41 + 2 + 1 + 3 + 4
    links: set[str] = set()
    for place in places:
        answer = client.get(place)
        assert answer.status_code == 200, place
        assert "[[" not in answer.text, place
        links |= set(re.findall(r'href="(/[^"#]*)"', answer.text))
    elsewhere = ("/static/", "/products/", "/files/", "/media/")
    for link in sorted(each for each in links if not each.startswith(elsewhere) and "sort=" not in each):
        assert client.get(link.replace("&amp;", "&")).status_code in (200, 302), link


def test_the_searches_on_the_home_page_find_several_motors(shop: None, client: Client) -> None:
    home = HomePage.objects.get()
    assert len(home.examples) >= 3
    for block in home.examples:
        page = client.get("/motors/", {"q": block.value}, follow=True)
        found = re.search(r"of (\d+)\.", page.text)
        assert found, block.value
        assert int(found[1]) > 2, block.value


def test_a_second_run_writes_nothing_and_keeps_what_staff_did(shop: None) -> None:
    article = ArticlePage.objects.get(slug="sizing-a-wheel-drive")
    article.title = "Changed by staff"
    article.save_revision().publish()
    SeriesPage.objects.get(slug="22sl").delete()
    assert not any(load_demo_content().values())
    assert ArticlePage.objects.get(slug="sizing-a-wheel-drive").title == "Changed by staff"
    assert not SeriesPage.objects.filter(slug="22sl").exists()


def test_a_page_that_staff_made_before_is_left_alone(shop: None) -> None:
    home = HomePage.objects.get()
    home.headline = "Ours"
    home.save_revision().publish()
    SeededContent.objects.filter(key="home").delete()
    load_demo_content()
    assert HomePage.objects.get().headline == "Ours"


def test_every_picture_says_what_it_shows(shop: None) -> None:
    for picture in ShopImage.objects.all():
        assert len(picture.alternative_text) > 40
        number = re.search(r"\d+[A-Z]{2}\d+-\d+", picture.title)
        assert number is not None
        assert Motor.objects.filter(part_number=number[0]).exists()
    for path in Path(settings.DEMO_MEDIA_ROOT).rglob("*.webp"):
        assert path.stat().st_size < 150_000


class TestWheelDrive:
    """The verdicts of the article hold for the figures that it prints."""

    @pytest.fixture
    def said(self, shop: None) -> dict[str, str]:
        return figures.wheel_drive()

    def test_the_arithmetic_is_that_of_the_text(self, said: dict[str, str]) -> None:
        assert said["force"] == "38.3"
        assert said["wheel_torque"] == "3.83"
        assert said["wheel_speed"] == "115"
        assert float(said["motor_torque"]) == pytest.approx(3.826 / 25 / 0.91, abs=0.005)

    def test_the_shortest_runs_hot_and_sags_the_middle_does_not(self, said: dict[str, str]) -> None:
        needed = _figure(said["motor_speed"])
        assert 100 < _figure(said["short_temperature"]) < _figure(said["limit"])
        assert _figure(said["short_start_speed"]) < needed < _figure(said["middle_start_speed"])
        assert _figure(said["middle_temperature"]) < 80
        assert 0 < _figure(said["cooler"]) < 10
        assert _figure(said["heavier"]) > 250

    def test_every_candidate_takes_the_gearbox(self, shop: None) -> None:
        from catalog.models import Fit

        for number in figures.CANDIDATES:
            assert Fit.objects.filter(motor__number=number, part__number="56PL-25").exists()


def test_without_its_plate_the_motor_of_the_article_runs_away_at_its_rated_torque(shop: None) -> None:
    from dataclasses import replace
    from math import isinf

    from catalog.physics.figures import Machine
    from catalog.physics_inputs import motor_figures

    said = figures.derating()
    given = motor_figures(Motor.objects.get(part_number=said["motor"]))
    bare = Machine(replace(given, mounting_factor=1.0))
    assert isinf(float(bare.winding_temperature(torque=given.rated_torque, speed=given.rated_speed)))
    assert 60 < _figure(said["bare_share"]) < 80
    assert 10 < _figure(said["lost"]) < 20


def test_the_geared_drive_of_the_article_is_lighter_cheaper_longer_and_about_as_heavy_to_turn(shop: None) -> None:
    said = figures.gear_or_direct()
    rows = {row[0]: row[1:] for row in said["rows"]}
    assert all(_figure(each) < 125 for each in rows["Winding, °C"])
    assert _figure(rows["Mass, kg"][0]) > _figure(rows["Mass, kg"][1])
    assert _figure(said["longer"]) > 0
    assert said["cheaper"].startswith("US$")
    assert _figure(said["inertia_geared"]) / _figure(said["inertia_direct"]) == pytest.approx(0.8, abs=0.15)
    currents = [_figure(each) for each in rows["Current, A"]]
    assert currents[0] == pytest.approx(currents[1], rel=0.1)


def _figure(text: str) -> float:
    return float(text.replace(",", ""))

"""What visitors read on each type of page, and what the page tree allows."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale

from shop.pages.models import ArticlePage, FamilyPage, HomePage, NewsIndexPage, ProductsPage, SeriesPage, StandardPage
from tests.make import (
    make_article,
    make_family_page,
    make_gearbox,
    make_home_page,
    make_motor,
    make_news_index,
    make_product,
    make_products_page,
    make_series,
    make_series_page,
    make_standard_page,
)

pytestmark = pytest.mark.django_db


def body(*blocks: tuple[str, object]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def test_a_fresh_database_shows_a_home_page_in_three_languages(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "de", "zh-hans"}


def test_home_counts_what_the_catalogue_holds_today(client: Client) -> None:
    make_motor("57BL94-2430")
    make_family_page("voltage=24", lede="For battery machines.")
    first = client.get("/").text
    assert "1 motor in 1 series" in first
    assert "<b>0</b> of 1" in first
    make_motor("57BL94-2440")
    assert "2 motors in 1 series" in client.get("/").text


def test_home_shows_the_chosen_motor_with_its_figures(client: Client) -> None:
    from wagtail.images.tests.utils import get_test_image_file

    from shop.images.models import ShopImage

    motor = make_motor("57BL94-2430")
    image = ShopImage.objects.create(title="x", alternative_text="A square motor", file=get_test_image_file())
    make_home_page(picture=image, motor=motor)
    page = client.get("/").text
    assert 'alt="A square motor"' in page
    assert "57BL94-2430" in page
    assert "0.47" in page


def test_the_page_tree_allows_what_makes_sense() -> None:
    assert set(ProductsPage.allowed_subpage_models()) == {SeriesPage}
    assert set(NewsIndexPage.allowed_subpage_models()) == {ArticlePage}
    assert not SeriesPage.allowed_subpage_models()
    assert not FamilyPage.allowed_subpage_models()
    assert set(HomePage.allowed_subpage_models()) == {ProductsPage, FamilyPage, NewsIndexPage, StandardPage}
    home = make_home_page()
    make_products_page()
    make_news_index()
    home = make_home_page()
    assert not ProductsPage.can_create_at(home)
    assert not NewsIndexPage.can_create_at(home)
    assert not HomePage.can_create_at(home.get_parent())


def test_a_series_page_takes_its_address_from_the_series() -> None:
    page = make_series_page("57bl")
    assert page.url == "/products/57bl/"
    page.slug = "another"
    page.save()
    assert page.slug == "57bl"


def test_a_series_has_one_page_a_language() -> None:
    page = make_series_page("57bl")
    twin = SeriesPage(title="Again", series=page.series)
    with pytest.raises(ValidationError) as refused:
        make_products_page().add_child(instance=twin)
    assert "has a page already" in str(refused.value)


def test_a_series_page_lists_its_parts_by_size_and_says_once_what_they_share(client: Client) -> None:
    series = make_series("57bl")
    make_motor("57BL94-2430", series=series)
    make_motor("57BL94-4840", series=series, rated_voltage=48.0)
    make_motor("57BL54-2430", series=series, body_length=0.054, mass=0.505)
    make_series_page(series=series)
    page = client.get("/products/57bl/").text
    rows = [
        page.index(f'class="pn" href="/products/57bl/{part}/"')
        for part in ("57BL54-2430", "57BL94-2430", "57BL94-4840")
    ]
    assert rows == sorted(rows)
    assert "54\xa0mm long, 505\xa0g" in page
    assert page.count("Hall 120°") == 1
    assert 'class="spark' in page


def test_a_series_page_shows_only_published_parts(client: Client) -> None:
    series = make_series("57bl")
    make_motor("57BL94-2430", series=series)
    make_product("motor", "57BL94-9999", series=series, draft=True)
    make_series_page(series=series)
    page = client.get("/products/57bl/").text
    assert "57BL94-2430" in page
    assert "57BL94-9999" not in page


@pytest.mark.parametrize("kind", ["gearbox", "encoder", "brake", "driver"])
def test_accessories_have_series_pages_too(client: Client, kind: str) -> None:
    product = make_product(kind)
    make_series_page(series=product.series)
    page = client.get(f"/products/{product.series.slug}/")
    assert page.status_code == 200
    assert product.part_number in page.text


def test_a_series_page_without_parts_still_stands(client: Client) -> None:
    make_series_page("57bl")
    assert client.get("/products/57bl/").status_code == 200


def test_a_series_page_asks_as_much_for_twenty_parts_as_for_two(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    series = make_series("57bl")
    for _ in range(2):
        make_motor(series=series)
    make_series_page(series=series)
    client.get("/products/57bl/")
    with CaptureQueriesContext(connection) as few:
        client.get("/products/57bl/")
    for _ in range(18):
        make_motor(series=series)
    with CaptureQueriesContext(connection) as many:
        client.get("/products/57bl/")
    assert len(many) == len(few) <= 30


def test_products_lists_series_by_family_with_ranges_and_leads_to_the_search_without_a_page(client: Client) -> None:
    make_products_page()
    make_motor(series=make_series("57bl", family="square brushless"))
    make_motor(series=make_series("90ht", family="high torque"), rated_torque=2.0)
    make_gearbox("56PL-4")
    make_series_page("57bl", lede="NEMA 23 holes.")
    page = client.get("/products/").text
    assert "Square brushless" in page
    assert "High torque" in page
    assert "Gearboxes" in page
    assert "NEMA 23 holes." in page
    assert "0.47\xa0N·m" in page
    assert 'href="/products/90ht/"' in page
    assert client.get("/products/90ht/")["Location"] == "/motors/?series=90ht"


def test_a_family_lists_what_its_search_finds(client: Client) -> None:
    make_motor("57BL94-2430")
    make_motor("57BL94-4840", rated_voltage=48.0)
    family = make_family_page("voltage=24", title="24 V motors")
    page = client.get(family.url).text
    assert "57BL94-2430" in page
    assert "57BL94-4840" not in page
    assert 'href="/motors/?voltage=24"' in page
    assert 'class="chart map"' in page
    assert client.get(f"{family.url}?page=99999999999999999999").status_code == 200


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "cannot be blank"),
        ("page=2", "narrows nothing"),
        ("rated_torque=2..1", "the first figure is larger"),
        ("voltage=many", "voltage=many"),
    ],
)
def test_a_search_that_the_catalogue_cannot_read_is_refused_in_words(query: str, reason: str) -> None:
    family = FamilyPage(title="24 V motors", query=query)
    family.slug = "x"
    with pytest.raises(ValidationError) as refused:
        make_home_page().add_child(instance=family)
    assert reason in str(refused.value.message_dict["query"])


def test_a_family_without_motors_says_so(client: Client) -> None:
    family = make_family_page("voltage=400")
    assert "No motor of the catalogue is in this family" in client.get(family.url).text


def test_an_article_prints_every_kind_of_block(client: Client) -> None:
    motor = make_motor("57BL94-2430")
    series = make_series_page("57bl")
    article = make_article(
        lede="A ramp decides the torque.",
        author="Lin Yue",
        date=date(2026, 11, 18),
        topics=["Application note"],
        body=body(
            ("heading", "The load"),
            ("text", "<p>The cart weighs <b>120 kg</b>.</p>"),
            ("calculation", {"lines": ["<p><i>F</i> = 38.3 N</p>"]}),
            ("quote", {"text": "It works.", "who": "Henrik Claussen", "role": "Engineer"}),
            ("note", {"kind": "warn", "text": "<p>Mind the heat.</p>"}),
            (
                "figures",
                {
                    "caption": "Candidates",
                    "columns": [{"type": "part", "heading": "Motor"}, {"type": "figure", "heading": "Current, A"}],
                    "rows": [{"values": ["57BL94-2430", "4.10"]}],
                },
            ),
            ("motors", {"caption": "Today", "motors": [motor.pk]}),
        ),
        related_series=json.dumps([{"type": "series", "value": series.pk}]),
    )
    page = client.get(article.url).text
    for text in (
        "18 November 2026",
        "Application note",
        "By Lin Yue",
        '<h2 id="the-load">The load</h2>',
        "<b>120 kg</b>",
        "<i>F</i> = 38.3 N",
        "Henrik Claussen, Engineer",
        "note warn",
        '<td class="n">4.10</td>',
        'class="spark',
        'href="/products/57bl/"',
    ):
        assert text in page, text


def test_a_motor_list_leaves_out_what_is_no_longer_published(client: Client) -> None:
    motor, gone = make_motor("57BL94-2430"), make_motor("57BL94-2440")
    article = make_article(body=body(("motors", {"caption": "", "motors": [motor.pk, gone.pk]})))
    gone.unpublish()
    page = client.get(article.url).text
    assert "57BL94-2430" in page
    assert "57BL94-2440" not in page


def test_news_is_filtered_by_topic_and_paged(client: Client) -> None:
    text = body(("text", "<p>Text.</p>"))
    for number in range(14):
        topics = ["Catalogue"] if number else ["Application note"]
        make_article(f"Article {number}", date=date(2026, 1, 1 + number), body=text, topics=topics)
    first = client.get("/news/").text
    assert "Article 13" in first
    assert "Article 0<" not in first
    assert "Article 0<" in client.get("/news/?page=2").text
    by_topic = client.get("/news/?topic=application-note").text
    assert "Article 0<" in by_topic
    assert "Article 13" not in by_topic
    for odd in ("?topic=nothing", "?page=0", "?page=%00", "?topic=%00", "?page=-1"):
        assert client.get(f"/news/{odd}").status_code in (200, 400)


def test_an_unpublished_article_is_nowhere(client: Client) -> None:
    article = make_article("Secret plan", body=body(("text", "<p>Text.</p>")))
    url = article.url
    article.unpublish()
    assert client.get(url).status_code == 404
    assert "Secret plan" not in client.get("/news/").text
    assert "Secret plan" not in client.get("/").text


def test_a_standard_page_prints_our_address_where_it_should(client: Client) -> None:
    from wagtail.models import Site

    from shop.pages.models import SiteSettings

    own = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    own.legal_name, own.address, own.contact_phone = "Trading Co.", "Main Road 1\nChangzhou", "+86 519 5550 0142"
    own.save()
    page = make_standard_page("Contact", show_contact=True)
    text = client.get(page.url).text
    assert "Main Road 1<br>" in text
    assert 'href="tel:+8651955500142"' in text


def test_the_footer_is_the_settings(client: Client) -> None:
    from wagtail.models import Site

    from shop.pages.models import SiteSettings

    about = make_standard_page("About us")
    own = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    links = [{"label": "", "page": about.pk, "address": ""}, {"label": "Search", "page": None, "address": "/motors/"}]
    own.footer = json.dumps([{"type": "column", "value": {"title": "Company", "links": links}}])
    own.save()
    page = client.get("/").text
    assert '<a href="/about-us/">About us</a>' in page
    assert '<a href="/motors/">Search</a>' in page
    about.unpublish()
    assert "/about-us/" not in client.get("/").text


def test_a_translation_is_found_under_its_language(client: Client) -> None:
    about = make_standard_page("About us")
    german = Locale.objects.get(language_code="de")
    home = make_home_page().copy_for_translation(german, copy_parents=True)
    home.save_revision().publish()
    translated = about.copy_for_translation(german)
    translated.title = "Über uns"
    translated.save_revision().publish()
    page = client.get("/de/about-us/")
    assert page.status_code == 200
    assert "Über uns" in page.text
    assert "About us" in client.get("/about-us/").text


def test_robots_and_the_site_map_name_what_is_published(client: Client) -> None:
    make_motor("57BL94-2430")
    make_product("motor", "57BL94-9999", draft=True)
    make_series_page("57bl")
    robots = client.get("/robots.txt").text
    assert "Disallow: /admin/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    index = client.get("/sitemap.xml").text
    assert "sitemap-pages.xml" in index
    assert "sitemap-motors.xml" in index
    assert "/products/57bl/" in client.get("/sitemap-pages.xml").text
    motors = client.get("/sitemap-motors.xml").text
    assert "/products/57bl/57BL94-2430/" in motors
    assert "9999" not in motors
    assert client.get("/sitemap-nothing.xml").status_code == 404
    assert client.get("/sitemap-motors.xml?p=zz").status_code == 404

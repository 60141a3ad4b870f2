"""The page of one part."""

import csv
import io
import json
import re

import pytest

from tests.make import make_fit, make_motor, make_prices, make_product, make_series

pytestmark = pytest.mark.django_db

URL = "/products/57bl/57BL94-2430/"


@pytest.fixture
def motor(db):
    motor = make_motor("57BL94-2430", sources={"rated_torque": {"given": "0.47", "unit": "N·m"}})
    make_prices(motor.part, {1: "52.00", 50: "38.60"}, stock=94, lead_time_days=28, minimum_order=1)
    return motor


def test_a_motor_says_what_it_is_what_it_costs_and_when_it_comes(client, motor):
    page = client.get(URL).text
    assert "Brushless DC motor" in page
    assert "38.60" in page
    assert "94 pieces" in page
    assert "4 weeks" in page
    assert re.search(r'<svg[^>]*class="chart"', page)


def test_each_figure_shows_its_source_in_words(client, motor):
    page = client.get(URL).text
    assert "The maker gives 0.47 N·m." in page
    assert 'aria-describedby="src-rated_torque"' in page


@pytest.mark.parametrize("typed", ["57bl94-2430", "57BL942430", "57bl94 2430", "57BL94.2430"])
def test_another_spelling_leads_to_the_one_address(client, motor, typed):
    response = client.get(f"/products/57bl/{typed}/?quantity=5")
    assert response.status_code == 301
    assert response.url == f"{URL}?quantity=5"


def test_a_wrong_series_leads_to_the_right_one(client, motor):
    assert client.get("/products/86bl/57BL94-2430/").url == URL


def test_a_hidden_motor_is_gone(client, motor):
    motor.live = False
    motor.save()
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("path", ["57BL94-9999", "%00", "..%2F..", "a" * 190, "%F0%9F%92%A9", "A,B"])
def test_an_unknown_part_is_not_found_and_never_an_error(client, motor, path):
    assert client.get(f"/products/57bl/{path}/").status_code in (400, 404)


def test_a_part_number_with_slash_plus_and_colon_has_a_page(client, db):
    motor = make_motor("A/B+1.5:2")
    assert client.get(motor.get_absolute_url()).status_code == 200


def test_a_motor_without_prices_is_on_request(client, db):
    page = client.get(make_motor("X-1").get_absolute_url()).text
    assert "Price on request" in page


def test_the_chosen_quantity_decides_the_break_and_the_total(client, motor):
    page = client.get(f"{URL}?quantity=60").text
    assert "US$\N{NO-BREAK SPACE}2,316.00" in page
    assert client.get(f"{URL}?quantity=9999999999").status_code == 200


def test_the_siblings_say_what_differs(client, motor):
    make_motor("57BL114-4830", body_length=0.114, rated_voltage=48.0, rated_torque=0.61)
    page = client.get(URL).text
    assert "20\N{NO-BREAK SPACE}mm longer, for 48\N{NO-BREAK SPACE}V, +30 % torque" in page


def test_what_fits_is_listed_on_both_pages(client, motor):
    gearbox = make_product("gearbox", "56PL-4")
    make_fit(motor, gearbox)
    assert "56PL-4" in client.get(URL).text
    assert "57BL94-2430" in client.get(gearbox.get_absolute_url()).text


@pytest.mark.parametrize("kind", ["gearbox", "encoder", "brake", "driver"])
def test_every_kind_of_part_has_a_page(client, db, kind):
    assert client.get(make_product(kind).get_absolute_url()).status_code == 200


def test_invented_figures_are_said_to_be_invented(client, db):
    motor = make_motor("57BL94-2430", series=make_series("demo", demonstration=True))
    assert "no such product exists" in client.get(motor.get_absolute_url()).text


def test_machines_read_the_part_from_the_page(client, db):
    motor = make_motor("A<B", series=make_series("x", manufacturer="</script><b>"))
    page = client.get(motor.get_absolute_url()).text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(data)["mpn"] == "A<B"
    assert json.loads(data)["brand"]["name"] == "</script><b>"


def test_the_specification_comes_as_a_spreadsheet_in_plain_figures(client, motor):
    response = client.get("/files/specifications/57BL94-2430.csv")
    rows = list(csv.DictReader(io.StringIO(response.text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    by_key = {row["key"]: row for row in rows}
    assert (by_key["rated_speed"]["Value"], by_key["rated_speed"]["Unit"]) == ("3000", "rpm")
    assert by_key["ambient_temperature_min"]["Value"] == "-20"
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize("path", ["diagram/57BL94-2430.svg", "drawing/57BL94-2430.svg"])
def test_a_picture_stands_alone_with_its_own_style(client, motor, path):
    response = client.get(f"/files/{path}")
    assert response["Content-Type"].startswith("image/svg+xml")
    assert "<style>" in response.text


@pytest.mark.parametrize("path", ["diagram/57BL94-2430.exe", "secrets/57BL94-2430.csv", "specifications/nothing.csv"])
def test_there_is_no_other_file(client, motor, path):
    assert client.get(f"/files/{path}").status_code == 404


def test_a_series_without_a_page_leads_to_its_parts(client, motor):
    assert client.get("/products/57bl/").url == "/motors/?series=57bl"
    assert client.get("/products/none-such/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_series_and_accessories(client, motor, django_assert_max_num_queries):
    for index in range(8):
        make_prices(make_motor(f"57BL74-24{index}").part)
        make_fit(motor, make_product("gearbox", f"56PL-{index}"))
    with django_assert_max_num_queries(16):
        client.get(URL)

"""The visitor's operating point on a motor's page, and on its way to the inquiry."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import dictionaries, sampled_from, text

from shop.quoting.models import Inquiry
from tests.make import make_motor, make_part

pytestmark = pytest.mark.django_db

URL = "/products/57bl/57BL94-2430/"
NB = "\N{NO-BREAK SPACE}"


@pytest.fixture
def motor(db):
    return make_motor("57BL94-2430")


def test_without_a_point_the_page_asks_for_one_and_judges_nothing(client, motor):
    page = client.get(URL).text
    assert "Your operating point" in page
    assert "At your point" not in page
    assert not re.search(r'class="op"', page)


def test_a_point_is_judged_drawn_and_computed(client, motor):
    page = client.get(URL, {"m": "0.4", "n": "3000"}).text
    assert f"At your point, 0.4{NB}N·m at 3,000{NB}rpm:" in page
    assert "runs continuously" in page
    assert re.search(r'class="op"', page)
    for label in ("Current", "Shaft power", "Electrical power", "Voltage needed", "Winding, steady"):
        assert label in page
    assert "Computed" in page


def test_what_was_typed_stands_in_the_fields_with_its_unit(client, motor):
    page = client.get(URL, {"m": "57 oz·in", "n": "3,000"}).text
    assert 'value="57 oz·in"' in page
    assert re.search(r'value="3,000"[^>]*><span>rpm</span>', page)


def test_a_field_that_cannot_be_read_says_so_and_keeps_its_text(client, motor):
    response = client.get(URL, {"m": "lots", "n": "3000"})
    assert response.status_code == 400
    assert 'value="lots"' in response.text
    assert "does not begin with a number" in response.text
    assert 'aria-describedby="o-m-e"' in response.text
    assert "At your point" not in response.text


def test_what_fails_names_its_figure_and_what_would_help(client, motor):
    better = make_motor("57BL94-2440", rated_speed=419.0, torque_constant=0.046, back_emf_constant=0.046,
                        terminal_resistance=0.19, rated_torque=0.45, no_load_speed=515.0)  # fmt: skip
    page = client.get(URL, {"m": "0.4", "n": "4000", "v": "24"}).text
    assert f"Too slow on 24{NB}V." in page
    assert f"4,000{NB}rpm needs" in page
    assert f'<a class="pn" href="{better.get_absolute_url()}?m=0.4&amp;n=4000&amp;v=24">57BL94-2440</a>' in page


def test_the_point_travels_to_the_other_motors_of_the_series(client, motor):
    make_motor("57BL114-2430", body_length=0.114)
    page = client.get(URL, {"m": "0.4 N·m", "n": "3000"}).text
    assert "57BL114-2430/?m=0.4&amp;n=3000" in page
    assert 'class="pt"' in page


def test_the_point_travels_to_the_inquiry_and_can_be_taken_off(client, motor):
    page = client.get(URL, {"m": "0.4", "n": "3000", "v": "24"}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(m|n|v|ta)" value="([^"]*)">', page))
    client.post("/inquiry/add/", {"part": "57BL94-2430", "quantity": "50", **hidden})
    inquiry = Inquiry.objects.get()
    assert inquiry.requirement["torque"] == 0.4
    assert inquiry.requirement["supply"] == 24.0
    assert f"0.4{NB}N·m at 3,000{NB}rpm on 24{NB}V" in client.get("/inquiry/").text
    client.post("/inquiry/add/", {"part": "57BL94-2430", "quantity": "60"})
    inquiry.refresh_from_db()
    assert inquiry.operating_point is not None
    client.post("/inquiry/", {"do": "no-point", f"line-{inquiry.lines.get().pk}-quantities": "50"})
    inquiry.refresh_from_db()
    assert inquiry.requirement is None


def test_an_accessory_has_no_operating_point(client, db):
    part = make_part(kind="gearbox")
    page = client.get(part.get_absolute_url(), {"m": "0.4", "n": "3000"}).text
    assert "Your operating point" not in page


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    dictionaries(
        sampled_from(["m", "n", "v", "ta"]),
        sampled_from(["0", "1e5", "1e-9", "99999", "-5", "1,2,3", "\x00", "9" * 80, "∞", "0.4 N·m", "1e99"])
        | text(max_size=30),
    )
)
def test_no_address_breaks_the_page(client, motor, parameters):
    assert client.get(URL, parameters).status_code in (200, 400)

"""The search with an operating point: who runs there, how well, and who just misses it."""

import pytest

from tests.make import make_motor, make_prices, make_series

pytestmark = pytest.mark.django_db

URL = "/motors/"
POINT = "m=0.4&n=3000"


@pytest.fixture
def motors(db):
    """One that runs at the point, a lighter one with less margin, one too slow, one of which too little is known."""
    return (
        make_motor("RUNS-1", mass=2.0, thermal_resistance_housing_ambient=1.5),
        make_motor("LIGHT-2", mass=1.0),
        make_motor("SLOW-3", rated_voltage=20.0),
        make_motor("BARE-4", thermal_resistance_winding_housing=None, rated_current=None),
    )


def numbers(rows):
    return [row.motor.part_number for row in rows]


def test_those_that_run_there_are_listed_the_lightest_first_and_those_just_outside_say_why(client, motors):
    response = client.get(f"{URL}?{POINT}")
    assert numbers(response.context["page"].object_list) == ["LIGHT-2", "RUNS-1"]
    assert numbers(response.context["outside"]) == ["SLOW-3"]
    assert response.context["outside"][0].why_not.startswith("reaches 2,")
    assert "2</span> motors run continuously at your point" in response.text
    assert "Of 1 further motor too little is published" in response.text


def test_margin_current_and_efficiency_are_columns_to_sort_by(client, motors):
    response = client.get(f"{URL}?{POINT}&sort=-margin")
    assert numbers(response.context["page"].object_list) == ["RUNS-1", "LIGHT-2"]
    first = response.context["page"].object_list[0]
    assert first.margin.startswith("+")
    assert float(first.current) == pytest.approx(7.8, abs=0.4)
    assert 70 < float(first.efficiency) < 90


def test_the_point_is_read_from_the_box_and_stands_as_one_chip(client, motors):
    response = client.get(f"{URL}?q=24V 0.4Nm 3000rpm")
    assert numbers(response.context["page"].object_list) == ["LIGHT-2", "RUNS-1"]
    chips = [chip.label.replace("\N{NO-BREAK SPACE}", " ") for chip in response.context["chips"]]
    assert chips == ["Rated voltage 24 V", "0.4 N·m at 3,000 rpm"]
    assert response.context["chips"][0].url == "?m=0.4&n=3000"
    assert response.context["chips"][1].url == "?voltage=24"


def test_the_form_shows_what_the_box_says_so_that_it_can_be_changed(client, motors):
    response = client.get(f"{URL}?q=0.4Nm 3000rpm about 1.1kg hightorque")
    mass = next(facet for facet in response.context["facets"] if facet.field.name == "mass")
    assert (mass.low, mass.high) == ("0.88", "1.32")
    assert [field.value for field in response.context["point_fields"]] == ["0.4", "3000", "", ""]
    assert '<input type="hidden" name="q" value="hightorque">' in response.text


def test_another_supply_is_asked_of_every_motor(client, motors):
    response = client.get(f"{URL}?{POINT}&v=48")
    assert numbers(response.context["page"].object_list) == ["LIGHT-2", "SLOW-3", "RUNS-1"]


def test_the_point_goes_along_to_the_motors_own_page(client, motors):
    response = client.get(f"{URL}?{POINT}")
    assert response.context["page"].object_list[0].url.endswith("/LIGHT-2/?m=0.4&n=3000")


def test_counts_and_loosening_know_the_point(client, motors):
    response = client.get(f"{URL}?m=5&n=3000&voltage=24")
    assert not response.context["page"].object_list
    found = {each.label.replace("\N{NO-BREAK SPACE}", " "): each for each in response.context["loosenings"]}
    assert found["5 N·m at 3,000 rpm"].count == 3
    assert found["Rated voltage 24 V"].count == 0


def test_half_a_point_asks_for_the_other_half(client, motors):
    response = client.get(f"{URL}?m=0.4")
    assert len(response.context["page"].object_list) == 4
    assert "Torque and speed together make a point" in response.text


def test_a_wrong_point_is_said_beside_its_field(client, motors):
    response = client.get(f"{URL}?m=much&n=3000&m_unit=N%C2%B7m")
    assert response.status_code == 400
    assert 'id="pt-m-m"' in response.text
    assert 'value="much"' in response.text


def test_cards_and_another_size_keep_the_question(client, motors):
    response = client.get(f"{URL}?{POINT}&view=cards")
    assert '<ul class="mcards">' in response.text
    assert ("Table", f"?{POINT}", False) in response.context["views"]


def test_the_columns_of_the_visitor_stick(client, motors):
    response = client.post(
        "/motors/columns/", {"column": ["mass", "rotor_inertia", "nonsense"], "next": f"{URL}?{POINT}"}
    )
    assert response.url == f"{URL}?{POINT}"
    heads = [str(head.label) for head in client.get(URL).context["heads"]]
    assert heads == ["Mass", "Rotor inertia"]
    client.post("/motors/columns/", {"column": ""})
    assert len(client.get(URL).context["heads"]) > 5


def test_the_catalogue_is_asked_at_most_six_questions(
    client, motors, django_assert_max_num_queries, settings, tmp_path
):
    settings.FACET_INDEX_PATH = tmp_path / "facets.index"
    for number in range(40):
        make_prices(make_motor(f"M-{number}").part)
    client.get(f"{URL}?{POINT}")
    empty = _queries(lambda: client.get("/accounts/login/"))
    for question in (POINT, "voltage=24&frame=57", "q=24V 0.4Nm 3000rpm&page=2", f"{POINT}&voltage=12", "view=cards"):
        assert _queries(lambda text=question: client.get(f"{URL}?{text}")) - empty <= 6, question


def _queries(ask):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_a_slip_of_the_finger_is_answered_with_the_part_that_was_meant(client, motors):
    make_motor("57BL94-2430")
    response = client.get(f"{URL}?q=57BL49-2430")
    assert [part.number for part in response.context["meant"]] == ["57BL94-2430"]


def csv_lines(response):
    return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()


def test_the_whole_result_comes_as_csv_in_its_order_with_the_figures_at_the_point(client, motors):
    lines = csv_lines(client.get(f"/motors/motors.csv?{POINT}"))
    assert [line.split(",")[0] for line in lines] == ["Part number", "LIGHT-2", "RUNS-1"]
    assert "Torque margin (%)" in lines[0]


def test_no_cell_of_a_file_is_a_formula(client):
    make_motor("A-1", connection="=HYPERLINK(1)", series=make_series("odd", name="@SUM(A1)"))
    text = "\n".join(csv_lines(client.get("/motors/motors.csv")))
    assert "'=HYPERLINK(1)" in text
    assert "'@SUM(A1)" in text


def test_the_workbook_opens_and_holds_figures_as_numbers(client, motors):
    from io import BytesIO

    import openpyxl

    response = client.get("/motors/motors.xlsx?voltage=24")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert {row[0] for row in rows[1:]} == {"RUNS-1", "LIGHT-2", "BARE-4"}
    assert 24 in rows[1]


def test_a_file_of_what_cannot_be_read_leads_to_the_page_that_says_so(client):
    assert client.get("/motors/motors.csv?voltage=abc").status_code == 302


def kinds(response):
    return [(each["kind"], each["label"]) for each in response.json()["suggestions"]]


def test_suggestions_name_parts_series_values_and_how_it_reads(client, motors):
    make_motor("57BL94-2430", series=make_series("57bl", name="57BL series"), ip_rating="IP54")
    assert ("Motor", "57BL94-2430") in kinds(client.get("/motors/suggest/?q=57bl9"))
    assert ("Series", "57BL series") in kinds(client.get("/motors/suggest/?q=57bl"))
    assert ("Degree of protection", "IP54") in kinds(client.get("/motors/suggest/?q=ip5"))
    reading = client.get("/motors/suggest/?q=24V 0.4Nm 3000rpm").json()["suggestions"][0]
    assert reading["kind"] == "Read as"
    assert reading["note"] == "3 motors"


@pytest.mark.parametrize("text", ["", "a" * 10_000, "%F0%9F%99%82", "'; drop table", "9" * 400])
def test_suggestions_never_fail(client, text):
    assert client.get(f"/motors/suggest/?q={text}").status_code == 200

"""What a buyer finds under /motors/."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.browse.fields import field_names
from tests.make import make_motor, make_prices, make_series

pytestmark = pytest.mark.django_db

URL = "/motors/"
NO_BREAK = "\N{NO-BREAK SPACE}"


def numbers(response):
    return [row.motor.part_number for row in response.context["page"].object_list]


def found(client, query):
    response = client.get(f"{URL}?{query}")
    assert response.status_code == 200, response.text
    return numbers(response)


@pytest.fixture
def three(db):
    """A 24 V motor with a price and stock, a 48 V one of another series on request, one without a torque."""
    small = make_motor("57BL54-2440", rated_torque=0.185, rated_voltage=24.0, frame_size=0.057)
    make_prices(small.part, {1: "41.00", 50: "33.00"}, stock=120, lead_time_days=14)
    large = make_motor(
        "110HT55-4803",
        series=make_series("110ht", name="110HT high torque", family="high torque"),
        rated_torque=8.2,
        rated_voltage=48.0,
        frame_size=0.11,
        ip_rating="IP54",
        certifications="CE",
    )
    bare = make_motor("57BL54-X", rated_torque=None, brake=True, frame_size=0.057)
    return small, large, bare


def test_without_a_question_every_motor_is_listed_by_torque_and_those_without_come_last(client, three):
    assert found(client, "") == ["57BL54-2440", "110HT55-4803", "57BL54-X"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("voltage=24", ["57BL54-2440", "57BL54-X"]),
        ("voltage=24,48&rated_torque=0.1..", ["57BL54-2440", "110HT55-4803"]),
        ("rated_torque=70ozin..", ["110HT55-4803"]),
        ("rated_torque=none", ["57BL54-X"]),
        ("rated_torque=..0.2,none", ["57BL54-2440", "57BL54-X"]),
        ("frame=57", ["57BL54-2440", "57BL54-X"]),
        ("frame=4.33in", []),
        ("ip=ip54", ["110HT55-4803"]),
        ("certifications=RoHS", ["57BL54-2440", "57BL54-X"]),
        ("brake=yes", ["57BL54-X"]),
        ("series=110ht", ["110HT55-4803"]),
        ("family=high torque", ["110HT55-4803"]),
        ("manufacturer=Sherry Motor&voltage=48", ["110HT55-4803"]),
        ("price=..35", ["57BL54-2440"]),
        ("price=..30", []),
        ("stock=1..", ["57BL54-2440"]),
        ("lead_time=..14", ["57BL54-2440"]),
        ("q=57BL54", ["57BL54-2440", "57BL54-X"]),
        ("q=bl 54 24V 57mm", ["57BL54-2440", "57BL54-X"]),
        ("q=high torque", ["110HT55-4803"]),
        ("q=48V IP54", ["110HT55-4803"]),
        ("sort=-rated_torque", ["110HT55-4803", "57BL54-2440", "57BL54-X"]),
        ("sort=price", ["57BL54-2440", "110HT55-4803", "57BL54-X"]),
        ("sort=part_number", ["110HT55-4803", "57BL54-2440", "57BL54-X"]),
        ("page=99", ["57BL54-2440", "110HT55-4803", "57BL54-X"]),
    ],
)
def test_a_filter_finds_what_it_says(client, three, query, expected):
    assert found(client, query) == expected


def test_a_hidden_motor_is_not_found(client, three):
    small, *_rest = three
    small.live = False
    small.save()
    assert "57BL54-2440" not in found(client, "")


def test_the_form_without_script_leads_to_one_readable_address(client, three):
    response = client.get(
        f"{URL}?q=&voltage=24&voltage=48&rated_torque_min=0.1&rated_torque_max=&price_min=&price_max="
    )
    assert response.status_code == 302
    assert response.url == f"{URL}?voltage=24,48&rated_torque=0.1.."


def test_a_part_number_alone_leads_to_the_part(client, three):
    response = client.get(f"{URL}?q=57bl54 2440")
    assert response.status_code == 302
    assert response.url == "/products/57bl/57BL54-2440/"


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(client, three):
    response = client.get(f"{URL}?voltage=24&rated_torque_min=much&rated_torque_max=0.5")
    assert response.status_code == 400
    assert "“much” does not begin with a number" in response.text
    assert 'value="much"' in response.text
    assert 'aria-invalid="true"' in response.text


def test_zero_results_name_the_filter_to_loosen_with_its_count(client, three):
    response = client.get(f"{URL}?voltage=24&rated_torque=5..")
    assert [(each.label.replace(NO_BREAK, " "), each.count, each.url) for each in response.context["loosenings"]] == [
        ("Rated torque from 5 N·m", 2, "?voltage=24"),
        ("Rated voltage 24 V", 1, "?rated_torque=5.."),
    ]
    assert "Show 2" in response.text
    assert response.context["loosenings"][0].nearest["number"] == "57BL54-2440"


def test_counts_are_those_under_all_the_other_filters_and_zero_stays_visible(client, three):
    response = client.get(f"{URL}?voltage=48")
    facets = {facet.field.name: facet for facet in response.context["facets"]}
    assert [(option.label, option.count, option.active) for option in facets["voltage"].options] == [
        ("24", 2, False),
        ("48", 1, True),
    ]
    assert [(option.label, option.count) for option in facets["frame"].options] == [("57", 0), ("110", 1)]


def test_us_units_stick_and_change_the_columns(client, three):
    response = client.post("/units/", {"system": "us", "next": "/motors/?voltage=24"})
    assert response.url == "/motors/?voltage=24"
    page = client.get(URL)
    assert "lbf·in" in page.text
    assert "1.637" in page.text or "1.64" in page.text


def test_the_units_switch_never_leads_elsewhere(client):
    assert client.post("/units/", {"system": "us", "next": "https://evil.example/"}).url == URL


def test_us_figures_typed_bare_are_sent_with_their_unit(client, three):
    client.post("/units/", {"system": "us"})
    response = client.get(f"{URL}?rated_torque_min=20&rated_torque_max=&rated_torque_unit=lbf·in")
    assert "lbf" in response.url
    assert numbers(client.get(response.url)) == ["110HT55-4803"]


def test_the_number_of_queries_does_not_grow_with_the_rows(client, three, django_assert_max_num_queries):
    for index in range(12):
        make_prices(make_motor(f"57BL94-24{index}").part)
    with django_assert_max_num_queries(24):
        client.get(URL)


names = st.sampled_from(
    [*field_names(), "q", "sort", "page", "m", "n", "v", "ta", "rated_torque_min", "m_unit", "price_max"]
)
values = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "none",
            "..",
            "24V",
            "0.1..0.5",
            ",",
            "yes",
            "-rated_torque",
            "-margin",
            "0.4",
            "24V 0.4Nm 3000rpm",
            "1e308",
            "\x00",
            "9" * 30,
            "50EUR",
        ]
    ),
)


def test_a_figure_whose_own_name_ends_like_a_form_field_is_no_form(client, three):
    """`ambient_temperature_min` would otherwise be sent on to itself for ever."""
    assert client.get(URL, {"ambient_temperature_min": "-20..0"}).status_code == 200


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(names, values, max_size=4))
def test_any_query_string_gets_a_page(client, three, query):
    response = client.get(URL, query)
    assert response.status_code in (200, 302, 400)
    if response.status_code == 302:
        assert client.get(response.url).status_code == 200

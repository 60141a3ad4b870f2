"""Addresses that lead nowhere."""

import pytest

from tests.make import make_motor

pytestmark = pytest.mark.django_db


def test_a_mistyped_part_number_is_answered_with_the_parts_close_to_it(client):
    make_motor("57BL94-2430")
    make_motor("110HT55-4803")
    response = client.get("/products/57bl/57BL96-2430/")
    assert response.status_code == 404
    assert "There is no page for" in response.text
    assert [part.number for part in response.context["near_parts"]] == ["57BL94-2430"]
    assert "0.47\N{NO-BREAK SPACE}N·m" in response.text


def test_a_hidden_part_is_not_offered(client):
    motor = make_motor("57BL94-2430")
    motor.live = False
    motor.save()
    assert client.get("/products/57bl/57BL96-2430/").context["near_parts"] == []


@pytest.mark.parametrize("path", ["/nowhere/", "/products/", "/" + "9" * 300, "/%E2%80%AE1234/", "/a/b/c/12-34"])
def test_any_other_address_gets_a_page_with_the_search(client, path):
    response = client.get(path)
    assert response.status_code in (301, 404)
    if response.status_code == 404:
        assert 'role="search"' in response.text


def test_a_failure_gets_a_page_that_asks_nothing_of_the_database(rf, django_assert_num_queries):
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"Something failed on our side" in response.content

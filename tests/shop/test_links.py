from datetime import timedelta

import pytest
from django.core import signing

from shop import links
from shop.links import Link, LinkBroken, LinkExpired


def test_a_token_says_what_it_opens_for_whom_and_which_issue():
    token = links.sign("order", "abc", "a@b.example", 2)
    assert links.read("order", token) == Link("abc", "a@b.example", 2)


def test_a_token_of_one_kind_does_not_open_another():
    with pytest.raises(LinkBroken):
        links.read("order", links.sign("quote", "abc", "a@b.example", 1))


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é:é:é", "\x00", "9" * 5000, "::::"])
def test_what_is_no_token_is_refused(token):
    with pytest.raises(LinkBroken):
        links.read("quote", token)


def test_a_signed_value_of_another_shape_is_refused():
    with pytest.raises(LinkBroken):
        links.read("quote", signing.dumps({"a": 1}, salt="shop.links.quote"))


def test_an_expired_token_still_says_to_whom_a_new_one_goes():
    token = links.sign("inquiry", "abc", "a@b.example", 1)
    with pytest.raises(LinkExpired) as refusal:
        links.read("inquiry", token, max_age=timedelta(seconds=-1))
    assert refusal.value.link.contact == "a@b.example"

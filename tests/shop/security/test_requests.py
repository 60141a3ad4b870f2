import pytest
from django.test import Client


@pytest.fixture
def quiet_client():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["klingon", "iso-8859-1", "hex", "utf-16", '"', "\x7f" * 5000])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_in_another_charset_is_answered_400(quiet_client, charset, kind):
    response = quiet_client.generic("POST", "/accounts/login/", b"login=x", content_type=f"{kind}; charset={charset}")
    assert response.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_a_form_in_utf8_is_read(quiet_client, charset):
    body = b"login=nobody%40b.example&password=wrong-password"
    response = quiet_client.post(
        "/accounts/login/", body, content_type=f"application/x-www-form-urlencoded; charset={charset}"
    )
    assert response.status_code == 200
    assert "nobody@b.example" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/%00", "/products/a%00b/", "/?q=%00", "/motors/?a=1&b=x%00y", "/de/%00/"])
def test_an_address_with_a_nul_is_answered_400(quiet_client, address):
    assert quiet_client.get(address).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/?q=%2500", "/?q=%ff%fe", "/%ff%fe/", "/?" + "a=1&" * 3000])
def test_odd_addresses_are_no_server_errors(quiet_client, address):
    assert quiet_client.get(address).status_code < 500

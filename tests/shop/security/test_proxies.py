import pytest
from django.http import HttpResponse

from shop.security.proxies import TrustedProxies


def address_seen(rf, forwarded):
    seen = {}

    def view(request):
        seen["address"] = request.META["REMOTE_ADDR"]
        return HttpResponse()

    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    TrustedProxies(view)(rf.get("/", REMOTE_ADDR="10.0.0.1", headers=headers))
    return seen["address"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "nonsense", "10.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    assert address_seen(rf, forwarded) == address

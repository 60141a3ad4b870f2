"""Who is really asking, when proxies stand in between."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class TrustedProxies:
    """Set REMOTE_ADDR to the address that our outermost proxy saw.

    Each proxy appends the address it was called from to X-Forwarded-For. With `TRUSTED_PROXIES` of ours in a row, that
    many entries from the right are theirs; whatever stands left of them anybody can write. With none, the header is
    ignored. Rate limits and the audit log then read REMOTE_ADDR and nothing else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Correct the address, then pass the request on."""
        if settings.TRUSTED_PROXIES and (address := _seen_by_outermost(request)):
            request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


def _seen_by_outermost(request: HttpRequest) -> str | None:
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if len(hops) < settings.TRUSTED_PROXIES:
        return None
    try:
        return str(ipaddress.ip_address(hops[-settings.TRUSTED_PROXIES]))
    except ValueError:
        return None

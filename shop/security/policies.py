"""The content security policy of Wagtail's admin. Everywhere else django-csp sends the strict one."""

from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADMIN = "/admin/"


class AdminPolicy:
    """Send `ADMIN_CONTENT_SECURITY_POLICY` below /admin/, which runs inline scripts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy(config=settings.ADMIN_CONTENT_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, then add the header."""
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN):
            response.headers.setdefault("Content-Security-Policy", self.policy)
        return response

"""Requests that no view could read are answered 400 at the door."""

from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _

Answer = Callable[[HttpRequest], HttpResponse]


class ReadableRequests:
    """Refuse what would be an error further in.

    Django answers 500 to a form in a charset that it does not know (reading the form fails again while the error is
    shown), and PostgreSQL refuses every string with a NUL in it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400, or pass the request on."""
        if (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
            return HttpResponseBadRequest(_("Forms are read in UTF-8 only."), content_type="text/plain; charset=utf-8")
        if "\0" in request.path_info or "\0" in unquote(request.META.get("QUERY_STRING", "")):
            return HttpResponseBadRequest(
                _("This address holds a character that none can."), content_type="text/plain; charset=utf-8"
            )
        return self.get_response(request)

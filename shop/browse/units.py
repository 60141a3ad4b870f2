"""SI or US units: a choice of the visitor, kept in a cookie that a POST sets."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from catalog.attributes import UnitSystem

COOKIE = "units"
YEAR = 365 * 24 * 3600


def system_of(request: HttpRequest) -> UnitSystem:
    """The system that this visitor reads; SI until they say otherwise."""
    return "us" if request.COOKIES.get(COOKIE) == "us" else "si"


def remember(response: HttpResponse, system: str) -> None:
    """Keep the visitor's choice for a year."""
    known = cast("UnitSystem", system if system in ("si", "us") else "si")
    response.set_cookie(COOKIE, known, max_age=YEAR, samesite="Lax", httponly=True)

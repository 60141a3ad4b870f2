"""Addresses of the pages' room that are no Wagtail pages: what robots read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shop.pages import sitemaps


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Tell robots what to leave alone, and where the map is."""
    return HttpResponse(sitemaps.robots(request), content_type="text/plain; charset=utf-8")

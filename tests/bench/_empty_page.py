"""The shop's addresses and one page more: the base template with nothing in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from shop.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]

EMPTY = "bench-empty/"


def empty(request: HttpRequest) -> HttpResponse:
    """Header, footer, and nothing between."""
    return render(request, "shop/base.html", {"wide": True})


urlpatterns = [path(EMPTY, empty), *urlpatterns]

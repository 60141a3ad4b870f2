"""Pages behind signed links: what a broken or an expired link answers, and in which language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from shop.links import LinkBroken, LinkExpired

View = Callable[..., HttpResponseBase]


def speak(request: HttpRequest, language: str) -> None:
    """Answer in the language of the contact: these addresses carry none of their own."""
    if language in dict(settings.LANGUAGES):
        translation.activate(language)
        request.LANGUAGE_CODE = language


def answers_links(kind: str) -> Callable[[View], View]:
    """Turn LinkBroken into a 404 that says so, and LinkExpired into a page that offers to mail a new link."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, token, *args, **kwargs)
            except LinkBroken as refusal:
                return render(request, "quoting/link_broken.html", {"sentence": refusal.sentence}, status=404)
            except LinkExpired:
                return render(request, "quoting/link_expired.html", {"kind": kind, "token": token}, status=410)

        return wrapped

    return decorate

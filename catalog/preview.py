"""How a part looks before it is published. The catalogue knows no pages: the shop registers its own renderer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from catalog.models.product import Product

Renderer = Callable[["Product", HttpRequest], HttpResponse]
_renderers: list[Renderer] = []


def register(renderer: Renderer) -> None:
    """Use this function for previews from now on; called once, in an AppConfig's ``ready``."""
    _renderers[:] = [renderer]


def registered() -> bool:
    """Whether anybody can draw a preview."""
    return bool(_renderers)


def render(product: "Product", request: HttpRequest) -> HttpResponse:
    """The page of this unsaved product."""
    if not _renderers:
        raise ImproperlyConfigured("No preview renderer is registered: see catalog.preview.register.")
    return _renderers[0](product, request)

"""All series, and the parts of one."""

from typing import Any

from django.http import HttpRequest

from shop.pages.models.products import ProductsPage, SeriesPage
from shop.pages.queries.trail import crumbs


def products(page: ProductsPage) -> dict[str, Any]:
    """The series pages by family, motors first."""
    return {"crumbs": crumbs(page), "pages": list(SeriesPage.objects.child_of(page).live().select_related("series"))}


def series(page: SeriesPage, _request: HttpRequest) -> dict[str, Any]:
    """The parts of the series."""
    return {"crumbs": crumbs(page)}

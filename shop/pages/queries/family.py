"""What a saved search finds."""

from typing import Any

from django.http import HttpRequest

from shop.pages.models.family import FamilyPage
from shop.pages.queries.trail import crumbs


def problems_of_search(_query: str) -> list[str]:
    """Why the search cannot read this, in words; empty when it can."""
    return []


def family(page: FamilyPage, _request: HttpRequest) -> dict[str, Any]:
    """The motors of the family."""
    return {"crumbs": crumbs(page)}

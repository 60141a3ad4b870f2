"""The first page."""

from typing import Any

from django.http import HttpRequest

from shop.pages.models.family import FamilyPage
from shop.pages.models.home import HomePage
from shop.pages.queries.news import latest


def home(page: HomePage, _request: HttpRequest) -> dict[str, Any]:
    """Families in the order of the page tree, and the newest articles."""
    return {"families": list(FamilyPage.objects.child_of(page).live()), "news": latest(page)}

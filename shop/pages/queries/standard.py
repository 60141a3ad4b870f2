"""Pages of text."""

from typing import Any

from shop.pages.models.standard import StandardPage
from shop.pages.queries.trail import crumbs


def standard(page: StandardPage) -> dict[str, Any]:
    """Breadcrumbs, and the pages below this one."""
    return {"crumbs": crumbs(page), "below": list(page.get_children().live().public().in_menu())}

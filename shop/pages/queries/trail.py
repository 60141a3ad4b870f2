"""Where a page stands: the breadcrumbs above its title."""

from wagtail.models import Page

Crumbs = list[tuple[str, str]]


def crumbs(page: Page) -> Crumbs:
    """Label and address of every page from the home page down to this one."""
    above = page.get_ancestors().filter(depth__gt=1).only("title", "url_path", "depth", "path", "slug", "locale_id")
    return [(each.title, each.url or "/") for each in above] + [(page.title, page.url or "")]

"""Pages of a small shop."""

from typing import Any

from wagtail.models import Page, Site

from shop.pages.models import ArticlePage, FamilyPage, HomePage, NewsIndexPage, ProductsPage, SeriesPage, StandardPage
from tests.makers.catalog import make_series


def make_home_page(**changes: Any) -> HomePage:
    """The home page that the migrations made, with some fields changed."""
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    for name, value in changes.items():
        setattr(home, name, value)
    if changes:
        home.save()
    return home


def make_page(page_type: type[Page], parent: Page, **fields: Any) -> Any:
    """A published page below another; what stands there under this slug is given back."""
    values = {"title": page_type.__name__, **fields}
    existing = parent.get_children().filter(slug=values.get("slug")).first() if values.get("slug") else None
    return existing.specific if existing else parent.add_child(instance=page_type(**values))


def make_products_page(**fields: Any) -> ProductsPage:
    """The page of all products."""
    return make_page(ProductsPage, make_home_page(), **{"title": "Products", "slug": "products", **fields})


def make_series_page(slug: str = "57bl", **fields: Any) -> SeriesPage:
    """The page of a series, which is made where it does not exist."""
    series = fields.pop("series", None) or make_series(slug)
    return make_page(SeriesPage, make_products_page(), **{"title": series.name, "series": series, **fields})


def make_family_page(query: str = "voltage=24", **fields: Any) -> FamilyPage:
    """A family of motors."""
    return make_page(FamilyPage, make_home_page(), **{"title": "24 V motors", "query": query, **fields})


def make_news_index(**fields: Any) -> NewsIndexPage:
    """The list of articles."""
    return make_page(NewsIndexPage, make_home_page(), **{"title": "News", "slug": "news", **fields})


def make_article(title: str = "Sizing a wheel drive", **fields: Any) -> ArticlePage:
    """A published article."""
    topics = fields.pop("topics", ())
    article = make_page(ArticlePage, make_news_index(), **{"title": title, **fields})
    if topics:
        article.topics.add(*topics)
        article.save()
    return article


def make_standard_page(title: str = "About us", **fields: Any) -> StandardPage:
    """A page of text."""
    return make_page(StandardPage, make_home_page(), **{"title": title, **fields})

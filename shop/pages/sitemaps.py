"""What search engines are shown: every published page, and every published part."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap

from catalog.attributes import PartKind
from catalog.models import PRODUCTS, Product
from catalog.queries import published


class PageSitemap(WagtailSitemap):
    """Wagtail's pages, each under the address of its site."""


class PartSitemap(Sitemap):
    """The parts of one kind, split into files of 10,000 by Django."""

    kind: PartKind
    limit = 10_000

    def items(self) -> "QuerySet[Product]":
        """Published parts, in an order that stays."""
        return published(self.kind).order_by("pk")

    def lastmod(self, item: Product) -> datetime | None:
        """When it was published last; unknown for what a file brought."""
        return item.last_published_at


def sitemaps() -> dict[str, Any]:
    """Every section by the name in its address."""
    parts = {f"{kind}s": type(f"{kind.title()}Sitemap", (PartSitemap,), {"kind": kind}) for kind in PRODUCTS}
    return {"pages": PageSitemap, **parts}


def robots(request: HttpRequest) -> str:
    """What robots may read. Papers and lists of customers are behind signed links and are nobody else's business."""
    closed = ("/admin/", "/accounts/", "/inquiry/", "/inquiries/", "/quotes/", "/orders/", "/payments/", "/stripe/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    return "\n".join([*lines, f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""])

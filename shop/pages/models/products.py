"""All products, and one page a series."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.search import index

from shop.pages.blocks import StoryBlock
from shop.pages.fields import BodyField
from shop.pages.models.base import ShopPage


class ProductsPage(ShopPage):
    """Every series, motors first. Its children are series pages and nothing else."""

    template = "pages/products.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.SeriesPage"]
    max_count_per_parent = 1
    page_description = _("All series with their ranges. There is one in each language, at /products/.")

    class Meta:
        verbose_name = _("products page")
        verbose_name_plural = _("products pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the series by family, each with its ranges."""
        from shop.pages import queries

        return {**super().get_context(request, *args, **kwargs), **queries.products(self, request)}


class SeriesPage(ShopPage):
    """The story of one series; its parts are listed from the catalogue.

    The address comes from the series and is the same in every language, so that
    `/products/<series>/` and `/products/<series>/<part number>/` always belong together.
    """

    series = models.ForeignKey(
        "catalog.Series",
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("series"),
        help_text=_("The address of this page follows from it and cannot be changed by itself."),
    )
    story = BodyField(StoryBlock(), blank=True, verbose_name=_("story"))

    template = "pages/series.html"
    parent_page_types: ClassVar[list[str]] = ["pages.ProductsPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("One series: its story, and a table of its parts from the catalogue.")

    search_fields: ClassVar[list[index.BaseField]] = [
        *ShopPage.search_fields,
        index.SearchField("story"),
        index.FilterField("series"),
    ]
    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("series"),
        FieldPanel("lede"),
        FieldPanel("story"),
    ]
    # The slug is the series' own: it has no field here.
    promote_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")),
    ]

    class Meta:
        verbose_name = _("series page")
        verbose_name_plural = _("series pages")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Take the address from the series before anything else looks at it."""
        if self.series_id:
            self.slug = self.series.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """One page a series and language."""
        try:
            super().clean()
        except ValidationError as error:
            # Only the slug can clash here, and the person has no field for it.
            if "slug" not in getattr(error, "error_dict", {}):
                raise
            raise ValidationError({"series": _("This series has a page already.")}) from error
        twins = SeriesPage.objects.filter(series=self.series_id, locale=self.locale_id).exclude(pk=self.pk)
        if twins.exists():
            raise ValidationError({"series": _("This series has a page already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the parts of the series."""
        from shop.pages import queries

        return {**super().get_context(request, *args, **kwargs), **queries.series(self, request)}

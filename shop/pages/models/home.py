"""The first page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.search import index

from shop.pages.blocks import ExamplesBlock, FactsBlock
from shop.pages.fields import BodyField
from shop.pages.models.base import ShopPage


class HomePage(ShopPage):
    """What is sold, can they do mine, how do they work. Families and news follow from the page tree by themselves."""

    headline = models.CharField(
        _("headline"), max_length=80, help_text=_("What the shop is, in one line. The title is for menus and tabs.")
    )
    examples = BodyField(
        ExamplesBlock(),
        blank=True,
        verbose_name=_("searches to try"),
        help_text=_("Shown under the search box. Up to four."),
    )
    picture = models.ForeignKey(
        "images.ShopImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    motor = models.ForeignKey(
        "catalog.Motor",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("motor shown"),
        help_text=_("Its figures stand under the picture, so choose the motor that the picture shows."),
    )
    facts = BodyField(FactsBlock(), blank=True, verbose_name=_("how we work"))

    template = "pages/home.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "pages.ProductsPage",
        "pages.FamilyPage",
        "pages.NewsIndexPage",
        "pages.StandardPage",
    ]
    max_count = 1
    page_description = _("The first page of the shop. There is one; translations are made from it.")

    search_fields: ClassVar[list[index.BaseField]] = [*ShopPage.search_fields, index.SearchField("headline")]
    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("headline"),
        FieldPanel("lede"),
        FieldPanel("examples"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("motor")], heading=_("Picture beside the search box")),
        FieldPanel("facts"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the catalogue and the page tree know today."""
        from shop.pages import queries

        return {**super().get_context(request, *args, **kwargs), **queries.home(self, request)}

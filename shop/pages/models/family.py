"""A landing page that holds a saved search."""

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


class FamilyPage(ShopPage):
    """Motors that belong together for a buyer: found anew from the catalogue each time the page is read."""

    query = models.CharField(
        _("saved search"),
        max_length=500,
        help_text=_(
            "What follows the question mark in the address of a search, for example voltage=24 or "
            "family=high+torque&rated_torque=1.. – the page then lists what that search finds."
        ),
    )
    picture = models.ForeignKey(
        "images.ShopImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_caption = models.CharField(_("caption"), max_length=160, blank=True)
    short_title = models.CharField(
        _("short title"), max_length=40, blank=True, help_text=_("For the home page and menus: 24 V brushless.")
    )
    story = BodyField(StoryBlock(), blank=True, verbose_name=_("story"))

    template = "pages/family.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A landing page that lists what a saved search finds, with its ranges and a map.")

    search_fields: ClassVar[list[index.BaseField]] = [*ShopPage.search_fields, index.SearchField("story")]
    content_panels: ClassVar[list[Panel]] = [
        FieldPanel("title"),
        FieldPanel("short_title"),
        FieldPanel("lede"),
        FieldPanel("query"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_caption")], heading=_("Picture")),
        FieldPanel("story"),
    ]

    class Meta:
        verbose_name = _("family page")
        verbose_name_plural = _("family pages")

    @property
    def name(self) -> str:
        """What the home page and menus call the family."""
        return self.short_title or self.title

    def clean(self) -> None:
        """Refuse a search that the catalogue does not understand, in its own words."""
        from shop.pages import queries

        super().clean()
        self.query = self.query.strip().lstrip("?")
        if problems := queries.problems_of_search(self.query):
            raise ValidationError({"query": problems})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the saved search finds today."""
        from shop.pages import queries

        return {**super().get_context(request, *args, **kwargs), **queries.family(self, request)}

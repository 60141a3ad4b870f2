"""Pages that need no data: about, contact, terms, privacy."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index

from shop.pages.blocks import BodyBlock
from shop.pages.fields import BodyField
from shop.pages.models.base import ShopPage


class StandardPage(ShopPage):
    """A page of text. It may print the company's address from the site settings beside it."""

    body = BodyField(BodyBlock(), blank=True, verbose_name=_("body"))
    show_contact = models.BooleanField(
        _("show our address"),
        default=False,
        help_text=_("Prints company, address, mail and telephone from the site settings beside the text."),
    )

    template = "pages/standard.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["pages.StandardPage"]
    page_description = _("A page of text, pictures and tables: about us, contact, terms.")

    search_fields: ClassVar[list[index.BaseField]] = [*ShopPage.search_fields, index.SearchField("body")]
    content_panels: ClassVar[list[Panel]] = [
        *ShopPage.content_panels,
        FieldPanel("body"),
        FieldPanel("show_contact"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add where the page stands."""
        from shop.pages import queries

        return {**super().get_context(request, *args, **kwargs), **queries.standard(self)}

"""What every page of the shop has."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page
from wagtail.search import index


class ShopPage(Page):
    """A page with a sentence or two under its title."""

    lede = models.TextField(
        _("introduction"),
        max_length=320,
        blank=True,
        help_text=_("One or two sentences under the title: what this page answers."),
    )

    search_fields: ClassVar[list[index.BaseField]] = [*Page.search_fields, index.SearchField("lede")]
    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("lede")]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What search engines and shared links print under the title."""
        return self.search_description or self.lede

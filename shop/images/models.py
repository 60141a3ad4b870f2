"""The shop's pictures: Wagtail's, plus a text for those who cannot see them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class ShopImage(AbstractImage):
    """A picture with the alternative text that every page must print."""

    alternative_text = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_(
            "What the picture shows, for people who cannot see it. For a motor: part number and what is visible."
        ),
    )
    admin_form_fields = (*(name for name in Image.admin_form_fields if name != "description"), "alternative_text")

    @property
    def default_alt_text(self) -> str:
        """The text that Wagtail prints where a template names no other."""
        return self.alternative_text


class Rendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(ShopImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter")
        ]

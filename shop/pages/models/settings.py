"""Who the shop is: edited under Settings, printed on every page."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from shop.pages.blocks import FooterBlock, SocialLinksBlock
from shop.pages.fields import BodyField


@register_setting(icon="home", order=50)
class SiteSettings(BaseSiteSetting):
    """Company, address, contact and the foot of the page."""

    company_name = models.CharField(
        _("company name"),
        max_length=80,
        default="Sherry Motor",
        help_text=_("As it stands beside the mark."),
    )
    legal_name = models.CharField(_("legal name"), max_length=120, blank=True)
    address = models.TextField(_("address"), max_length=400, blank=True, help_text=_("One line a line."))
    country = models.CharField(_("country"), max_length=60, blank=True)
    contact_email = models.EmailField(_("mail address"), blank=True)
    contact_phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("With country code: +86 519 0000 0000.")
    )
    office_hours = models.CharField(_("office hours"), max_length=120, blank=True)
    registration = models.CharField(
        _("registration"), max_length=160, blank=True, help_text=_("Register and number, tax number.")
    )
    footer = BodyField(FooterBlock(), blank=True, verbose_name=_("footer columns"), help_text=_("Up to three."))
    social_links = BodyField(SocialLinksBlock(), blank=True, verbose_name=_("social links"))
    notice = models.CharField(
        _("notice"),
        max_length=200,
        blank=True,
        help_text=_("A line at the foot of every page, for example that the figures are for demonstration."),
    )

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [
                FieldPanel("company_name"),
                FieldPanel("legal_name"),
                FieldPanel("address"),
                FieldPanel("country"),
                FieldPanel("registration"),
            ],
            heading=_("Company"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                FieldPanel("office_hours"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("footer"),
        FieldPanel("social_links"),
        FieldPanel("notice"),
    ]

    class Meta:
        verbose_name = _("company and footer")
        verbose_name_plural = _("company and footer")

    @property
    def address_lines(self) -> list[str]:
        """The address as it is printed, country last."""
        return [line for line in [*self.address.splitlines(), self.country] if line.strip()]

    @property
    def telephone_address(self) -> str:
        """The telephone number as a `tel:` address has it: plus sign and digits."""
        return "".join(letter for letter in self.contact_phone if letter.isdigit() or letter == "+")

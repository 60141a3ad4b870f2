"""Footer columns and social links, edited under Settings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class LinkValue(blocks.StructValue):
    """A link to a page of ours or to an address."""

    @cached_property
    def url(self) -> str:
        """Where the link leads; empty when its page is gone or not published."""
        page = self.get("page")
        if page is not None:
            return (page.url or "") if page.live else ""
        return str(self.get("address") or "")

    @cached_property
    def text(self) -> str:
        """What the link says: the label, or else the page's title."""
        page = self.get("page")
        return str(self.get("label") or (page.title if page else ""))


class LinkBlock(blocks.StructBlock):
    """One link of the footer."""

    label = blocks.CharBlock(max_length=40, required=False, label=_("Text"), help_text=_("Empty: the page's title."))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    address = blocks.CharBlock(
        max_length=300,
        required=False,
        label=_("Or an address"),
        help_text=_("A path of this site such as /motors/?voltage=24, or a full https:// address."),
    )

    def clean(self, value: Any) -> Any:
        """A link needs one destination, and an address needs a text."""
        value = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if bool(value.get("page")) == bool(value.get("address")):
            errors["address"] = ValidationError(_("Choose a page or give an address: one of the two."))
        elif value.get("address"):
            if not value["address"].startswith(("/", "https://", "mailto:")) or value["address"].startswith("//"):
                errors["address"] = ValidationError(_("Begin with / for this site, or with https://."))
            if not value.get("label"):
                errors["label"] = ValidationError(_("An address needs a text."))
        if errors:
            raise StructBlockValidationError(errors)
        return value

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue


class FooterColumnBlock(blocks.StructBlock):
    """A heading and its links."""

    title = blocks.CharBlock(max_length=30, label=_("Heading"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=8, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")


class FooterBlock(blocks.StreamBlock):
    """The columns at the foot of every page."""

    column = FooterColumnBlock()

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"max_num": 3, "required": False, **kwargs})


class SocialLinkBlock(blocks.StructBlock):
    """Where else the company can be followed."""

    name = blocks.CharBlock(max_length=30, label=_("Name"), help_text=_("LinkedIn, YouTube, WeChat …"))
    address = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "site"
        label = _("Social link")


class SocialLinksBlock(blocks.StreamBlock):
    """The company elsewhere."""

    link = SocialLinkBlock()

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"max_num": 6, "required": False, **kwargs})

"""Words: headings, running text, calculations, quotations and notes."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from shop.pages.blocks.preview import PREVIEW_CALCULATION, PREVIEW_NOTE, PREVIEW_QUOTE, PREVIEW_TEXT

RUNNING = ["bold", "italic", "superscript", "subscript", "code", "ul", "ol", "link", "document-link"]
INLINE = ["bold", "italic", "superscript", "subscript", "link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside the body; the page's title is the only heading above it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=90,
            help_text=_("Says what the next paragraphs answer. A few words, no full stop."),
            **kwargs,
        )

    class Meta:
        template = "pages/blocks/heading.html"
        icon = "title"
        label = _("Heading")
        preview_value = _("The load")


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            features=RUNNING,
            max_length=6000,
            help_text=_("Mark a part number as code; it is then set in the part numbers' type and never broken."),
            **kwargs,
        )

    class Meta:
        template = "pages/blocks/text.html"
        icon = "pilcrow"
        label = _("Text")
        preview_value = PREVIEW_TEXT


class CalculationBlock(blocks.StructBlock):
    """Lines of arithmetic, set apart from the text with a rule."""

    lines = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "superscript", "subscript"], max_length=300, label=_("Line")),
        min_num=1,
        max_num=12,
        label=_("Lines"),
        help_text=_("One step a line. Symbols in italics, indices as subscript, the result in bold."),
    )

    class Meta:
        template = "pages/blocks/calculation.html"
        icon = "order"
        label = _("Calculation")
        description = _("Formulas and figures, one step a line")
        preview_value = PREVIEW_CALCULATION


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(max_length=600, rows=3, label=_("Quotation"), help_text=_("Without quotation marks."))
    who = blocks.CharBlock(max_length=80, label=_("Who said it"))
    role = blocks.CharBlock(max_length=120, required=False, label=_("Role and company"))

    class Meta:
        template = "pages/blocks/quote.html"
        icon = "openquote"
        label = _("Quotation")
        preview_value = PREVIEW_QUOTE


class NoteBlock(blocks.StructBlock):
    """A remark that stands beside the argument: a limit, a caution, a way on."""

    kind = blocks.ChoiceBlock(
        choices=[("", _("Remark")), ("warn", _("Caution"))],
        required=False,
        label=_("Kind"),
        help_text=_("Caution is for what can damage a motor or a machine."),
    )
    text = blocks.RichTextBlock(features=INLINE, max_length=600, label=_("Text"))

    class Meta:
        template = "pages/blocks/note.html"
        icon = "info-circle"
        label = _("Note")
        preview_value = PREVIEW_NOTE

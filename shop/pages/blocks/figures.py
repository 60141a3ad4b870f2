"""Pictures and tables of figures."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

MOST_COLUMNS = 9
MOST_ROWS = 40


class PictureBlock(blocks.StructBlock):
    """A picture from the library, with the caption that this page gives it."""

    image = ImageChooserBlock(
        label=_("Picture"),
        help_text=_("Its alternative text comes from the picture library: what can be seen, for those who cannot."),
    )
    caption = blocks.RichTextBlock(
        features=["bold", "italic", "code", "link"],
        max_length=300,
        required=False,
        label=_("Caption"),
        help_text=_("What to look at, and where the picture comes from if it is not ours."),
    )

    class Meta:
        template = "pages/blocks/picture.html"
        preview_template = "pages/blocks/picture_preview.html"
        icon = "image"
        label = _("Picture")
        description = _("A picture with a caption, as wide as the text")


class FigureTableBlock(TypedTableBlock):
    """A table with a caption: words to the left, figures to the right, units in the column heads."""

    text = blocks.CharBlock(max_length=120, required=False, label=_("Words"))
    figure = blocks.CharBlock(max_length=24, required=False, label=_("Figure, right-aligned"))
    part = blocks.CharBlock(max_length=60, required=False, label=_("Part number"))

    def clean(self, value: Any) -> Any:
        """Refuse tables that no reader takes in and no phone can show."""
        value = super().clean(value)
        if len(value.columns) > MOST_COLUMNS or len(value.row_data) > MOST_ROWS:
            message = _("At most %(columns)s columns and %(rows)s rows. Split the table, or link to a file.")
            raise TypedTableBlockValidationError(
                non_block_errors=[
                    ValidationError(message, params={"columns": MOST_COLUMNS, "rows": MOST_ROWS}),
                ]
            )
        return value

    class Meta:
        template = "pages/blocks/figure_table.html"
        icon = "table"
        label = _("Table of figures")
        description = _("Caption, column heads with units, figures right-aligned")
        preview_value: ClassVar[dict[str, Any]] = {
            "caption": _("Three candidates at 0.17 N·m and 2,865 rpm, 24 V"),
            "columns": [
                {"type": "part", "heading": _("Motor")},
                {"type": "figure", "heading": _("Current, A")},
                {"type": "figure", "heading": _("Mass, kg")},
            ],
            "rows": [
                {"values": ["57BL54-2430", "4.1", "0.51"]},
                {"values": ["57BL74-2430", "3.4", "0.82"]},
                {"values": ["57BL94-2430", "3.2", "1.13"]},
            ],
        }

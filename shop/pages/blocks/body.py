"""The two streams that pages use: a full body, and the shorter story beside a table of parts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from shop.pages.blocks.figures import FigureTableBlock, PictureBlock
from shop.pages.blocks.products import MotorListBlock
from shop.pages.blocks.text import CalculationBlock, HeadingBlock, NoteBlock, QuoteBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """Everything that an article or a standard page may hold."""

    heading = HeadingBlock(group=_("Words"))
    text = TextBlock(group=_("Words"))
    calculation = CalculationBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    note = NoteBlock(group=_("Words"))
    picture = PictureBlock(group=_("Pictures and figures"))
    figures = FigureTableBlock(group=_("Pictures and figures"))
    motors = MotorListBlock(group=_("Pictures and figures"))

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"max_num": 80, **kwargs})


class StoryBlock(blocks.StreamBlock):
    """What a series or a family page tells before its parts speak for themselves."""

    heading = HeadingBlock()
    text = TextBlock()
    picture = PictureBlock()
    figures = FigureTableBlock()
    motors = MotorListBlock()
    note = NoteBlock()

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"max_num": 20, **kwargs})

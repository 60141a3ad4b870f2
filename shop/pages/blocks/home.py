"""What only the home page holds: searches to try, and how we work."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ExamplesBlock(blocks.StreamBlock):
    """Searches that a visitor may try with one click."""

    example = blocks.CharBlock(
        max_length=40,
        label=_("Search"),
        help_text=_("As one would type it, for example: 24V 57mm 0.4Nm. Try it first: it should find several motors."),
        icon="search",
    )

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"max_num": 4, "required": False, **kwargs})


class FactBlock(blocks.StructBlock):
    """A figure and the promise behind it."""

    figure = blocks.CharBlock(max_length=16, label=_("Figure"), help_text=_("Short: 2 days, 3 marks, 5 years."))
    text = blocks.TextBlock(max_length=140, rows=2, label=_("What it means"))

    class Meta:
        icon = "tick-inverse"
        label = _("Fact")


class FactsBlock(blocks.StreamBlock):
    """How we work, in up to four figures."""

    fact = FactBlock()

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"max_num": 4, "required": False, **kwargs})

"""What the catalogue refuses, with the sentence that a person reads."""

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class PartNumberTaken(ValidationError):
    """Another part has this number, or one that differs only in case, dashes or dots."""

    def __init__(self, number: str) -> None:
        super().__init__(
            format_lazy(_("The part number {number} is taken, or differs only in dashes or dots."), number=number),
            code="taken",
        )


class PartNumberFixed(ValidationError):
    """A published part number stands on drawings, quotes and orders: a successor is a new part."""

    def __init__(self, number: str) -> None:
        super().__init__(
            format_lazy(_("{number} has been published; a part number never changes after that."), number=number),
            code="fixed",
        )

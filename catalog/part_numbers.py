"""What a part number may look like, and when two of them mean the same part."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.attributes import Text

MAX_LENGTH = 60


def fold(text: str) -> str:
    """A part number without what people mistype: case, dashes, spaces, dots and other signs, full-width letters."""
    upper = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in upper if character.isalnum())


def refusal(number: str) -> Text | None:
    """Why this text cannot be a part number, None when it can.

    It stands in addresses and in lists: a comma separates parts there, and browsers resolve dots between slashes.
    """
    if any(unicodedata.category(character)[0] in "CZ" and character != " " for character in number):
        return _("A part number holds no control characters and no spaces other than plain ones.")
    if "," in number:
        return _("A part number holds no comma.")
    if number[:1] in ("/", " ", ".") or number[-1:] in ("/", " ", "."):
        return _("A part number neither begins nor ends with a slash, a space or a dot.")
    if re.search(r"//|/\.{1,2}/|  |\\", number):
        return _("A part number holds no doubled slash or space, no backslash and no dots alone between slashes.")
    if not fold(number):
        return _("A part number holds at least one letter or digit.")
    return None


def validate_part_number(number: str) -> None:
    """Raise ValidationError for what cannot be a part number."""
    if reason := refusal(number):
        raise ValidationError(reason, code="part_number")


class PartNumberConverter:
    """The part number in an address: the rest of the path, without control characters.

    ``%00`` is a 500 on PostgreSQL otherwise. Register it in the URLs as ``part_number``.
    """

    regex = r"[^\x00-\x1f\x7f-\x9f]{1,200}"

    def to_python(self, value: str) -> str:
        """The text as it stands; what is no part number is found by nobody."""
        return value

    def to_url(self, value: str) -> str:
        """The text as it stands; Django quotes it."""
        return value

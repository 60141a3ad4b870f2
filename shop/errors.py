"""The base of everything that is refused, with the sentence that the person reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Raised by services where a rule says no. `sentence` says what is wrong and what would help.

    A subclass names the refusal and carries its sentence; an instance may say it more precisely.
    """

    sentence: str | Promise = _("This is not possible.")

    def __init__(self, sentence: str | Promise | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)

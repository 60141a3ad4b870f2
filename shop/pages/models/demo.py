"""What the demonstration content has written already."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeededContent(models.Model):
    """One piece of demonstration content that was written once.

    A second run leaves every piece listed here alone, whatever became of it: a page that staff changed stays
    changed, and one that they deleted stays deleted.
    """

    key = models.CharField(_("piece"), max_length=120, unique=True)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("demonstration content")
        verbose_name_plural = _("demonstration content")

    def __str__(self) -> str:
        return self.key

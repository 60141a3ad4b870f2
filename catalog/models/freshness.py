"""What the search index has still to learn of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexChange(models.Model):
    """A part whose row in the search index is out of date. Written by `catalog.facets.freshness.note` only."""

    class Scope(models.TextChoices):
        EVERYTHING = "everything", _("everything")
        OFFER = "offer", _("price, stock and lead time")

    part_id = models.BigIntegerField(_("part"), null=True, help_text=_("Empty: every part."))
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.EVERYTHING)

    class Meta:
        verbose_name = _("change for the search index")
        verbose_name_plural = _("changes for the search index")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.scope}"


class IndexState(models.Model):
    """One row: the version of the index file that stands for this database."""

    version = models.CharField(_("version"), max_length=80)

    class Meta:
        verbose_name = _("state of the search index")
        verbose_name_plural = _("states of the search index")

    def __str__(self) -> str:
        return self.version

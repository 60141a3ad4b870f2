"""Fit: which accessory goes with which motor."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.part import Part


class Fit(models.Model):
    """An accessory that somebody has said to fit a motor; what is not here does not fit."""

    motor = models.ForeignKey(Part, verbose_name=_("motor"), on_delete=models.CASCADE, related_name="fits")
    part = models.ForeignKey(Part, verbose_name=_("accessory"), on_delete=models.CASCADE, related_name="fitted_by")

    class Meta:
        verbose_name = _("fit")
        verbose_name_plural = _("what fits what")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["motor", "part"], name="fit_once"),
            models.CheckConstraint(condition=~models.Q(motor=models.F("part")), name="fit_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.motor} + {self.part}"

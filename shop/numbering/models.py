"""Counters for numbers that must have no gap."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Counter(models.Model):
    """The last number given in one series and year."""

    series = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["series", "year"], name="one_counter_a_series_and_year"),
            models.CheckConstraint(condition=Q(year__gte=2000), name="counter_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}-{self.last:05d}"

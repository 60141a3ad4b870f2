"""What parts cost, when they come, and what they cost us."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.money import CURRENCIES


def known_currencies() -> Q:
    """The condition that a `currency` column holds one of the table's codes' shape: three capitals."""
    return Q(currency__regex=r"^[A-Z]{3}$")


class PriceList(models.Model):
    """Prices in one currency under one delivery term, from a day on. The newest valid one holds."""

    name = models.CharField(_("name"), max_length=60)
    currency = models.CharField(_("currency"), max_length=3, choices=[(code, code) for code in CURRENCIES])
    incoterm = models.CharField(_("Incoterm"), max_length=3, default="EXW")
    place = models.CharField(_("place"), max_length=80)
    valid_from = models.DateField(_("valid from"))

    class Meta:
        verbose_name = _("price list")
        verbose_name_plural = _("price lists")
        ordering: ClassVar[list[str]] = ["currency", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["currency", "valid_from"], name="one_price_list_a_currency_and_day"),
            models.CheckConstraint(condition=known_currencies(), name="price_list_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.currency}, {self.valid_from})"

    @property
    def delivery(self) -> str:
        """The delivery term as printed: EXW Changzhou."""
        return f"{self.incoterm} {self.place}"

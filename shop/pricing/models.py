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


class PriceBreak(models.Model):
    """From so many pieces on, one costs so much. A larger quantity never costs more: `services` sees to that."""

    price_list = models.ForeignKey(PriceList, on_delete=models.CASCADE, related_name="breaks")
    part = models.ForeignKey("catalog.Part", on_delete=models.CASCADE, related_name="price_breaks")
    from_quantity = models.PositiveIntegerField(_("from quantity"))
    unit_price = models.PositiveBigIntegerField(_("unit price in minor units"))

    class Meta:
        verbose_name = _("price break")
        verbose_name_plural = _("price breaks")
        ordering: ClassVar[list[str]] = ["part", "from_quantity"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["price_list", "part", "from_quantity"], name="price_break_once"),
            models.CheckConstraint(condition=Q(from_quantity__gte=1), name="price_break_quantity_positive"),
            models.CheckConstraint(condition=Q(unit_price__gt=0), name="price_break_price_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.from_quantity}: {self.unit_price}"


class Supply(models.Model):
    """What is on the shelf, when more comes, and in which amounts."""

    part = models.OneToOneField("catalog.Part", on_delete=models.CASCADE, primary_key=True, related_name="supply")
    stock = models.PositiveIntegerField(_("in stock"), null=True, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    lot_size = models.PositiveIntegerField(_("pieces in a carton"), default=1)
    minimum_order = models.PositiveIntegerField(_("minimum order"), default=1)

    class Meta:
        verbose_name = _("supply")
        verbose_name_plural = _("supplies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(lot_size__gte=1, minimum_order__gte=1), name="supply_lots_positive"),
        ]

    def __str__(self) -> str:
        return str(self.part)


class Cost(models.Model):
    """What a part costs us. Staff only."""

    part = models.ForeignKey("catalog.Part", on_delete=models.CASCADE, related_name="costs")
    currency = models.CharField(_("currency"), max_length=3)
    cost = models.PositiveBigIntegerField(_("cost in minor units"))

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "currency"], name="one_cost_a_part_and_currency"),
            models.CheckConstraint(condition=known_currencies(), name="cost_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.cost} {self.currency}"

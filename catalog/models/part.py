"""Part: one row for every part number, whatever it numbers."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.part_numbers import MAX_LENGTH, validate_part_number

if TYPE_CHECKING:
    from catalog.models.product import Product


class PartQuerySet(models.QuerySet["Part"]):
    """Reads of parts."""

    def with_products(self) -> "PartQuerySet":
        """Parts with their motor, gearbox … and its series in the same query."""
        return self.select_related(*(f"{kind}__series" for kind in Part.Kind.values))


class Part(models.Model):
    """What prices, stock, compatibility, inquiries, quotes and orders point at.

    Made by `catalog.services` only. The number never changes once published.
    """

    class Kind(models.TextChoices):
        MOTOR = "motor", _("Motor")
        GEARBOX = "gearbox", _("Gearbox")
        ENCODER = "encoder", _("Encoder")
        BRAKE = "brake", _("Brake")
        DRIVER = "driver", _("Driver")

    number = models.CharField(_("part number"), max_length=MAX_LENGTH, validators=[validate_part_number])
    folded = models.CharField(max_length=MAX_LENGTH * 4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    manufacturer = models.CharField(_("manufacturer"), max_length=80, db_index=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["folded"]
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(folded="") & ~Q(number=""), name="part_has_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=["motor", "gearbox", "encoder", "brake", "driver"]), name="part_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of this part."""
        return self.product.get_absolute_url()

    @property
    def product(self) -> "Product":
        """The motor, gearbox, encoder, brake or driver of this number. Ask `with_products` for many at once."""
        return getattr(self, self.kind)

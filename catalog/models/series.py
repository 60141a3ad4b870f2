"""Series: what a group of parts has in common, and the story told about it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from catalog.models.part import Part
from catalog.quantities import values_of


class Series(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A series of motors or accessories. Its slug is the only source of its address."""

    slug = models.SlugField(_("address"), max_length=40, unique=True, help_text=_("Lower case; never changed."))
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Part.Kind, default=Part.Kind.MOTOR)
    family = models.CharField(_("family"), max_length=60, blank=True, db_index=True)
    manufacturer = models.CharField(_("manufacturer"), max_length=80)
    story = models.TextField(_("story"), blank=True)
    use_cases = models.TextField(_("use cases"), blank=True, help_text=_("Separated by semicolons."))
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    demonstration = models.BooleanField(
        _("demonstration data"), default=False, help_text=_("Invented figures: every page that shows them says so.")
    )
    sources = models.JSONField(
        _("usual sources"),
        default=dict,
        blank=True,
        help_text=_("Unit and provenance of each figure where a part says nothing else."),
    )

    class Meta:
        ordering: ClassVar = ["slug"]
        verbose_name = _("series")
        verbose_name_plural = _("series")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["motor", "gearbox", "encoder", "brake", "driver"]),
                name="series_kind_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, and say to the search what its motors are called now."""
        from catalog.facets import freshness  # the index reads these models

        known = self.pk is not None
        super().save(*args, **kwargs)
        if known and self.kind == "motor":
            freshness.note(self.motor_set.values_list("part_id", flat=True))

    def clean(self) -> None:
        """Refuse a slug with capitals: an address has one spelling."""
        super().clean()
        if self.slug != self.slug.lower():
            raise ValidationError({"slug": ValidationError(_("Use lower case letters."), code="case")})

    @property
    def use_case_list(self) -> tuple[str, ...]:
        """The use cases one by one."""
        return values_of(self.use_cases)

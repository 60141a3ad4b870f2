"""What a motor, a gearbox, an encoder, a brake and a driver share: number, series, drafts, sources."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from catalog import preview
from catalog.attributes import PartKind
from catalog.errors import PartNumberFixed, PartNumberTaken
from catalog.models.part import Part
from catalog.models.series import Series
from catalog.part_numbers import MAX_LENGTH, fold, validate_part_number


class Product(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """One part and its specification: one column for each attribute, in SI (temperatures in °C).

    A draft has no `part` yet; publishing claims the number. `sources` says of a figure what differs from the series'
    usual source: ``{key: {given, unit, provenance, formula, band, basis, reference, doubt}}``.
    """

    kind: ClassVar[PartKind]

    part = models.OneToOneField(
        Part, on_delete=models.PROTECT, related_name="%(class)s", null=True, blank=True, editable=False
    )
    part_number = models.CharField(
        _("part number"), max_length=MAX_LENGTH, db_index=True, validators=[validate_part_number]
    )
    series = models.ForeignKey(Series, verbose_name=_("series"), on_delete=models.PROTECT)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one, the picture of the series is shown."),
    )
    sources = models.JSONField(_("sources"), default=dict, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["part_number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(live=False) | Q(part__isnull=False), name="%(class)s_live_only_with_a_part"
            )
        ]

    def __str__(self) -> str:
        return self.part_number

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, and say so to the search: Wagtail publishes and unpublishes by saving."""
        super().save(*args, **kwargs)
        self._note()

    def get_absolute_url(self) -> str:
        """The page of this part."""
        return reverse("part", args=(self.series.slug, self.part_number))

    @property
    def manufacturer(self) -> str:
        """Who makes it."""
        return self.part.manufacturer if self.part else self.series.manufacturer

    @property
    def demonstration(self) -> bool:
        """Whether the figures are invented."""
        return self.series.demonstration

    @property
    def picture(self) -> Any:
        """Its own picture, else the series'."""
        return self.image or self.series.image

    def clean(self) -> None:
        """Refuse, beside the field, a number that is taken or fixed and a series of another kind of part."""
        super().clean()
        refused: dict[str, ValidationError] = {}
        if self.part is not None and self.part_number != self.part.number:
            refused["part_number"] = PartNumberFixed(self.part.number)
        elif self.part is None and Part.objects.filter(folded=fold(self.part_number)).exists():
            refused["part_number"] = PartNumberTaken(self.part_number)
        if self.series_id and self.series.kind != self.kind:
            refused["series"] = ValidationError(_("This series holds another kind of part."), code="kind")
        if refused:
            raise ValidationError(refused)

    def with_content_json(self, content: dict[str, Any]) -> "Product":
        """A revision never moves a product to another part."""
        revised = super().with_content_json(content)
        revised.part = self.part
        return revised

    @transaction.atomic
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish a revision; the first time, claim its part number. Raises PartNumberTaken."""
        from catalog.services.part_numbers import claim_part_number  # services import these models

        current = revision.content_object
        claim_part_number(current, number=revision.content["part_number"])
        self.part = current.part
        super().publish(revision, *args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the row, and say so to the search."""
        self._note()
        return super().delete(*args, **kwargs)

    def _note(self) -> None:
        from catalog.facets import freshness  # the index reads these models

        if self.kind == "motor":
            freshness.note([self.part_id])

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One preview, once the shop has registered its page."""
        return list(PreviewableMixin.DEFAULT_PREVIEW_MODES) if preview.registered() else []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:  # noqa: ARG002
        """The real page, with these unsaved figures."""
        return preview.render(self, request)

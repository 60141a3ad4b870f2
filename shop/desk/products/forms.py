"""The form of a part: every attribute in any unit, and where each figure comes from."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from catalog.attributes import Attribute, for_kind
from catalog.models import Series
from shop.desk.products import sources


class ProductForm(WagtailAdminModelForm):
    """Bound to a motor, gearbox, encoder, brake or driver.

    Figures are read by the catalogue's own form fields. Beside each stands a choice of its source, which is no field of
    the model: it goes into `sources`, where only what differs from the series is kept.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self._meta.model.kind
        usual = self.instance.series.sources if self.instance.series_id else {}
        if "series" in self.fields:
            self.fields["series"].queryset = Series.objects.filter(kind=kind).order_by("name")
        for attribute in self.attributes:
            self.fields[sources.name(attribute.key)] = self._source_field(attribute, usual)
            self.initial[sources.name(attribute.key)] = sources.of(self.instance.sources, attribute.key)
            _shape(self.fields[attribute.key], attribute)

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes that this form has a field for."""
        return tuple(each for each in for_kind(self._meta.model.kind) if each.key in self.fields)

    def _source_field(self, attribute: Attribute, usual: dict[str, Any]) -> forms.ChoiceField:
        as_usual = format_lazy(_("{source} (usual)"), source=sources.usual(usual, attribute))
        return forms.ChoiceField(
            choices=[("", as_usual), *sources.CHOICES],
            required=False,
            label=format_lazy(_("Source of {label}"), label=attribute.label),
        )

    def clean(self) -> dict[str, Any]:
        """Write the sources down with the figures, so that draft, revision and row hold the same."""
        cleaned = super().clean() or self.cleaned_data
        chosen = {
            each.key: cleaned[sources.name(each.key)] for each in self.attributes if sources.name(each.key) in cleaned
        }
        retyped = {each.key for each in self.attributes if each.key in self.changed_data}
        self.instance.sources = sources.changed(self.instance.sources, provenances=chosen, retyped=retyped)
        return cleaned


def _shape(field: forms.Field, attribute: Attribute) -> None:
    """What the keyboard of a phone offers, and no help text that the unit beside the field says already."""
    if attribute.quantity and not attribute.choices:
        field.widget.attrs.setdefault("inputmode", "decimal")
        field.widget.attrs.setdefault("autocomplete", "off")
        field.help_text = ""


class SeriesForm(WagtailAdminModelForm):
    """Bound to a series."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("Part of every address of this series, so it stays as it is.")
        if self.instance.pk and "kind" in self.fields:
            self.fields["kind"].disabled = True

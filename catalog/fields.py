"""The database column and the form field of an attribute."""

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog import quantities
from catalog.attributes import ATTRIBUTES, Attribute

TEXT_LENGTH = 160


def SpecificationField(key: str) -> models.Field[Any, Any]:  # noqa: N802  # reads as the class of field that it makes
    """The column of this attribute: a float in its stored unit, a text, or yes and no.

    The label, choices and help are the table's and no part of the migrations, so that rewording costs none.
    """
    attribute = ATTRIBUTES[key]
    columns: dict[str, type[NumberColumn | TextColumn | FlagColumn | MultiColumn]] = {
        "number": NumberColumn,
        "text": TextColumn,
        "flag": FlagColumn,
        "multi": MultiColumn,
    }
    return columns[attribute.column](attribute)


class _AttributeColumn:
    """Mixed into a Django field: everything but the column itself comes from the table of attributes."""

    attribute: Attribute
    plain: type[models.Field[Any, Any]]

    def clone(self) -> Any:
        """Another column of the same attribute."""
        return type(self)(self.attribute)  # type: ignore[call-arg]  # the columns below take it

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The plain Django field, without words: migrations know columns only."""
        name, _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        for word in ("verbose_name", "choices", "help_text"):
            kwargs.pop(word, None)
        return name, f"django.db.models.{self.plain.__name__}", args, kwargs


class NumberColumn(_AttributeColumn, models.FloatField):
    """A physical quantity in its stored unit; NULL where nothing is published."""

    plain = models.FloatField

    def __init__(self, attribute: Attribute) -> None:
        self.attribute = attribute
        super().__init__(verbose_name=attribute.label, null=True, blank=True, db_index=attribute.indexed)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is not finite, beyond what can be built, or negative where that means nothing."""
        super().validate(value, model_instance)
        quantity = self.attribute.quantity
        if value is None or quantity is None:
            return
        if not math.isfinite(value) or abs(value) > quantity.limit:
            raise ValidationError(_("This is beyond anything that can be built."), code="absurd")
        if value < 0 and not quantity.signed:
            raise ValidationError(_("This cannot be negative."), code="negative")
        if value == 0 and self.attribute.positive:
            raise ValidationError(_("This cannot be zero."), code="zero")

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """A field that reads any common unit."""
        if self.attribute.choices:
            choices = [("", "–"), *((str(value), label) for value, label in self.attribute.choices.items())]
            return forms.TypedChoiceField(
                choices=choices, coerce=float, empty_value=None, required=False, label=self.verbose_name
            )
        return QuantityField(self.attribute, label=kwargs.get("label", self.attribute.label))


class _WordColumn(_AttributeColumn, models.CharField):
    plain = models.CharField

    def __init__(self, attribute: Attribute) -> None:
        self.attribute = attribute
        super().__init__(
            verbose_name=attribute.label,
            max_length=TEXT_LENGTH,
            blank=True,
            default="",
            choices=[(str(value), label) for value, label in attribute.choices.items()] or None,
            db_index=attribute.indexed,
        )


class TextColumn(_WordColumn):
    """A word or a short text; empty where nothing is published."""


class MultiColumn(_WordColumn):
    """Several words in one text, joined by semicolons: ``CE;RoHS``. A row and a draft stay one piece this way."""


class FlagColumn(_AttributeColumn, models.BooleanField):
    """Yes, no, or NULL where nothing is published."""

    plain = models.BooleanField

    def __init__(self, attribute: Attribute) -> None:
        self.attribute = attribute
        super().__init__(verbose_name=attribute.label, null=True, blank=True)


class QuantityField(forms.CharField):
    """A figure with or without a unit: ``0.4 N·m``, ``57 oz-in``; a bare number is in the first display unit."""

    def __init__(self, attribute: Attribute, **kwargs: Any) -> None:
        self.attribute = attribute
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", attribute.label)
        if attribute.unit:
            kwargs.setdefault("help_text", format_lazy(_("in {unit}, or with another unit"), unit=attribute.unit))
        super().__init__(max_length=100, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored value in the first display unit with all its digits; what was typed stays as typed."""
        if isinstance(value, int | float) and self.attribute.quantity:
            return quantities.typed(value, self.attribute.quantity)
        return value

    def clean(self, value: Any) -> Any:
        """The stored value, None where nothing was typed."""
        text = super().clean(value)
        if text in self.empty_values:
            return None
        try:
            return quantities.parse(text, self.attribute)
        except quantities.NotAQuantity as refused:
            raise ValidationError(str(refused), code="quantity") from refused

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the figure differs, however it was typed."""
        try:
            value = self.clean(data)
        except ValidationError:
            return True
        if value is None or initial is None:
            return value is not initial
        return not math.isclose(value, initial, rel_tol=1e-9)

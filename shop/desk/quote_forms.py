"""The quote editor's forms: shapes and words. What may be sent is checked by `quoting`."""

import re
from datetime import datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.queries import find_part
from shop.errors import Refused
from shop.money import CURRENCIES, Money
from shop.pricing.models import PriceList
from shop.quoting.models import Revision, TaxTreatment, Trigger
from shop.quoting.services import LineDraft, StepDraft, Terms

INCOTERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
SPARE_LINES = 1
MOST_LINES = 100
HUNDRED = Decimal(100)


def read_amount(text: str, currency: str) -> int:
    """An amount as typed, in minor units. Raises ValidationError with the sentence to show."""
    try:
        amount = Money.parse(text, currency)
    except Refused as refusal:
        raise ValidationError(str(refusal.sentence)) from None
    if amount.minor < 0:
        raise ValidationError(_("An amount cannot be negative."))
    return amount.minor


def read_breaks(text: str, currency: str) -> tuple[tuple[int, int], ...]:
    """Further quantities with their prices, "50: 38.60; 500: 31.20". Raises ValidationError."""
    found = []
    for piece in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
        quantity, _colon, price = piece.partition(":")
        if not re.fullmatch(r"[1-9]\d{0,7}", quantity.strip(), re.ASCII):
            raise ValidationError(_("Write each further quantity with its price: 50: 38.60; 500: 31.20."))
        minor = read_amount(price, currency)
        if not minor:
            raise ValidationError(_("A price must be more than nothing."))
        found.append((int(quantity), minor))
    return tuple(sorted(found))


def write_breaks(breaks: list[tuple[int, int]], currency: str) -> str:
    """The same the other way: how breaks stand in the form."""
    return "; ".join(f"{quantity}: {Money(price, currency).decimal}" for quantity, price in breaks)


class TermsForm(forms.Form):
    """Everything of a quote that is no line. Two instalments at most: on acceptance and before shipment."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    currency = forms.ChoiceField(label=_("Currency"))
    incoterm = forms.ChoiceField(label=_("Incoterm 2020"), choices=[(code, code) for code in INCOTERMS])
    place = forms.CharField(label=_("Place"), max_length=80)
    valid_until = forms.DateField(label=_("Valid until"), widget=forms.DateInput(attrs={"type": "date"}))
    on_acceptance = forms.DecimalField(
        label=_("Due on acceptance"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=_("%, rest before shipment"),
    )
    discount_percent = forms.DecimalField(
        label=_("Discount"), min_value=0, max_value=100, decimal_places=2, required=False, help_text="%"
    )
    discount_label = forms.CharField(label=_("Reason of the discount"), max_length=80, required=False)
    freight = forms.CharField(label=_("Freight"), max_length=20, required=False)
    freight_label = forms.CharField(label=_("What the freight is"), max_length=80, required=False)
    tax_treatment = forms.ChoiceField(label=_("Tax"), choices=TaxTreatment.choices)
    tax_rate = forms.DecimalField(
        label=_("Tax rate"), min_value=0, max_value=100, decimal_places=2, required=False, help_text="%"
    )
    tax_text = forms.CharField(label=_("Text about tax"), max_length=200, required=False)
    shipment = forms.CharField(label=_("Shipment"), max_length=160, required=False)
    warranty_months = forms.IntegerField(label=_("Warranty"), min_value=0, max_value=240, help_text=_("months"))
    quantity_free = forms.BooleanField(label=_("Customer may choose another quoted quantity"), required=False)
    note = forms.CharField(
        label=_("Message to the customer"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = list(PriceList.objects.order_by("currency").values_list("currency", flat=True).distinct())
        codes = listed + [code for code in CURRENCIES if code not in listed]
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean_freight(self) -> int:
        """Freight in minor units of the chosen currency; empty is none."""
        text = self.cleaned_data["freight"].strip()
        return read_amount(text, self.cleaned_data["currency"]) if text and "currency" in self.cleaned_data else 0

    def clean(self) -> dict[str, Any]:
        """A rate goes with its treatment and with nothing else."""
        data: dict[str, Any] = super().clean() or {}
        at_a_rate = data.get("tax_treatment") == TaxTreatment.RATE
        if at_a_rate and not data.get("tax_rate"):
            self.add_error("tax_rate", _("Name the rate, in per cent."))
        return data

    def terms(self) -> Terms:
        """What was typed, as the services take it. Only after `is_valid`."""
        data = self.cleaned_data
        end = datetime.combine(data["valid_until"], time(23, 59), tzinfo=ZoneInfo(settings.SHOP_TIME_ZONE))
        return Terms(
            currency=data["currency"],
            incoterm=data["incoterm"],
            place=data["place"],
            valid_until=end,
            discount_percent=data["discount_percent"] or Decimal(0),
            discount_label=data["discount_label"],
            freight=data["freight"],
            freight_label=data["freight_label"],
            tax_treatment=data["tax_treatment"],
            tax_rate=data["tax_rate"] or Decimal(0),
            tax_text=data["tax_text"],
            quantity_free=data["quantity_free"],
            shipment=data["shipment"],
            warranty_months=data["warranty_months"],
            note=data["note"],
        )

    def steps(self) -> list[StepDraft]:
        """The payment schedule: a share on acceptance and the rest before shipment, as far as each is there."""
        first: Decimal = self.cleaned_data["on_acceptance"]
        shares = ((first, Trigger.ON_ACCEPTANCE), (HUNDRED - first, Trigger.BEFORE_SHIPMENT))
        return [StepDraft(percent=share, trigger=trigger) for share, trigger in shares if share]


class LineForm(forms.Form):
    """One line. An item that is a part number of ours is that part; anything else is an item in words."""

    item = forms.CharField(max_length=200, required=False)
    description = forms.CharField(max_length=200, required=False)
    quantity = forms.IntegerField(min_value=1, max_value=99_999_999, required=False)
    price = forms.CharField(max_length=20, required=False)
    breaks = forms.CharField(max_length=300, required=False)
    lead_time_days = forms.IntegerField(min_value=0, max_value=1000, required=False)
    minimum_order = forms.IntegerField(min_value=1, max_value=99_999_999, required=False, widget=forms.HiddenInput)
    note = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    currency = "USD"
    empty_permitted = True

    @property
    def blank(self) -> bool:
        """Whether nothing was typed; an untouched last row is no line."""
        return not any(self.cleaned_data.get(name) for name in ("item", "description", "quantity", "price", "breaks"))

    def clean(self) -> dict[str, Any]:
        """Read the figures and find the part."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors or self.blank:
            return data
        data["part"] = find_part(data["item"])
        if not data["item"] and not data["description"]:
            self.add_error("item", _("Name the part, or describe the item."))
        if not data["quantity"]:
            self.add_error("quantity", _("How many pieces?"))
        for name, read in (("price", read_amount), ("breaks", read_breaks)):
            try:
                data[name] = read(data[name], self.currency)
            except ValidationError as error:
                self.add_error(name, error)
        if data.get("price") == 0:
            self.add_error("price", _("A price must be more than nothing."))
        return data

    def draft(self) -> LineDraft:
        """What was typed, as the services take it. Only after `is_valid`, and not of a blank row."""
        data = self.cleaned_data
        part = data["part"]
        return LineDraft(
            part_id=part.pk if part else None,
            description=data["description"] or ("" if part else data["item"]),
            quantity=data["quantity"],
            unit_price=data["price"],
            breaks=data["breaks"],
            lead_time_days=data["lead_time_days"],
            minimum_order=data["minimum_order"] or 1,
            note=data["note"],
        )


class BaseLineFormSet(forms.BaseFormSet[LineForm]):
    """All lines of a quote, and an empty one to go on with."""

    def __init__(self, *args: Any, currency: str = "USD", **kwargs: Any) -> None:
        self.currency = currency if currency in CURRENCIES else "USD"
        super().__init__(*args, **kwargs)

    def _construct_form(self, i: int, **kwargs: Any) -> LineForm:
        form: LineForm = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.currency = self.currency
        return form

    def drafts(self) -> list[LineDraft]:
        """The lines that say something, in order. Only after `is_valid`."""
        return [form.draft() for form in self.forms if form.cleaned_data and not form.blank]


LineFormSet: type[BaseLineFormSet] = forms.formset_factory(  # type: ignore[assignment]
    LineForm, formset=BaseLineFormSet, extra=SPARE_LINES, max_num=MOST_LINES, validate_max=True, absolute_max=MOST_LINES
)


def terms_initial(revision: Revision) -> dict[str, Any]:
    """A saved revision as the terms form shows it."""
    names = [name for name in TermsForm.base_fields if hasattr(revision, name)]
    on_acceptance = sum(
        (step.percent or Decimal(0) for step in revision.steps.all() if step.trigger == Trigger.ON_ACCEPTANCE),
        Decimal(0),
    )
    return {
        **{name: getattr(revision, name) for name in names},
        "valid_until": revision.valid_until.astimezone(ZoneInfo(settings.SHOP_TIME_ZONE)).date(),
        "on_acceptance": _plain(on_acceptance),
        "discount_percent": _plain(revision.discount_percent),
        "tax_rate": _plain(revision.tax_rate),
        "freight": str(revision.money(revision.freight).decimal) if revision.freight else "",
    }


def lines_initial(revision: Revision) -> list[dict[str, Any]]:
    """A saved revision's lines as the formset shows them."""
    rows = []
    for line in revision.lines.all():
        breaks = sorted((row.from_quantity, row.unit_price) for row in line.breaks.all())
        prices = dict(breaks)
        rows.append(
            {
                "item": line.part.number if line.part else line.description,
                "description": line.description if line.part else "",
                "quantity": line.quantity,
                "price": str(revision.money(prices[line.quantity]).decimal),
                "breaks": write_breaks([row for row in breaks if row[0] != line.quantity], revision.currency),
                "lead_time_days": line.lead_time_days,
                "minimum_order": line.minimum_order,
                "note": line.note,
            }
        )
    return rows


def _plain(value: Decimal) -> str:
    """A decimal without trailing zeros."""
    return f"{value.normalize():f}" if value else "0"

"""What visitors type: shape and words, no rules."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from shop.files import ACCEPT
from shop.money import Money, NotAnAmount

from .models import InquiryLine
from .parts_list import LARGEST_QUANTITY, MOST_QUANTITIES
from .services import LineChange


class InquiryForm(forms.Form):
    """Contact, company and what else there is to say. Everything may be half done until it is sent."""

    contact_name = forms.CharField(label=_("Your name"), max_length=100)
    contact_email = forms.CharField(label=_("Work email"), max_length=254)
    company_name = forms.CharField(label=_("Company"), max_length=120)
    country = forms.ChoiceField(label=_("Country of delivery"))
    vat_id = forms.CharField(label=_("VAT ID"), max_length=32, required=False)
    needed_by = forms.CharField(label=_("Needed by"), max_length=60, required=False)
    reference = forms.CharField(label=_("Your reference"), max_length=60, required=False)
    delivery = forms.CharField(label=_("Delivery place and Incoterm"), max_length=120, required=False)
    application = forms.CharField(
        label=_("About the application"), max_length=5000, required=False, widget=forms.Textarea
    )
    pasted = forms.CharField(label=_("Lines"), max_length=20000, required=False, widget=forms.Textarea)
    website = forms.CharField(required=False, max_length=200)  # nobody sees it; who fills it in is a program

    def __init__(self, *args: Any, complete: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complete = complete
        # The use_required_attribute of a draft must not keep the other buttons of the form from working.
        self.use_required_attribute = False
        self.fields["country"].choices = [("", _("Choose a country")), *countries]  # type: ignore[attr-defined]
        missing = {
            "contact_name": _("Tell us your name."),
            "contact_email": _("Tell us where the quote goes: your mail address."),
            "company_name": _("Name your company."),
            "country": _("Choose the country of delivery."),
        }
        for name, sentence in missing.items():
            self.fields[name].error_messages["required"] = sentence
        if not complete:
            for field in self.fields.values():
                field.required = False
        widgets: dict[str, dict[str, Any]] = {
            "contact_name": {"autocomplete": "name"},
            "contact_email": {"autocomplete": "email", "inputmode": "email"},
            "company_name": {"autocomplete": "organization"},
            "country": {"autocomplete": "country"},
            "needed_by": {"placeholder": _("a date or week, for example week 3")},
            "delivery": {"placeholder": _("for example FCA Shanghai")},
            "application": {
                "rows": 3,
                "placeholder": _("Duty, environment, shaft or cable changes, certificates"),
            },
            "pasted": {"rows": 5, "class": "mono", "spellcheck": "false"},
            "website": {"tabindex": "-1", "autocomplete": "off"},
        }
        for name, attributes in widgets.items():
            self.fields[name].widget.attrs.update(attributes)

    def clean_contact_email(self) -> str:
        """A draft keeps any text; an address is asked for when the inquiry is sent."""
        address = str(self.cleaned_data["contact_email"]).strip()
        if self.complete:
            EmailValidator(message=_("This is not a mail address. It looks like name@company.com."))(address)
        return address


class QuantityList(forms.MultipleHiddenInput):
    """Several text inputs of one name."""


class Quantities(forms.Field):
    """One or several whole numbers of pieces; empty inputs are left out."""

    widget = QuantityList

    def __init__(self, **kwargs: Any) -> None:
        self.sample_only_below = 1
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[int]:
        """Read them. Raises ValidationError in words."""
        found: list[int] = []
        for text in (str(entry).strip() for entry in value or []):
            if not text:
                continue
            plain = text.replace(",", "").replace(" ", "")
            if not (plain.isascii() and plain.isdigit() and len(plain) <= 9 and 0 < int(plain) <= LARGEST_QUANTITY):
                raise forms.ValidationError(_("Write quantities as whole numbers of pieces, for example 50."))
            found.append(int(plain))
        found = sorted(set(found))
        if not found:
            raise forms.ValidationError(_("Name at least one quantity, or remove the line."))
        least = self.sample_only_below
        if any(1 < quantity < least for quantity in found):
            raise forms.ValidationError(
                _("This part is sold from %(least)s pieces; a single one is possible as a sample.") % {"least": least}
            )
        return found[:MOST_QUANTITIES]


class LineForm(forms.Form):
    """One line of the list."""

    quantities = Quantities(label=_("Quantities"))
    target_price = forms.CharField(label=_("Target price each"), max_length=16, required=False)
    required_date = forms.DateField(
        label=_("Needed on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, data: Any = None, *, line: InquiryLine, currency: str = "USD", minimum_order: int = 1) -> None:
        self.line = line
        self.currency = line.target_currency or currency
        target = line.target
        super().__init__(
            data,
            prefix=f"line-{line.pk}",
            initial={
                "quantities": line.quantities,
                "target_price": target.figure("en") if target else "",
                "required_date": line.required_date,
                "note": line.note,
            },
        )
        self.use_required_attribute = False
        self.fields["quantities"].sample_only_below = minimum_order  # type: ignore[attr-defined]
        self.fields["target_price"].widget.attrs["inputmode"] = "decimal"

    def clean_target_price(self) -> Money | None:
        """An amount of the list's currency, above nothing."""
        text = self.cleaned_data["target_price"].strip()
        if not text:
            return None
        try:
            money = Money.parse(text, self.currency)
        except NotAnAmount as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if money.minor <= 0:
            raise forms.ValidationError(_("A target price is more than nothing."))
        return money

    @property
    def typed(self) -> list[str]:
        """The quantities as they stand in the inputs."""
        value = self["quantities"].value() or []
        return [str(entry) for entry in value]

    def change(self) -> LineChange:
        """What was typed, for the service. Only of a valid form."""
        target: Money | None = self.cleaned_data["target_price"]
        return LineChange(
            quantities=self.cleaned_data["quantities"],
            target_price=target.minor if target else None,
            target_currency=target.currency if target else "",
            required_date=self.cleaned_data["required_date"],
            note=self.cleaned_data["note"],
        )


class AcceptQuoteForm(forms.Form):
    """The box that accepts a revision. The quantities stand beside the lines; the service checks them."""

    po_number = forms.CharField(label=_("Purchase order number"), max_length=40, required=False)
    po_file = forms.FileField(label=_("Purchase order file"), required=False)
    pay = forms.ChoiceField(
        label=_("Pay the first instalment"),
        choices=[("now", _("Card or wallet, now")), ("later", _("Later, from the order page"))],
        required=False,
    )
    terms = forms.BooleanField(
        label=_("I accept the terms"), error_messages={"required": _("Tick this to accept the terms.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False  # another button of the same form recalculates
        self.fields["po_number"].widget.attrs["autocomplete"] = "off"
        self.fields["po_file"].widget.attrs["accept"] = ACCEPT


class MessageForm(forms.Form):
    """A message about a quote or an order."""

    text = forms.CharField(
        label=_("Message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you would like to ask or change.")},
    )


class DeclineForm(forms.Form):
    """The customer's no, with a reason if there is one."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

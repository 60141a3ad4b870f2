"""One revision of a quote: what is offered, on which terms. Once sent it never changes."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop import links
from shop.files import private_storage
from shop.money import Money

from .quote import Quote


class TaxTreatment(models.TextChoices):
    """How a sale is taxed: one treatment a quote, chosen by staff; its text is printed."""

    EXPORT = "export", _("Export, 0 %")
    REVERSE_CHARGE = "reverse_charge", _("Reverse charge")
    RATE = "rate", _("At a rate")


class Trigger(models.TextChoices):
    """When an instalment falls due."""

    ON_ACCEPTANCE = "on_acceptance", _("on acceptance")
    BEFORE_SHIPMENT = "before_shipment", _("before shipment")


def quote_pdf_path(instance: "Revision", _filename: str) -> str:
    """Where the PDF of a sent revision lies."""
    return f"quotes/{instance.public_id}.pdf"


class Revision(models.Model):
    """A, B, C… of a quote. A draft changes freely; what was sent is frozen, its totals, paper and hash included."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("expired")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="revisions")
    letter = models.CharField(_("revision"), max_length=2)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_number = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)  # raised by each save: two tabs cannot overwrite one another

    currency = models.CharField(_("currency"), max_length=3, default="USD")
    incoterm = models.CharField(_("Incoterm 2020"), max_length=3, default="EXW")
    place = models.CharField(_("place"), max_length=80, default="Changzhou")
    valid_until = models.DateTimeField(_("valid until"))
    discount_percent = models.DecimalField(_("discount in per cent"), max_digits=5, decimal_places=2, default=0)
    discount_label = models.CharField(_("reason of the discount"), max_length=80, blank=True)
    freight = models.PositiveBigIntegerField(_("freight in minor units"), default=0)
    freight_label = models.CharField(_("what the freight is"), max_length=80, blank=True)
    tax_treatment = models.CharField(_("tax"), max_length=16, choices=TaxTreatment, default=TaxTreatment.EXPORT)
    tax_rate = models.DecimalField(_("tax rate in per cent"), max_digits=5, decimal_places=2, default=0)
    tax_text = models.CharField(_("text about tax"), max_length=200, blank=True)
    quantity_free = models.BooleanField(
        _("freight and tax hold for every quantity"),
        default=True,
        help_text=_("The customer may then choose another of the quoted quantities."),
    )
    shipment = models.CharField(_("shipment"), max_length=160, blank=True)
    warranty_months = models.PositiveSmallIntegerField(_("warranty in months"), default=24)
    conditions = models.CharField(_("conditions"), max_length=160, blank=True)
    note = models.TextField(_("message"), max_length=5000, blank=True)

    # Written when it is sent, never again.
    goods = models.PositiveBigIntegerField(null=True, blank=True)
    discount = models.PositiveBigIntegerField(null=True, blank=True)
    tax = models.PositiveBigIntegerField(null=True, blank=True)
    total = models.PositiveBigIntegerField(_("total in minor units"), null=True, blank=True)
    paper = models.JSONField(null=True, blank=True)  # all that the paper says; the PDF is made of it
    sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.FileField(storage=private_storage, upload_to=quote_pdf_path, blank=True, max_length=200)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering: ClassVar[list[str]] = ["quote", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quote", "letter"], name="revision_letter_once"),
            models.UniqueConstraint(fields=["quote"], condition=Q(state="draft"), name="one_draft_a_quote"),
            models.UniqueConstraint(
                fields=["quote"], condition=Q(state__in=["sent", "accepted"]), name="one_open_revision_a_quote"
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="revision_currency"),
            models.CheckConstraint(
                condition=Q(discount_percent__gte=0, discount_percent__lte=100), name="revision_discount_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(tax_treatment="rate", tax_rate__gt=0, tax_rate__lte=100)
                | (~Q(tax_treatment="rate") & Q(tax_rate=0)),
                name="revision_rate_goes_with_its_treatment",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(
                    goods__isnull=False,
                    discount__isnull=False,
                    tax__isnull=False,
                    total__isnull=False,  # an unknown comparison passes a check
                    total__gt=0,
                    total=F("goods") - F("discount") + F("freight") + F("tax"),
                    sent_at__isnull=False,
                    paper__isnull=False,
                ),
                name="revision_sent_is_frozen_and_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quote.number} {self.letter}"

    def get_absolute_url(self) -> str:
        """The page that the customer opens."""
        return reverse("quote", args=[self.token])

    @property
    def token(self) -> str:
        """The signed link's token."""
        return links.sign("quote", self.public_id, self.quote.contact_email, self.link_number)

    @property
    def contact_email(self) -> str:
        """Whom the offer went to."""
        return self.quote.contact_email

    def money(self, minor: int) -> Money:
        """An amount in this revision's currency."""
        return Money(minor, self.currency)

    @property
    def total_money(self) -> Money | None:
        """The total as it was sent; None while it is a draft."""
        return None if self.total is None else self.money(self.total)


class Line(models.Model):
    """One position. The offered quantity is one of its breaks."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    part = models.ForeignKey("catalog.Part", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    description = models.CharField(_("description"), max_length=200, blank=True)
    quantity = models.PositiveIntegerField(_("offered quantity"), validators=[MinValueValidator(1)])
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    minimum_order = models.PositiveIntegerField(_("minimum order"), default=1)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "position"], name="line_position_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="line_quantity_positive"),
            models.CheckConstraint(condition=Q(part__isnull=False) | ~Q(description=""), name="line_names_something"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.description}"


class LineBreak(models.Model):
    """From so many pieces on, each costs so much."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="breaks")
    from_quantity = models.PositiveIntegerField()
    unit_price = models.PositiveBigIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["from_quantity"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["line", "from_quantity"], name="line_break_once"),
            models.CheckConstraint(condition=Q(from_quantity__gte=1), name="line_break_quantity_positive"),
            models.CheckConstraint(condition=Q(unit_price__gt=0), name="line_break_price_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.from_quantity}: {self.unit_price}"


class PaymentStep(models.Model):
    """One instalment of the offered schedule: a share of the total or an amount."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    percent = models.DecimalField(_("per cent"), max_digits=5, decimal_places=2, null=True, blank=True)
    amount = models.PositiveBigIntegerField(_("amount in minor units"), null=True, blank=True)
    trigger = models.CharField(_("due"), max_length=16, choices=Trigger, default=Trigger.ON_ACCEPTANCE)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "position"], name="payment_step_position_once"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100, amount__isnull=True)
                | Q(amount__gt=0, percent__isnull=True),
                name="payment_step_percent_or_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %" if self.percent is not None else str(self.amount)

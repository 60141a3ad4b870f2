"""What was ordered and what is owed for it. What was paid is the ledger's, in `payments`."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop import links
from shop.accounts.models import Company
from shop.files import private_storage
from shop.money import Money
from shop.quoting.models import Revision, Trigger


def po_file_path(instance: "Order", filename: str) -> str:
    """Where a purchase order lies."""
    return f"orders/{instance.public_id}/purchase-order.{filename.rpartition('.')[2].lower()}"


def confirmation_path(instance: "Order", _filename: str) -> str:
    """Where the order confirmation lies."""
    return f"orders/{instance.public_id}/confirmation.pdf"


class Order(models.Model):
    """Made from exactly one accepted revision. Lines, tax and total are copied, so later prices cannot reach it."""

    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("awaiting payment")
        CONFIRMED = "confirmed", _("confirmed")
        IN_PRODUCTION = "in_production", _("in production")
        READY = "ready", _("ready")
        PARTLY_SHIPPED = "partly_shipped", _("partly shipped")
        SHIPPED = "shipped", _("shipped")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", _("cancelled")
        ON_HOLD = "on_hold", _("on hold")

    number = models.CharField(_("number"), max_length=20, unique=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_number = models.PositiveSmallIntegerField(default=1)
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="order")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="orders")
    contact_name = models.CharField(_("contact"), max_length=100)
    contact_email = models.EmailField(_("mail address"))
    language = models.CharField(max_length=10, default="en")
    po_number = models.CharField(_("purchase order number"), max_length=40, blank=True)
    po_file = models.FileField(storage=private_storage, upload_to=po_file_path, blank=True, max_length=200)
    po_file_name = models.CharField(max_length=150, blank=True)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.AWAITING_PAYMENT)

    currency = models.CharField(max_length=3)
    goods = models.PositiveBigIntegerField()
    discount = models.PositiveBigIntegerField(default=0)
    freight = models.PositiveBigIntegerField(default=0)
    tax = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(_("total in minor units"))
    confirmation = models.FileField(storage=private_storage, upload_to=confirmation_path, blank=True, max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(total__gt=0), name="order_total_positive"),
            models.CheckConstraint(
                condition=Q(total=F("goods") - F("discount") + F("freight") + F("tax")), name="order_total_adds_up"
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="order_currency"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page that the customer opens."""
        return reverse("order", args=[self.token])

    @property
    def token(self) -> str:
        """The signed link's token."""
        return links.sign("order", self.public_id, self.contact_email, self.link_number)

    def money(self, minor: int) -> Money:
        """An amount in this order's currency."""
        return Money(minor, self.currency)

    @property
    def total_money(self) -> Money:
        """What was ordered, in all."""
        return self.money(self.total)


class OrderLine(models.Model):
    """One position as ordered."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    part = models.ForeignKey("catalog.Part", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    description = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveIntegerField()
    unit_price = models.PositiveBigIntegerField()
    lead_time_days = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="order_line_quantity_positive"),
            models.CheckConstraint(condition=Q(unit_price__gt=0), name="order_line_price_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.description}"

    @property
    def price(self) -> Money:
        """The price of one piece."""
        return self.order.money(self.unit_price)

    @property
    def amount(self) -> Money:
        """Quantity times unit price."""
        return self.order.money(self.quantity * self.unit_price)


class Instalment(models.Model):
    """A part of what is owed. Its state is set by `settle_instalment` alone, from what the ledger holds."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("scheduled")
        DUE = "due", _("due")
        PROCESSING = "processing", _("payment being confirmed")
        PARTLY_PAID = "partly_paid", _("partly paid")
        PAID = "paid", _("paid")
        HELD = "held", _("payment held for checking")
        OVERPAID = "overpaid", _("overpaid")
        CANCELLED = "cancelled", _("cancelled")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    amount = models.PositiveBigIntegerField(_("amount in minor units"))
    currency = models.CharField(max_length=3)
    trigger = models.CharField(_("due"), max_length=16, choices=Trigger)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SCHEDULED)
    received = models.BigIntegerField(default=0)  # the ledger's sum when the state was set
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering: ClassVar[list[str]] = ["order", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["order", "position"], name="instalment_position_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_amount_positive"),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(received=F("amount")), name="instalment_paid_means_received"
            ),
            models.CheckConstraint(
                condition=~Q(state="overpaid") | Q(received__gt=F("amount")), name="instalment_overpaid_means_more"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order.number} {self.position}"

    @property
    def money(self) -> Money:
        """What is owed in this instalment."""
        return Money(self.amount, self.currency)

    @property
    def outstanding(self) -> Money:
        """What is still to pay of it."""
        return Money(max(self.amount - self.received, 0), self.currency)

    @property
    def payable(self) -> bool:
        """Whether the customer may pay it now. A scheduled one may be paid early."""
        open_ = {self.State.SCHEDULED, self.State.DUE, self.State.PARTLY_PAID}
        return self.state in open_ and self.order.state != Order.State.CANCELLED

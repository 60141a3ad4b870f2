"""What was asked of Stripe, what Stripe said, and what money came: the ledger."""

import secrets
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.accounts.models import Company
from shop.money import Money
from shop.orders.models import Instalment, Order

from .gateway import Mode


def random_name() -> str:
    """Name an environment that nobody named, so that two databases on one test account do not meet."""
    return f"shop-{secrets.token_hex(4)}"


class Environment(models.Model):
    """Whose account this database's payments belong to. One row; it never changes sides (`environment.py`)."""

    name = models.CharField(max_length=40, unique=True, default=random_name)
    mode = models.CharField(max_length=10, choices=[(mode.value, mode.value) for mode in Mode])
    api_base = models.CharField(max_length=200)
    account = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    events_read_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(pk=1), name="environment_is_one"),
            models.CheckConstraint(condition=~Q(name=""), name="environment_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class StripeCustomer(models.Model):
    """A company as Stripe knows it: one each way, never a person."""

    company = models.OneToOneField(Company, on_delete=models.PROTECT, related_name="stripe_customer")
    stripe_id = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.stripe_id


class PaymentAttempt(models.Model):
    """One hosted page for one instalment. Its states are in `transitions.py`."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("being prepared")
        OPEN = "open", _("waiting for the customer")
        PROCESSING = "processing", _("being confirmed by the bank")
        PAID = "paid", _("paid")
        HELD = "held", _("held for checking")
        EXPIRED = "expired", _("expired")
        FAILED = "failed", _("failed")

    ACTIVE: ClassVar[tuple[State, ...]] = (State.REQUESTED, State.OPEN, State.PROCESSING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    method = models.CharField(max_length=20)
    amount = models.PositiveBigIntegerField(_("amount in minor units"))
    currency = models.CharField(max_length=3)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.REQUESTED)
    stripe_id = models.CharField("Checkout Session", max_length=255, blank=True)
    payment_id = models.CharField("PaymentIntent", max_length=64, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(_("last refusal"), max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("payment attempt")
        verbose_name_plural = _("payment attempts")
        ordering: ClassVar[list[str]] = ["instalment", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["instalment", "number"], name="attempt_number_once"),
            models.UniqueConstraint(fields=["stripe_id"], condition=~Q(stripe_id=""), name="attempt_session_once"),
            models.UniqueConstraint(
                fields=["instalment"],
                condition=Q(state__in=["requested", "open", "processing"]),
                name="attempt_one_open_an_instalment",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="attempt_amount_positive"),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "failed", "expired"]) | ~Q(stripe_id=""),
                name="attempt_open_has_a_session",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["checked_at"],
                condition=Q(state__in=["requested", "open", "processing"]),
                name="attempt_to_check",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instalment_id}/{self.number}"

    @property
    def money(self) -> Money:
        """What it asks for."""
        return Money(self.amount, self.currency)

    @property
    def is_active(self) -> bool:
        """Whether money may still come through it."""
        return self.state in self.ACTIVE


class StripeRequest(models.Model):
    """A request as it is sent, written down before it is sent (`exactly_once.py`)."""

    class Outcome(models.TextChoices):
        PREPARED = "prepared", _("not sent")
        SENT = "sent", _("sent, no answer yet")
        UNKNOWN = "unknown", _("unknown")
        NOT_TAKEN = "not_taken", _("to be repeated")
        FAULT = "fault", _("fault recorded at Stripe")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    UNDECIDED: ClassVar[tuple[Outcome, ...]] = (
        Outcome.PREPARED,
        Outcome.SENT,
        Outcome.UNKNOWN,
        Outcome.NOT_TAKEN,
        Outcome.FAULT,
    )

    kind = models.CharField(max_length=40)
    row = models.BigIntegerField(_("our row"))
    attempt = models.PositiveSmallIntegerField(default=1)
    key = models.CharField(_("idempotency key"), max_length=255, unique=True)
    parameters = models.JSONField()
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.PREPARED)
    stripe_id = models.CharField(max_length=255, blank=True)
    times_sent = models.PositiveIntegerField(default=0)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    error_code = models.CharField(max_length=100, blank=True)
    stripe_request_id = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("request to Stripe")
        verbose_name_plural = _("requests to Stripe")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "row", "attempt"], name="stripe_request_attempt_once"),
            models.CheckConstraint(
                condition=~Q(outcome="done") | ~Q(stripe_id=""), name="stripe_request_done_names_the_object"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class StripeEvent(models.Model):
    """The inbox: what Stripe said happened. Nothing but the ids is believed; handlers ask for the rest."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        HANDLED = "handled", _("handled")
        IGNORED = "ignored", _("ignored")
        KEPT = "kept", _("kept for checking")
        FAILED = "failed", _("failed")

    class Source(models.TextChoices):
        WEBHOOK = "webhook", _("webhook")
        LIST = "list", _("fetched")

    stripe_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=255)
    object_id = models.CharField(max_length=255, blank=True)
    api_version = models.CharField(max_length=50, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("event from Stripe")
        verbose_name_plural = _("events from Stripe")
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_at"], condition=Q(state__in=["waiting", "failed"]), name="stripe_event_due"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.stripe_id}"


class RefusedWebhook(models.Model):
    """A counter: how often a webhook was refused, by reason. Nothing of the body is kept."""

    reason = models.CharField(max_length=30, unique=True)
    count = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reason}: {self.count}"


class LedgerEntry(models.Model):
    """Money that moved. Written once; the database refuses to change or delete it (`ledger_guard.py`).

    Amounts are positive, `direction` says which way. An entry with `held_because` counts for nobody until staff decide.
    """

    class Kind(models.TextChoices):
        CHARGE = "charge", _("payment")
        FEE = "fee", _("fee")

    class Direction(models.TextChoices):
        IN = "in", _("in")
        OUT = "out", _("out")

    class Held(models.TextChoices):
        AMOUNT = "amount", _("the amount differs")
        CURRENCY = "currency", _("the currency differs")
        CUSTOMER = "customer", _("another company paid")
        METADATA = "metadata", _("it names another instalment")
        SESSION = "session", _("it came another way than through our page")
        MODE = "mode", _("test and live payments are mixed")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction)
    amount = models.PositiveBigIntegerField(_("amount in minor units"))
    currency = models.CharField(max_length=3)
    stripe_id = models.CharField(_("Stripe object"), max_length=255)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger")
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger")
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger")
    held_because = models.CharField(_("held because"), max_length=10, choices=Held, blank=True)
    payment_id = models.CharField("PaymentIntent", max_length=64, blank=True)
    balance_transaction = models.CharField(max_length=64, blank=True)
    payout = models.CharField(max_length=64, blank=True)
    means = models.CharField(_("paid with"), max_length=60, blank=True)
    details = models.JSONField(default=dict, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "stripe_id", "direction"], name="ledger_fact_once"),
            models.CheckConstraint(condition=~Q(stripe_id=""), name="ledger_names_its_object"),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="ledger_currency"),
            models.CheckConstraint(
                condition=Q(kind="charge", direction="in", amount__gt=0) | Q(kind="fee", direction="out"),
                name="ledger_kind_has_its_direction",
            ),
            models.CheckConstraint(
                condition=~Q(kind="charge") | ~Q(held_because="") | Q(instalment__isnull=False),
                name="ledger_charge_counts_for_an_instalment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.stripe_id}"

    @property
    def money(self) -> Money:
        """How much moved."""
        return Money(self.amount, self.currency)

"""A request for quotation, from the first part put on the list to what became of it."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.operating_point import OperatingPoint
from shop import links
from shop.accounts.models import Company
from shop.files import private_storage
from shop.money import Money


def inquiry_file_path(instance: "InquiryFile", _filename: str) -> str:
    """A name that nobody guesses; the customer's own name is kept in the row."""
    return f"inquiries/{instance.inquiry.public_id}/{uuid.uuid4()}.{instance.kind}"


class Inquiry(models.Model):
    """A request for quotation. While it is a draft it is the visitor's list, found by a signed cookie.

    Contact and company are text of the customer's own; staff link `company` when they quote.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        QUOTED = "quoted", _("quoted")
        WON = "won", _("won")
        LOST = "lost", _("lost")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SPAM = "spam", _("spam")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True, null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    link_number = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=10, default="en")

    # As typed: a draft may be half done, so the mail address is proven when it is submitted.
    contact_name = models.CharField(_("your name"), max_length=100, blank=True)
    contact_email = models.CharField(_("work email"), max_length=254, blank=True)
    company_name = models.CharField(_("company"), max_length=120, blank=True)
    country = models.CharField(_("country of delivery"), max_length=2, blank=True)
    vat_id = models.CharField(_("VAT ID"), max_length=32, blank=True)
    needed_by = models.CharField(_("needed by"), max_length=60, blank=True)
    reference = models.CharField(_("your reference"), max_length=60, blank=True)
    delivery = models.CharField(_("delivery place and Incoterm wished"), max_length=120, blank=True)
    application = models.TextField(_("about the application"), max_length=5000, blank=True)
    pasted = models.TextField(_("lines"), max_length=20000, blank=True)
    requirement = models.JSONField(null=True, blank=True)  # what OperatingPoint.stored gives

    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="inquiries")
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering: ClassVar[list[str]] = ["-submitted_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state="draft", number__isnull=True, submitted_at__isnull=True)
                | (~Q(state="draft") & Q(number__isnull=False, submitted_at__isnull=False) & ~Q(contact_email="")),
                name="inquiry_submitted_has_number_and_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(_("Inquiry list"))

    def get_absolute_url(self) -> str:
        """What the customer opens: the list while it is one, then the signed link."""
        if self.state == self.State.DRAFT:
            return reverse("inquiry-list")
        return reverse("inquiry", args=[self.token])

    @property
    def operating_point(self) -> OperatingPoint | None:
        """What the motors are to do, where the visitor came with a point."""
        return OperatingPoint.from_stored(self.requirement)

    @property
    def token(self) -> str:
        """The signed link's token."""
        return links.sign("inquiry", self.public_id, self.contact_email, self.link_number)


def some_quantity() -> list[int]:
    """What a line begins with."""
    return [1]


class InquiryLine(models.Model):
    """One part asked for, in one or several quantities."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    part = models.ForeignKey("catalog.Part", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(_("item"), max_length=200, blank=True, help_text=_("Where the part is none of ours."))
    quantities = models.JSONField(_("quantities"), default=some_quantity)
    target_price = models.PositiveBigIntegerField(_("target price in minor units"), null=True, blank=True)
    target_currency = models.CharField(max_length=3, blank=True)
    required_date = models.DateField(_("needed on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["inquiry", "part"], name="inquiry_part_once"),
            models.CheckConstraint(condition=Q(part__isnull=False) | ~Q(text=""), name="inquiry_line_names_something"),
            models.CheckConstraint(
                condition=Q(target_price__isnull=True, target_currency="")
                | (Q(target_price__gt=0) & ~Q(target_currency="")),
                name="inquiry_line_target_has_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The part number, or the customer's own words."""
        return self.part.number if self.part else self.text

    @property
    def target(self) -> Money | None:
        """The price each that the customer hopes for."""
        return None if self.target_price is None else Money(self.target_price, self.target_currency)


class InquiryFile(models.Model):
    """A file that came with an inquiry; its kind was told by its content."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="files")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(storage=private_storage, upload_to=inquiry_file_path, max_length=200)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["inquiry", "sha256"], name="inquiry_file_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the row, and its file once that is certain."""
        from django.db import transaction

        storage, name = self.file.storage, self.file.name
        transaction.on_commit(lambda: storage.delete(name or ""))
        return super().delete(*args, **kwargs)

"""People and companies. A person signs in by mail address; there is no user name."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField


class PersonManager(UserManager["User"]):
    """Makes users from a mail address alone."""

    def _make(self, email: str, password: str | None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A user needs a mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """Make an ordinary user."""
        return self._make(email, password, **{"is_staff": False, "is_superuser": False, **fields})

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        """Make an administrator with every right."""
        return self._make(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Somebody who signs in: staff, or a customer's person."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("mail address"), unique=True, error_messages={"unique": _("This mail address is taken.")}
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_unique", violation_error_message=_("This mail address is taken.")
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Company(models.Model):
    """Who buys: one row a company, and one customer at Stripe. Staff link an inquiry to it, never a name or domain."""

    name = models.CharField(_("name"), max_length=120)
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    address_line_1 = models.CharField(_("street and number"), max_length=160, blank=True)
    address_line_2 = models.CharField(_("more of the address"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    region = models.CharField(_("state or province"), max_length=80, blank=True)
    country = CountryField(_("country"), blank=True)
    vat_id = models.CharField(_("VAT ID"), max_length=32, blank=True)
    email = models.EmailField(_("mail address for invoices"), blank=True)
    preferred_language = models.CharField(_("language"), max_length=10, default="en")
    notes = models.TextField(_("notes"), blank=True, help_text=_("For staff only."))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def printed_name(self) -> str:
        """The name for papers."""
        return self.legal_name or self.name

    @property
    def address_lines(self) -> list[str]:
        """The address as printed, without the name and the country."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        return [line for line in (self.address_line_1, self.address_line_2, town, self.region) if line]


class Membership(models.Model):
    """A person of a company."""

    class Role(models.TextChoices):
        BUYER = "buyer", _("buyer")
        APPROVER = "approver", _("approver")
        ADMINISTRATOR = "administrator", _("administrator")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=16, choices=Role, default=Role.BUYER)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "company"], name="one_membership_a_person_and_company"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.company}"

"""A quote: one number, a row of revisions, and what was said about it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.accounts.models import Company

from .inquiry import Inquiry


class Quote(models.Model):
    """An offer to one company. What it offers stands in its revisions, of which one is current."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="quotes")
    contact_name = models.CharField(_("contact"), max_length=100)
    contact_email = models.EmailField(_("mail address"))
    language = models.CharField(max_length=10, default="en")
    reference = models.CharField(_("their reference"), max_length=60, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(contact_email=""), name="quote_has_a_contact"),
        ]

    def __str__(self) -> str:
        return self.number


class Message(models.Model):
    """One thing said about a quote, or later about its order, by the customer or by us."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="messages")
    author = models.CharField(max_length=254)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    from_us = models.BooleanField(default=False)
    text = models.TextField(max_length=5000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"

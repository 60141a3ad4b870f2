"""The outbox in the admin: every mail the shop wrote, whether it went, and what it said."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from shop.mail.models import Message

from .base import DeskListing, DeskView

LIST = "outbox:index"


class MessageFilter(WagtailFilterSet):
    """By state: what failed matters."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=Message.State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Message
        fields: ClassVar = ["state"]


class Outbox(DeskListing):
    """All mails, newest first."""

    permission = "mail.view_message"
    page_title = gettext_lazy("Outbox")
    header_icon = "mail"
    index_url_name = LIST
    index_results_url_name = "outbox:results"
    verbose_name_plural = gettext_lazy("mails")
    filterset_class = MessageFilter
    search_fields: ClassVar = ["to", "subject"]
    default_ordering = "-created_at"
    columns: ClassVar = [
        TitleColumn(
            "subject", label=gettext_lazy("Subject"), get_url=lambda row: reverse("outbox:message", args=[row.pk])
        ),
        Column("to", label=gettext_lazy("To"), sort_key="to"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("attempts", label=gettext_lazy("Attempts")),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Message]:
        """Without the bodies."""
        return Message.objects.defer("text", "html")


class MessageView(DeskView):
    """One mail as it was written."""

    permission = "mail.view_message"
    header_icon = "mail"
    template_name = "desk/message.html"

    @cached_property
    def message(self) -> Message:
        """The mail of the address."""
        return get_object_or_404(Message, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Its subject."""
        return self.message.subject

    def trail(self) -> Any:
        """Below the list."""
        return [(LIST, _("Outbox"))]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self.show(message=self.message, attachments=self.message.attachments.defer("content"))

"""Orders in the admin: what was ordered, what is owed, what was paid."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from shop import audit
from shop.errors import Refused
from shop.orders import services
from shop.orders.models import Order
from shop.payments.models import LedgerEntry, PaymentAttempt

from .base import DeskListing, DeskView

LIST = "orders:index"


class OrderFilter(WagtailFilterSet):
    """By state."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=Order.State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Order
        fields: ClassVar = ["state"]


class OrderList(DeskListing):
    """All orders, newest first."""

    permission = "orders.view_order"
    page_title = gettext_lazy("Orders")
    header_icon = "tick-inverse"
    index_url_name = LIST
    index_results_url_name = "orders:results"
    verbose_name_plural = gettext_lazy("orders")
    filterset_class = OrderFilter
    search_fields: ClassVar = ["number", "po_number", "company__name", "contact_name", "contact_email"]
    default_ordering = "-created_at"
    columns: ClassVar = [
        TitleColumn(
            "number",
            label=gettext_lazy("Number"),
            get_url=lambda row: reverse("orders:order", args=[row.pk]),
            sort_key="number",
        ),
        Column("company", label=gettext_lazy("Company"), sort_key="company__name"),
        Column("po_number", label=gettext_lazy("Purchase order")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("total", label=gettext_lazy("Total"), accessor=lambda row: row.money(row.total)),
        Column(
            "received",
            label=gettext_lazy("Received"),
            accessor=lambda row: row.money(sum(each.received for each in row.instalments.all())),
        ),
        DateColumn("created_at", label=gettext_lazy("Ordered"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Order]:
        """With company and instalments: two queries for the page."""
        return Order.objects.select_related("company").prefetch_related("instalments")


class OrderView(DeskView):
    """One order with its lines, instalments, payments and history."""

    permission = "orders.view_order"
    header_icon = "tick-inverse"
    template_name = "desk/order.html"

    @cached_property
    def order(self) -> Order:
        """The order of the address."""
        rows = Order.objects.select_related("company", "revision__quote").prefetch_related("lines__part", "instalments")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Its number."""
        return self.order.number

    def trail(self) -> Any:
        """Below the list."""
        return [(LIST, _("Orders"))]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Show it."""
        order = self.order
        may_see_money = request.user.has_perm("payments.view_ledgerentry")
        return self.show(
            order=order,
            received=order.money(sum(each.received for each in order.instalments.all())),
            attempts=PaymentAttempt.objects.filter(instalment__order=order)
            .select_related("instalment")
            .order_by("-pk"),
            ledger=LedgerEntry.objects.filter(order=order).order_by("pk") if may_see_money else (),
            may_change=request.user.has_perm("orders.change_order"),
            timeline=audit.timeline(order)[:50],
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let an instalment that waits for shipment fall due."""
        if not request.user.has_perm("orders.change_order"):
            raise Http404
        instalment = get_object_or_404(self.order.instalments, position=request.POST.get("position") or 0)
        try:
            services.call_due(instalment_id=instalment.pk, by=self.by)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Instalment %(position)s is due now.") % {"position": instalment.position})
        return redirect("orders:order", pk)


class PurchaseOrderView(OrderView):
    """The customer's purchase order file, as a download."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        """Send the file."""
        if not self.order.po_file:
            raise Http404
        return FileResponse(self.order.po_file.open("rb"), as_attachment=True, filename=self.order.po_file_name)

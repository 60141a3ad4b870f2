"""The desk in Wagtail's admin: menu, addresses, and today's work on the first page."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from shop.mail.models import Message
from shop.orders.models import Instalment, Order
from shop.payments.queries import failed_events
from shop.quoting.models import Inquiry, Revision

from .viewsets import Desk


@hooks.register("register_admin_viewset")
def register_desk() -> Desk:
    """The desk's menu and pages."""
    return Desk()


class Today(Component):
    """What waits for somebody today, as far as this person may see it."""

    order = 50
    template_name = "desk/today.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Counts with the lists that they lead to."""
        waiting: list[tuple[str, str, str | Promise, Any]] = [
            (
                "quoting.view_inquiry",
                reverse("inquiries:index") + "?state=submitted",
                _("inquiries wait for a quote"),
                Inquiry.objects.filter(state=Inquiry.State.SUBMITTED),
            ),
            (
                "quoting.view_quote",
                reverse("quotes:index") + "?newest_state=sent",
                _("quotes are with customers"),
                Revision.objects.filter(state=Revision.State.SENT),
            ),
            (
                "orders.view_order",
                reverse("orders:index") + "?state=awaiting_payment",
                _("orders await payment"),
                Order.objects.filter(state=Order.State.AWAITING_PAYMENT),
            ),
            (
                "orders.view_order",
                reverse("orders:index"),
                _("payments are held for checking"),
                Instalment.objects.filter(state__in=[Instalment.State.HELD, Instalment.State.OVERPAID]),
            ),
            (
                "payments.view_stripeevent",
                reverse("desk-payments:index"),
                _("events from Stripe could not be handled"),
                failed_events(),
            ),
            (
                "mail.view_message",
                reverse("outbox:index") + "?state=failed",
                _("mails could not be delivered"),
                Message.objects.filter(Q(state=Message.State.FAILED)),
            ),
        ]
        user = self.request.user
        work = [
            {"url": url, "label": label, "count": rows.count()}
            for permission, url, label, rows in waiting
            if user.has_perm(permission)
        ]
        return {"work": work}


@hooks.register("construct_homepage_panels")
def add_today(request: HttpRequest, panels: list[Component]) -> None:
    """Put today's work first."""
    if any(request.user.has_perm(right) for right in ("quoting.view_inquiry", "orders.view_order")):
        panels.insert(0, Today(request))


@hooks.register("insert_global_admin_css")
def desk_style() -> SafeString:
    """The desk's look, for the panel on the first page."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))

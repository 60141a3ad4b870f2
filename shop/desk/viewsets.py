"""Where the desk's pages stand in the admin: addresses and menu."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from . import inquiries, orders, outbox, payments, quotes


class PermittedItem(MenuItem):
    """A menu item for those who hold a right."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may open it."""
        return request.user.has_perm(self.permission)


class DeskViewSet(ViewSet):
    """A list and what lies below it."""

    listing: ClassVar[type[Any]]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """The item for whoever may see the list."""
        return PermittedItem(
            self.menu_label,
            self.menu_url,
            name=self.menu_name,
            icon_name=self.icon,
            order=order if order is not None else self.menu_order,
            permission=self.listing.permission,
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, its results for search as one types, and the pages below."""
        return [
            path("", self.listing.as_view(), name="index"),
            path("results/", self.listing.as_view(results_only=True), name="results"),
            *self.below(),
        ]

    def below(self) -> list[URLPattern]:
        """The pages below the list."""
        return []


class Inquiries(DeskViewSet):
    """Requests for quotation."""

    name, url_prefix, icon, menu_label = "inquiries", "desk/inquiries", "mail", _("Inquiries")
    listing = inquiries.InquiryList

    def below(self) -> list[URLPattern]:
        """One inquiry, and a file that came with it."""
        return [
            path("<int:pk>/", inquiries.InquiryView.as_view(), name="inquiry"),
            path("files/<uuid:public_id>/", inquiries.InquiryFileView.as_view(), name="file"),
        ]


class Quotes(DeskViewSet):
    """Quotes."""

    name, url_prefix, icon, menu_label = "quotes", "desk/quotes", "doc-full", _("Quotes")
    listing = quotes.QuoteList

    def below(self) -> list[URLPattern]:
        """The editor, its figures, and what else is done to a quote."""
        return [
            path("<int:pk>/", quotes.QuoteView.as_view(), name="quote"),
            path("<int:pk>/figures/", quotes.QuoteFigures.as_view(), name="figures"),
            path("<int:pk>/revise/", quotes.QuoteAction.as_view(action="revise"), name="revise"),
            path("<int:pk>/withdraw/", quotes.QuoteAction.as_view(action="withdraw"), name="withdraw"),
        ]


class Orders(DeskViewSet):
    """Orders."""

    name, url_prefix, icon, menu_label = "orders", "desk/orders", "tick-inverse", _("Orders")
    listing = orders.OrderList

    def below(self) -> list[URLPattern]:
        """One order and its purchase order file."""
        return [
            path("<int:pk>/", orders.OrderView.as_view(), name="order"),
            path("<int:pk>/purchase-order/", orders.PurchaseOrderView.as_view(), name="purchase-order"),
        ]


class Payments(DeskViewSet):
    """What of payments wants a look."""

    name, url_prefix, icon, menu_label = "desk-payments", "desk/payments", "password", _("Payments")
    listing = payments.PaymentsView

    def get_urlpatterns(self) -> list[URLPattern]:
        """One page."""
        return [path("", payments.PaymentsView.as_view(), name="index")]


class Mails(DeskViewSet):
    """The outbox."""

    name, url_prefix, icon, menu_label = "outbox", "desk/outbox", "mail", _("Outbox")
    listing = outbox.Outbox

    def below(self) -> list[URLPattern]:
        """One mail."""
        return [path("<int:pk>/", outbox.MessageView.as_view(), name="message")]


class Desk(ViewSetGroup):
    """The day's work."""

    menu_label, menu_icon, menu_order = _("Desk"), "clipboard-list", 110
    items = (Inquiries, Quotes, Orders, Payments, Mails)

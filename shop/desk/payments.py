"""What of payments wants a look: money that is held, events that failed, questions that Stripe has not answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.payments import queries, services
from shop.payments.models import StripeEvent
from shop.payments.webhooks import REASONS

from .base import DeskView

SHOWN = 100


class PaymentsView(DeskView):
    """One page: usually it is empty."""

    permission = "payments.view_stripeevent"
    page_title = gettext_lazy("Payments")
    header_icon = "password"
    template_name = "desk/payments.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        return self.show(
            held=queries.held_entries()[:SHOWN],
            events=queries.failed_events()[:SHOWN],
            requests=queries.undecided_requests().order_by("-pk")[:SHOWN],
            refused=[
                {"reason": reason, "words": REASONS.get(reason, reason), "count": count}
                for reason, count in sorted(queries.refused_webhooks().items())
            ],
            may_retry=request.user.has_perm("payments.change_stripeevent"),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try an event again now."""
        if not request.user.has_perm("payments.change_stripeevent"):
            raise PermissionDenied
        chosen = request.POST.get("event", "")
        event = get_object_or_404(StripeEvent, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0)
        services.retry_event(event_id=event.pk)
        messages.success(request, _("The event %(id)s is tried again now.") % {"id": event.stripe_id})
        return redirect("desk-payments:index")

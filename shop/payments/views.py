"""Pay, come back, and hear from Stripe. Parse, call, answer."""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from shop import audit, links
from shop.errors import Refused
from shop.links import LinkBroken, LinkExpired
from shop.orders import queries as orders
from shop.orders.models import Order

from . import gateway, queries, services
from .errors import AlreadyPaid, PaymentUnavailable
from .models import PaymentAttempt, StripeEvent
from .webhooks import CLOCK, REASONS, refusal_before_reading, refusal_of

log = logging.getLogger(__name__)

RETURN_LIVES = timedelta(days=2)
RETURN_PATH = "/payments/return/"


@require_POST
@never_cache
def pay_instalment(request: HttpRequest, token: str, position: int) -> HttpResponse:
    """Send the customer to the hosted page of an instalment, or say why not."""
    try:
        order = orders.order_by_token(token)
    except LinkExpired as refusal:
        return _refused(request, refusal, status=410)
    except LinkBroken as refusal:
        raise Http404 from refusal
    instalment = next((row for row in order.instalments.all() if row.position == position), None)
    if instalment is None:
        raise Http404
    with override(order.language):
        try:
            url = services.start_payment(
                instalment_id=instalment.pk,
                method_key=request.POST.get("method", "card"),
                by=audit.actor(request, mail=order.contact_email, name=order.contact_name),
            )
        except AlreadyPaid:
            return _see_other(order.get_absolute_url())
        except PaymentUnavailable as refusal:
            return _refused(request, refusal, status=503, order=order, position=position)
        except Refused as refusal:
            return _refused(request, refusal, status=409, order=order)
    if not _is_hosted_page(url):
        log.error("Stripe gave an address that is not one of STRIPE_HOSTED_PAGES: %s", urlsplit(url).netloc)
        return _refused(request, PaymentUnavailable(), status=503, order=order)
    attempt = queries.active_attempt(instalment)
    response = _see_other(url)
    if attempt is not None:
        _remember_order(response, attempt, order)
    return response


@require_GET
@never_cache
def payment_return(request: HttpRequest, token: str) -> HttpResponse:
    """Receive the customer from the hosted page. The address proves nothing: Stripe is asked how the payment stands."""
    attempt = _attempt_of(token)
    order = attempt.instalment.order
    session = request.GET.get("session", "")
    if session and attempt.stripe_id and session != attempt.stripe_id:
        raise Http404
    try:
        attempt = services.refresh_attempt(attempt)
    except Refused as refusal:
        log.info("A customer came back and the payment could not be looked at: %s", refusal)
    state = PaymentAttempt.State
    left = attempt.state == state.OPEN and "left" in request.GET
    ours = _same_browser(request, attempt)
    if ours and (left or not attempt.is_active):
        return HttpResponseRedirect(order.get_absolute_url())
    context = {
        "order": order,
        "attempt": attempt,
        "unpaid": left or attempt.state in {state.EXPIRED, state.FAILED},
        "order_url": order.get_absolute_url() if ours else "",
    }
    with override(order.language):
        return render(request, "payments/return.html", context)


@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponseBase:
    """Store an event of Stripe's and answer at once. What is not genuine is 400 and a counter."""
    if reason := refusal_before_reading(request):
        return _count(reason)
    try:
        event = gateway.verified_event(request.body, request.headers["Stripe-Signature"])
    except gateway.BadEvent as refusal:
        return _count(refusal.reason)
    except OSError:
        return _count("cut_off")
    if reason := refusal_of(event):
        return _count(reason)
    try:
        services.receive(event, source=StripeEvent.Source.WEBHOOK)
    except DatabaseError:
        log.exception("Event %s could not be stored; Stripe will send it again", event.id)
        return HttpResponse(status=503)
    return HttpResponse(status=200)


def _count(reason: str) -> HttpResponse:
    level = logging.ERROR if reason in CLOCK else logging.WARNING  # our clock, perhaps: somebody must look
    log.log(level, "A webhook was refused: %s (%s)", reason, REASONS[reason])
    try:
        services.count_refusal(reason)
    except DatabaseError:
        log.exception("A refused webhook could not be counted")
    return HttpResponse(status=400)


def _attempt_of(token: str) -> PaymentAttempt:
    try:
        link = links.read("payment-return", token, max_age=RETURN_LIVES)
    except Refused as refusal:
        raise Http404 from refusal
    attempt = queries.attempt_by_public_id(link.public_id)
    if attempt is None:
        raise Http404
    return attempt


def _refused(
    request: HttpRequest, refusal: Refused, *, status: int, order: Order | None = None, position: int | None = None
) -> HttpResponse:
    context = {"sentence": refusal.sentence, "order": order, "position": position}
    response = render(request, "payments/refused.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "60"
    return response


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def _is_hosted_page(url: str) -> bool:
    """Say whether an address is one of the hosted pages that the content security policy names."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" in settings.STRIPE_HOSTED_PAGES


def _remember_order(response: HttpResponse, attempt: PaymentAttempt, order: Order) -> None:
    """Let this browser back to the order's page: the address that Stripe stores must not open it."""
    response.set_signed_cookie(
        _cookie(attempt),
        str(order.public_id),
        salt="payments.return",
        max_age=int(RETURN_LIVES.total_seconds()),
        path=RETURN_PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _same_browser(request: HttpRequest, attempt: PaymentAttempt) -> bool:
    try:
        value = request.get_signed_cookie(_cookie(attempt), salt="payments.return", max_age=RETURN_LIVES)
    except (KeyError, BadSignature):
        return False
    return value == str(attempt.instalment.order.public_id)


def _cookie(attempt: PaymentAttempt) -> str:
    return f"payment-{attempt.public_id.hex[:12]}"

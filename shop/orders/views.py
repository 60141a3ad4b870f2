"""Accepting a quote, and the customer's order page, by signed link."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shop import audit, files, links
from shop.errors import Refused
from shop.links import LinkExpired
from shop.quoting import limits, offers
from shop.quoting import queries as quoting
from shop.quoting import services as quoting_services
from shop.quoting.forms import AcceptQuoteForm, MessageForm
from shop.quoting.views.links import answers_links, speak
from shop.quoting.views.quotes import quote_page

from . import pages, queries, services
from .models import Instalment, Order


@require_POST
@answers_links("quote")
def accept_quote(request: HttpRequest, token: str) -> HttpResponse:
    """Turn the customer's click into an order, or say beside the form why not."""
    revision = quoting.revision_by_token(token)
    speak(request, revision.quote.language)
    form = AcceptQuoteForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["po_file"]
        by = audit.actor(request, mail=revision.quote.contact_email, name=revision.quote.contact_name)
        try:
            if upload is not None:
                files.check(upload)
            order = services.accept_quote(
                revision_id=revision.pk,
                quantities=offers.quantities_from(revision, request.POST),
                po_number=form.cleaned_data["po_number"],
                po_file=upload,
                by=by,
            )
        except files.FileRefused as refusal:
            form.add_error("po_file", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after(order, pay=form.cleaned_data["pay"] == "now")
    return quote_page(request, quoting.revision(revision.pk), accept=form, choose=True, status=422)


def _after(order: Order, *, pay: bool) -> HttpResponse:
    """Go on to pay the first instalment where that was chosen, else to the order."""
    due = order.instalments.filter(state=Instalment.State.DUE).order_by("position").first()
    if pay and due is not None:
        # The browser repeats its POST there: paying has one door, whoever knocks.
        return redirect("pay-instalment", token=order.token, position=due.position, preserve_request=True)
    return redirect(order)


@never_cache
@require_safe
@answers_links("order")
def order(request: HttpRequest, token: str) -> HttpResponse:
    """Where the order is, and what is owed."""
    row = queries.order_by_token(token)
    speak(request, row.language)
    return render(request, "orders/order.html", pages.page(row) | {"message_form": MessageForm()})


@never_cache
@require_safe
@answers_links("order")
def confirmation(_request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The order confirmation as PDF."""
    row = queries.order_by_token(token)
    if not row.confirmation:
        raise Http404
    return FileResponse(row.confirmation.open("rb"), filename=f"{row.number}.pdf", content_type="application/pdf")


@never_cache
@require_safe
@answers_links("order")
def purchase_order(_request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The customer's own purchase order."""
    row = queries.order_by_token(token)
    if not row.po_file:
        raise Http404
    return FileResponse(
        row.po_file.open("rb"), as_attachment=True, filename=row.po_file_name, content_type="application/octet-stream"
    )


@require_POST
@answers_links("order")
def say(request: HttpRequest, token: str) -> HttpResponse:
    """A message about the order."""
    row = queries.order_by_token(token)
    speak(request, row.language)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            limits.check(request, action="say", times=20)
            by = audit.actor(request, mail=row.contact_email, name=row.contact_name)
            link = reverse("order", args=[row.token])
            quoting_services.say(quote=row.revision.quote, text=form.cleaned_data["text"], by=by, link=link)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Your message is with us. We answer by mail and here."))
            return redirect(f"{reverse('order', args=[token])}#om")
    return render(request, "orders/order.html", pages.page(row) | {"message_form": form}, status=422)


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a fresh link to the address that an expired one was made for; the answer tells nobody whether it exists."""
    try:
        limits.check(request, action="link", times=10)
    except Refused as refusal:
        return render(request, "quoting/link_broken.html", {"sentence": refusal.sentence}, status=429)
    try:
        link = links.read("order", token)
    except LinkExpired as expired:
        link = expired.link
    except Refused:
        return render(request, "quoting/link_mailed.html")
    mine = Order.objects.filter(public_id=link.public_id, contact_email=link.contact, link_number=link.link_number)
    if row := mine.first():
        services.mail_link(order=row)
    return render(request, "quoting/link_mailed.html")

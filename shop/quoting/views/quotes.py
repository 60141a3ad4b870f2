"""The customer's quote page, by signed link."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop import audit, links
from shop.errors import Refused
from shop.links import Link, LinkExpired
from shop.quoting import limits, offers, queries, services
from shop.quoting.errors import QuantityNotOffered
from shop.quoting.forms import AcceptQuoteForm, DeclineForm, MessageForm
from shop.quoting.models import Inquiry, Revision

from .links import answers_links, speak


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answers_links("quote")
def quote(request: HttpRequest, token: str) -> HttpResponse:
    """The offer. A POST recalculates it at other quoted quantities and keeps what was typed."""
    revision = queries.revision_by_token(token)
    speak(request, revision.quote.language)
    if request.method != "POST":
        return quote_page(request, revision)
    form = AcceptQuoteForm(initial={name: request.POST.get(name, "") for name in ("po_number", "pay", "terms")})
    return quote_page(request, revision, accept=form, choose=True)


def quote_page(
    request: HttpRequest,
    revision: Revision,
    *,
    accept: AcceptQuoteForm | None = None,
    message: MessageForm | None = None,
    choose: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render the page with the forms as they stand; `choose` takes the quantities from the form that was posted."""
    try:
        context = offers.page(revision, quantities=offers.quantities_from(revision, request.POST) if choose else None)
    except QuantityNotOffered as refusal:
        messages.warning(request, str(refusal))
        context = offers.page(revision)
    context |= {
        "accept": accept or AcceptQuoteForm(initial={"pay": "now"}),
        "message_form": message or MessageForm(),
        "decline_form": DeclineForm(),
    }
    return render(request, "quoting/quote.html", context, status=status)


@never_cache
@require_safe
@answers_links("quote")
def quote_pdf(_request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The paper as it was sent."""
    revision = queries.revision_by_token(token)
    name = f"{revision.quote.number}-{revision.letter}.pdf"
    return FileResponse(revision.pdf.open("rb"), filename=name, content_type="application/pdf")


@require_POST
@answers_links("quote")
def say(request: HttpRequest, token: str) -> HttpResponse:
    """A message about the quote: a question, or what should change."""
    revision = queries.revision_by_token(token)
    speak(request, revision.quote.language)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            limits.check(request, action="say", times=20)
            by = audit.actor(request, mail=revision.quote.contact_email, name=revision.quote.contact_name)
            link = reverse("quote", args=[revision.token])
            services.say(quote=revision.quote, text=form.cleaned_data["text"], by=by, link=link)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Your message is with us. We answer by mail and here."))
            return redirect(f"{reverse('quote', args=[token])}#qm")
    return quote_page(request, revision, message=form, status=422)


@require_POST
@answers_links("quote")
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """The customer's no."""
    revision = queries.revision_by_token(token)
    speak(request, revision.quote.language)
    form = DeclineForm(request.POST)
    if form.is_valid():
        by = audit.actor(request, mail=revision.quote.contact_email, name=revision.quote.contact_name)
        try:
            services.decline(revision_id=revision.pk, reason=form.cleaned_data["reason"], by=by)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Declined. Thank you for telling us."))
    return redirect("quote", token=token)


@require_POST
def new_link(request: HttpRequest, kind: str, token: str) -> HttpResponse:
    """Mail a fresh link to the address that an expired one was made for; the answer tells nobody whether it exists."""
    try:
        limits.check(request, action="link", times=10)
        link = _readable(kind, token)
        if link is not None:
            _mail_again(kind, link)
    except Refused as refusal:
        return render(request, "quoting/link_broken.html", {"sentence": refusal.sentence}, status=429)
    return render(request, "quoting/link_mailed.html")


def _readable(kind: str, token: str) -> Link | None:
    try:
        return links.read(kind, token)
    except LinkExpired as expired:
        return expired.link
    except Refused:
        return None


def _mail_again(kind: str, link: Link) -> None:
    if kind == "inquiry":
        inquiry = Inquiry.objects.filter(public_id=link.public_id, contact_email=link.contact, number__isnull=False)
        if row := inquiry.filter(link_number=link.link_number).first():
            services.mail_link(inquiry=row)
    elif kind == "quote":
        revision = Revision.objects.filter(
            public_id=link.public_id, link_number=link.link_number, sent_at__isnull=False
        )
        mine = revision.filter(link_number=link.link_number, quote__contact_email=link.contact)
        if sent := mine.select_related("quote__owner").first():
            services.mail_quote(revision=sent)

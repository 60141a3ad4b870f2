"""The visitor's inquiry list at /inquiry/, and adding to it from anywhere."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from catalog import operating_point
from catalog.queries import find_part
from shop.audit import Actor
from shop.errors import Refused
from shop.files import ACCEPT
from shop.quoting import limits, lists, parts_list, services, visitors
from shop.quoting.errors import UnknownPart
from shop.quoting.forms import InquiryForm, Quantities
from shop.quoting.models import Inquiry


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put a part on the list, from a motor page or a search result: `part`, `quantity` (several), m, n, v, ta."""
    part = find_part(request.POST.get("part", ""))
    product = getattr(part, part.kind, None) if part else None
    try:
        limits.check(request, action="add", times=300)
        if part is None or product is None or not product.live:
            raise UnknownPart
        quantities = Quantities().clean(request.POST.getlist("quantity") or ["1"])
        inquiry = visitors.list_of(request) or services.start_list(language=get_language() or "en")
        point = operating_point.read(request.POST).point
        services.add_to_list(inquiry=inquiry, part=part, quantities=quantities, point=point)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
        return redirect(_back(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_back(request))
    messages.success(request, _("%(part)s is on your inquiry.") % {"part": part.number})
    response = redirect(_back(request))
    visitors.remember(response, request, inquiry)
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if target and url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return reverse("inquiry-list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_list(request: HttpRequest) -> HttpResponse:
    """The list and its form. Every button of the page saves what is typed, then does its own work."""
    inquiry = visitors.list_of(request)
    if request.method != "POST":
        return _page(request, inquiry)
    action, _colon, argument = request.POST.get("do", "save").partition(":")
    try:
        limits.check(request, action="list", times=1200)
    except Refused as refusal:
        return _refused(request, inquiry, refusal)
    if inquiry is None:
        if sent := visitors.sent_list_of(request):  # a second click on the button that sent it
            return JsonResponse({"saved": False}, status=422) if _wants_json(request) else redirect(sent)
        inquiry = services.start_list(language=get_language() or "en")
    form = InquiryForm(request.POST, complete=action == "submit")
    shown = lists.shown(inquiry, request.POST)
    gone = int(argument) if action == "remove" and argument.isascii() and argument.isdigit() else None
    valid = [row for row in shown.lines if row.form.is_valid() and row.line.pk != gone]
    form.is_valid()
    try:
        services.save_list(
            inquiry=inquiry, fields=form.cleaned_data, lines={row.line.pk: row.form.change() for row in valid}
        )
        wrong = bool(form.errors) or any(row.form.errors for row in shown.lines if row.line.pk != gone)
        response = _wrong(request, inquiry, form, shown) if wrong else _do(request, inquiry, action, argument)
    except Refused as refusal:
        response = _refused(request, inquiry, refusal)
    if inquiry.state == Inquiry.State.DRAFT:
        visitors.remember(response, request, inquiry)
    return response


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _wrong(request: HttpRequest, inquiry: Inquiry, form: InquiryForm, shown: lists.ShownList) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"saved": False}, status=422)
    return _page(request, inquiry, form=form, shown=shown, status=422)


def _refused(request: HttpRequest, inquiry: Inquiry | None, refusal: Refused) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"saved": False, "sentence": str(refusal)}, status=422)
    form = InquiryForm(request.POST, complete=True)
    form.is_valid()
    form.errors.clear()
    form.add_error(None, str(refusal))
    return _page(request, inquiry, form=form, shown=lists.shown(inquiry, request.POST), status=422)


def _do(request: HttpRequest, inquiry: Inquiry, action: str, argument: str) -> HttpResponse:
    work = ACTIONS.get(action, _save)
    return work(request, inquiry, argument)


def _to(anchor: str, query: str = "") -> HttpResponse:
    return redirect(f"{reverse('inquiry-list')}{query}#{anchor}")


def _save(request: HttpRequest, inquiry: Inquiry, _argument: str) -> HttpResponse:
    if _wants_json(request):
        shown = lists.shown(inquiry)
        prices = {row.line.pk: [quantity.price for quantity in row.quantities] for row in shown.lines}
        return JsonResponse({"saved": True, "prices": prices})
    return _to("main")


def _another(_request: HttpRequest, _inquiry: Inquiry, argument: str) -> HttpResponse:
    line = int(argument) if argument.isascii() and argument.isdigit() else 0
    return _to(f"line-{line}", f"?more={line}")


def _remove(_request: HttpRequest, inquiry: Inquiry, argument: str) -> HttpResponse:
    if argument.isascii() and argument.isdigit():
        services.remove_line(inquiry=inquiry, line_id=min(int(argument), 2**62))
    return _to("i1")


def _no_point(_request: HttpRequest, inquiry: Inquiry, _argument: str) -> HttpResponse:
    services.forget_point(inquiry=inquiry)
    return _to("i1")


def _read(_request: HttpRequest, _inquiry: Inquiry, _argument: str) -> HttpResponse:
    return _to("paste")


def _add_lines(request: HttpRequest, inquiry: Inquiry, _argument: str) -> HttpResponse:
    added = services.add_read_lines(inquiry=inquiry, lines=parts_list.read(inquiry.pasted))
    said = ngettext("%(count)d line added.", "%(count)d lines added.", added) % {"count": added}
    messages.success(request, said)
    return _to("i1")


def _take(_request: HttpRequest, inquiry: Inquiry, argument: str) -> HttpResponse:
    """Take the number that was meant ("yes:2"), or the customer's own ("no:2"), for one pasted line."""
    choice, _colon, index = argument.partition(":")
    lines = parts_list.read(inquiry.pasted)
    if index.isascii() and index.isdigit() and int(index) < len(lines):
        line = lines.pop(int(index))
        if choice == "yes" and line.suggestion is not None:
            services.add_to_list(inquiry=inquiry, part=line.suggestion, quantities=line.quantities)
        else:
            services.add_in_words(inquiry=inquiry, line=line)
        rest = "\n".join(other.raw for other in lines)
        services.save_list(inquiry=inquiry, fields={"pasted": rest}, lines={})
    return _to("paste")


def _upload(request: HttpRequest, inquiry: Inquiry, _argument: str) -> HttpResponse:
    for upload in request.FILES.getlist("files"):
        services.attach(inquiry=inquiry, upload=upload)
    return _to("i3")


def _detach(_request: HttpRequest, inquiry: Inquiry, argument: str) -> HttpResponse:
    row = next((file for file in inquiry.files.all() if str(file.public_id) == argument), None)
    if row is not None:
        services.detach(inquiry=inquiry, public_id=argument)
    return _to("i3")


def _submit(request: HttpRequest, inquiry: Inquiry, _argument: str) -> HttpResponse:
    if request.POST.get("website"):  # a program: let it believe what it likes
        return render(request, "quoting/thanks.html")
    limits.check(request, action="submit", times=10)
    for upload in request.FILES.getlist("files"):
        services.attach(inquiry=inquiry, upload=upload)
    by = Actor.customer(inquiry.contact_email, inquiry.contact_name)
    sent = services.submit_inquiry(inquiry=inquiry, language=get_language() or "en", by=by)
    inquiry.state = sent.state
    response = redirect(sent)
    visitors.forget(response)
    return response


ACTIONS: dict[str, Callable[[HttpRequest, Inquiry, str], HttpResponse]] = {
    "save": _save,
    "another": _another,
    "remove": _remove,
    "no-point": _no_point,
    "read": _read,
    "add-lines": _add_lines,
    "take": _take,
    "upload": _upload,
    "detach": _detach,
    "submit": _submit,
}


def _page(
    request: HttpRequest,
    inquiry: Inquiry | None,
    *,
    form: InquiryForm | None = None,
    shown: lists.ShownList | None = None,
    status: int = 200,
) -> HttpResponse:
    if form is None:
        form = InquiryForm(initial={name: getattr(inquiry, name, "") for name in services.FIELDS})
    if shown is None:
        more = request.GET.get("more", "")
        asked = {int(more): 1} if more.isascii() and more.isdigit() and len(more) < 19 else {}
        shown = lists.shown(inquiry, more=asked)
    read = parts_list.read(str(form["pasted"].value() or ""))
    context: dict[str, Any] = {
        "inquiry": inquiry,
        "form": form,
        "wrong": status != 200,
        "shown": shown,
        "read": read,
        "addable": len([line for line in read if line.found or line.suggestion is None]),
        "files": list(inquiry.files.all()) if inquiry else [],
        "accept": ACCEPT,
    }
    return render(request, "quoting/inquiry_list.html", context, status=status)

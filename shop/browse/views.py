"""What a buyer looks at: the search and the parts. Parse, ask, render."""

import re

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.views import serve

from catalog import operating_point
from catalog.facets import freshness
from catalog.models import Product, Series
from catalog.queries import find_part
from shop.browse import columns, export, parts, results, suggestions, units, words
from shop.browse.asked import POINT, Query
from shop.browse.columns import head, heads
from shop.browse.facets import facets, offered, point_fields
from shop.browse.fields import fields
from shop.browse.filters import SIZES, read, sent_by_a_form
from shop.browse.search import PART_NUMBER, Search, names
from shop.browse.solids import VIEWER_STYLE


@require_safe
def motors(request: HttpRequest) -> HttpResponse:
    """The motors that pass the filters of the address, or what in it cannot be read (400)."""
    index = freshness.current()
    query = read(request.GET, columns=(PART_NUMBER,), language=get_language() or "en", names=names(index))
    here = reverse("motors")
    if not query.problems and sent_by_a_form(request.GET):
        return HttpResponseRedirect(_address(here, query))
    if url := _named(query):
        return redirect(url)
    system = units.system_of(request)
    search = Search(query, index)
    own = columns.chosen(request)
    table = columns.shown(query, own)
    form = offered(query, every="filters" in request.GET)
    result = results.results_of(search, system, facets=form, columns=table)
    found = result.page.paginator.count
    context = {
        "wide": True,
        "query": query,
        "resolved": query.resolved(),
        "search_text": query.text,
        "question": words.question(query, system),
        "motors_url": here,
        "canonical": _address(here, query),
        "written": query.written(),
        "system": system,
        "total": search.live,
        "page": result.page,
        "outside": result.outside,
        "unpublished": search.unpublished(),
        "makers": len({row.motor.manufacturer for row in result.page.object_list}) > 1,
        "chips": results.chips_of(query, system),
        "facets": facets(result.found, form, system),
        "every_filter": "filters" in request.GET,
        "point_fields": point_fields(query, system),
        "point_words": words.point_in_words(query.point) if query.point and query.operating else "",
        "scale": results.scale_in_words(result.scale, system),
        "heads": heads(query, system, table),
        "columns": [(column, column in table) for column in columns.available(query)],
        "own_columns": bool(own),
        "part_head": head(_("Motor"), PART_NUMBER, query),
        "stock_head": head(_("Stock"), "stock", query, unit=_("pieces"), css="c-stock"),
        "price_head": head(_("Price"), "price", query, unit=results.price_in_words(query), css="n c-price"),
        "views": _views(query),
        "sizes": [(size, f"?{query.shown_as(size=size).written()}") for size in SIZES if found > SIZES[0]],
        "sorts": columns.sorts(query),
        "problems": [
            {"label": _label(each.name), "typed": each.typed, "sentence": each.sentence} for each in query.problems
        ],
        "loosenings": [] if found or query.problems else results.loosened(search, system),
        "meant": suggestions.meant(query) if not found and query.words else [],
    }
    return render(request, "browse/motors.html", context, status=400 if query.problems else 200)


@require_safe
def export_motors(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The whole result as CSV or XLSX, in the units that the visitor reads."""
    index = freshness.current()
    query = read(request.GET, columns=(PART_NUMBER,), names=names(index))
    if query.problems:
        return HttpResponseRedirect(_address(reverse("motors"), query))
    return export.answer(Search(query, index), units.system_of(request), ending)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What somebody who types this may mean: parts, series, and the figures that it reads as."""
    index = freshness.current()
    found = suggestions.suggest(request.GET.get("q", ""), index, units.system_of(request))
    return JsonResponse({"suggestions": found})


@require_POST
def set_columns(request: HttpRequest) -> HttpResponse:
    """Keep the columns that the visitor wants to see, and go back to where they were."""
    response = HttpResponseRedirect(_back(request))
    columns.remember(response, request.POST.getlist("column"))
    return response


def _views(query: Query) -> list[tuple[str, str, bool]]:
    """Table and cards, each with its address."""
    shown = (("", _("Table")), ("cards", _("Cards")))
    return [(str(label), f"?{query.shown_as(view=view).written()}", query.view == view) for view, label in shown]


def _back(request: HttpRequest) -> str:
    """The page that a form was sent from; never another site."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else reverse("motors")


@require_POST
def set_units(request: HttpRequest) -> HttpResponse:
    """Keep the units that the visitor reads, and go back to where they were."""
    response = HttpResponseRedirect(_back(request))
    units.remember(response, request.POST.get("system", ""))
    return response


def _address(path: str, query: Query) -> str:
    written = query.written()
    return f"{path}?{written}" if written else path


def _named(query: Query) -> str | None:
    """Where a search for nothing but one part number leads: to that part."""
    if query.filters or query.understood or query.point or query.problems or len(query.text) < 4 or query.page > 1:
        return None
    part = find_part(query.text)
    return part.get_absolute_url() if part and part.product.live else None


def _label(name: str) -> str:
    special = {"q": _("Search"), "sort": _("Order"), "page": _("Page")}
    point = {name: _("Operating point") for name in POINT}
    return special.get(name) or point.get(name) or str(fields()[name].label)


@require_safe
@csp_update({"style-src": [SELF, VIEWER_STYLE]})
def part(request: HttpRequest, series: str, part_number: str) -> HttpResponse:
    """One motor or accessory. Another case, missing dashes and a wrong series lead to its own address (301)."""
    found = find_part(part_number)
    if found is None or not found.product.live:
        raise Http404
    product = found.product
    if (series, part_number) != (product.series.slug, found.number):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(product.get_absolute_url() + (f"?{query}" if query else ""))
    return show_part(product, request)


def show_part(product: Product, request: HttpRequest) -> HttpResponse:
    """The page of a part, published or not: the admin's preview is this very page."""
    system = units.system_of(request)
    quantity = request.GET.get("quantity", "")
    typed = operating_point.read(request.GET)
    pieces = int(quantity) if re.fullmatch(r"[0-9]{1,7}", quantity) else None
    page = parts.part_page(product, system, quantity=pieces, typed=typed)
    context = {"part_page": page, "product": product, "system": system, "crumbs": parts.crumbs(product)}
    return render(request, "browse/part.html", context, status=400 if typed.problems else 200)


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a series; a series without one, as an import makes them, leads to the search for its parts."""
    try:
        return serve(request, f"products/{slug}/")
    except Http404:
        if not Series.objects.filter(slug=slug, live=True).exists():
            raise
        return redirect(f"{reverse('motors')}?series={slug}")

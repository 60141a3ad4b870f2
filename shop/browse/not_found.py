"""Page not found: the address is read as a search for a part number."""

from dataclasses import dataclass
from difflib import get_close_matches

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from catalog.drawings import portraits, shared_scale, sparkline
from catalog.headlines import key_figures
from catalog.models import Motor, Part, Product
from catalog.part_numbers import fold
from shop.browse.units import system_of

SHORTEST, LONGEST = 4, 40
SAME_BEGINNING = 3  # letters that a mistyped number shares with what was meant
MOST_READ = 500
NEAR = 3


@dataclass(frozen=True)
class NearPart:
    """A part whose number is close to what was asked for."""

    number: str
    url: str
    summary: str
    thumb: SafeString
    sparkline: SafeString


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The page for an address that leads nowhere, with the parts that may have been meant."""
    wanted = wanted_part(request.path)
    near = near_parts(wanted, request) if wanted else []
    return render(request, "404.html", {"wanted_part": wanted, "near_parts": near}, status=404)


def wanted_part(path: str) -> str:
    """The part number that an address seems to name; empty where its last piece does not look like one."""
    last = path.rstrip("/").rpartition("/")[2].partition(".")[0]
    folded = fold(last)
    looks_like_one = SHORTEST <= len(folded) <= LONGEST and any(letter.isdigit() for letter in folded)
    return last if looks_like_one and last.isprintable() else ""


def near_parts(wanted: str, request: HttpRequest) -> list[NearPart]:
    """Published parts whose numbers differ from it by little."""
    folded = fold(wanted)
    beginning = Part.objects.filter(folded__startswith=folded[:SAME_BEGINNING])
    numbers = list(beginning.values_list("folded", flat=True)[:MOST_READ])
    close = get_close_matches(folded, numbers, n=NEAR, cutoff=0.7)
    parts = {part.folded: part for part in Part.objects.with_products().filter(folded__in=close)}
    products = [parts[each].product for each in close if each in parts and parts[each].product.live]
    scale = shared_scale([product for product in products if isinstance(product, Motor)])
    system = system_of(request)
    thumbs = portraits(products)
    return [
        NearPart(
            number=product.part_number,
            url=product.get_absolute_url(),
            summary=_figures(product, request),
            thumb=mark_safe(thumb),  # noqa: S308  our own drawing
            sparkline=mark_safe(  # noqa: S308  our own drawing
                sparkline(product, scale=scale, system=system) if isinstance(product, Motor) else ""
            ),
        )
        for product, thumb in zip(products, thumbs, strict=True)
    ]


def _figures(product: Product, request: HttpRequest) -> str:
    keys = key_figures(product, system_of(request))
    return ", ".join(str(key.figure) for key in keys[:4])

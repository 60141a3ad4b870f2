"""The solid of a part on its page: the view that one can turn, and its files."""

import gzip
from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers

from catalog.drawings.cad import store
from catalog.drawings.cad.bodies import body_of
from catalog.models import Product

VIEWER_STYLE = "'sha256-PXtZZkJMMyc18o/DN1ZEFOJ2qEGq95IQbVaJFMOXOb0='"
"""The one style sheet that the 3-D viewer writes into its own shadow root; our policy lets no other in.

It follows from the vendored version of the viewer: a test says so when it changes.
"""


@dataclass(frozen=True)
class Solid:
    """A file of a solid: its address, and its bytes as saved."""

    format: store.Format
    url: str
    size: int


def solids(product: Product) -> list[Solid]:
    """The files that have been made of this part's body; none where its dimensions are not published."""
    body = body_of(product)
    if body is None:
        return []
    return [
        Solid(format_, reverse("part-file", args=(format_, product.part_number, format_)), size)
        for format_ in store.FORMATS
        if (size := store.size(body, format_))
    ]


def solid_file(request: HttpRequest, product: Product, kind: str) -> HttpResponse:
    """A STEP or GLB file, compressed on the way where the browser takes that."""
    format_ = cast(store.Format, kind)
    body = body_of(product)
    packed = store.compressed(body, format_) if body else None
    if body is None or packed is None:
        raise Http404
    etag = f'"{body.name}.{format_}"'
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else gzip.decompress(packed), store.CONTENT_TYPES[format_])
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
        etag = f"W/{etag}"
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # the address stays when the dimensions change
    patch_vary_headers(response, ["Accept-Encoding"])
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))

"""A submitted inquiry, as its signed link shows it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shop.files import CONTENT_TYPES
from shop.quoting import lists, queries
from shop.quoting.models import InquiryFile, Revision

from .links import answers_links, speak


@never_cache
@require_safe
@answers_links("inquiry")
def inquiry(request: HttpRequest, token: str) -> HttpResponse:
    """What was asked, and the quotes that came of it."""
    row = queries.inquiry_by_token(token)
    speak(request, row.language)
    sent = Revision.objects.filter(quote__inquiry=row, sent_at__isnull=False).select_related("quote").order_by("-pk")
    context = {
        "inquiry": row,
        "token": token,
        "shown": lists.shown(row),
        "files": list(row.files.all()),
        "revisions": list(sent),
    }
    return render(request, "quoting/inquiry.html", context)


@never_cache
@require_safe
@answers_links("inquiry")
def inquiry_file(_request: HttpRequest, token: str, public_id: str) -> HttpResponse | FileResponse:
    """One of the inquiry's own files, to whoever holds its link."""
    row = queries.inquiry_by_token(token)
    file = InquiryFile.objects.filter(inquiry=row, public_id=public_id).first()
    if file is None:
        raise Http404
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type=CONTENT_TYPES[file.kind]
    )

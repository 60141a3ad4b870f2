"""What the head of every page shows of this room."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import visitors
from .models import InquiryLine


def inquiry_list(request: HttpRequest) -> dict[str, Any]:
    """`inquiry_count`: how many lines the visitor's list has; asked of the database only where a page prints it."""

    def count() -> int:
        inquiry = visitors.list_of(request)
        return InquiryLine.objects.filter(inquiry=inquiry).count() if inquiry else 0

    return {"inquiry_count": SimpleLazyObject(count)} if visitors.COOKIE in request.COOKIES else {"inquiry_count": 0}

"""Which list is this visitor's: a draft inquiry found by a signed cookie."""

from django.http import HttpRequest, HttpResponse

from .models import Inquiry

COOKIE = "inquiry"
SALT = "shop.quoting.list"
KEPT = 90 * 24 * 3600


def _known(request: HttpRequest) -> Inquiry | None:
    public_id = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=KEPT)
    return Inquiry.objects.filter(public_id=public_id).first() if public_id else None


def list_of(request: HttpRequest) -> Inquiry | None:
    """The visitor's list, if there is one that was not sent yet."""
    inquiry = _known(request)
    return inquiry if inquiry is not None and inquiry.state == Inquiry.State.DRAFT else None


def sent_list_of(request: HttpRequest) -> Inquiry | None:
    """The inquiry that the visitor has just sent, while the browser still names it."""
    inquiry = _known(request)
    return inquiry if inquiry is not None and inquiry.state != Inquiry.State.DRAFT else None


def remember(response: HttpResponse, request: HttpRequest, inquiry: Inquiry) -> None:
    """Let the visitor's browser keep the list for 90 days."""
    response.set_signed_cookie(
        COOKIE,
        str(inquiry.public_id),
        salt=SALT,
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def forget(response: HttpResponse) -> None:
    """The list was sent: the next one is a new one."""
    response.delete_cookie(COOKIE, samesite="Lax")

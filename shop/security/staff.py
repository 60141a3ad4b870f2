"""Staff carry a second factor, where `STAFF_SECOND_FACTOR_REQUIRED` says so (production)."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .policies import ADMIN


class SecondFactor:
    """Let nobody into the admin without a second factor.

    allauth asks for the factor at sign-in whenever a user has one, so two questions are enough: does the user have
    one, and did this session come through allauth's door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send staff who lack the factor to where they set it up; pass everybody else on."""
        if settings.STAFF_SECOND_FACTOR_REQUIRED and request.path_info.startswith(ADMIN):
            return self._way_to_a_factor(request) or self.get_response(request)
        return self.get_response(request)

    def _way_to_a_factor(self, request: HttpRequest) -> HttpResponseRedirect | None:
        if not request.user.is_authenticated:
            return None
        if not get_authentication_records(request, request.user):
            logout(request)
            return redirect("account_login")
        if not is_mfa_enabled(request.user):
            messages.info(request, _("Staff sign in with a second factor. Set yours up now; it takes a minute."))
            return redirect("mfa_activate_totp")
        return None

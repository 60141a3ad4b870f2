"""What the desk's pages have in common: a right to hold, a place in the admin, a way back."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from shop.audit import Actor


class DeskView(WagtailAdminTemplateMixin, View):
    """A page of the desk. `permission` names the right that it takes; without it Wagtail shows the way back."""

    permission: ClassVar[str]
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever lacks the right, before anything is read."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def by(self) -> Actor:
        """Who acts."""
        return Actor.user(self.request.user)

    def trail(self) -> Sequence[tuple[str, str | Promise]]:
        """The pages above this one: address name and label."""
        return ()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the pages above, this page."""
        above = [{"url": reverse(name), "label": label} for name, label in self.trail()]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Render the page."""
        return self.render_to_response(self.get_context_data(**context), status=status)


class DeskListing(BaseListingView):
    """A list of the desk, in the admin's own look, with search, filters and pages."""

    permission: ClassVar[str]
    paginate_by = 30
    is_searchable = True
    breadcrumbs_items: ClassVar = [{"url": "/admin/", "label": _("Home")}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever lacks the right."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

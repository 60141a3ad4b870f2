"""What the Products screens do beyond Wagtail's: say refusals beside the field, and show a data sheet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from catalog.queries import specification
from shop.desk.products import baseline, checks


class PublishRefused:
    """A part number that somebody else took meanwhile is said beside the field, not by an error page."""

    def publish_action(self) -> Any:
        """Publish, or show the form again with the reason."""
        try:
            return super().publish_action()  # type: ignore[misc]
        except ValidationError as refused:
            self.form.add_error("part_number", refused)  # type: ignore[attr-defined]
            return self.form_invalid(self.form)  # type: ignore[attr-defined]

    def save_action(self) -> HttpResponse:
        """Say after saving what the figures say about each other."""
        response: HttpResponse = super().save_action()  # type: ignore[misc]
        if not self.expects_json_response:  # type: ignore[attr-defined]
            for warning in checks.warnings(self.object):  # type: ignore[attr-defined]
                messages.warning(self.request, warning)  # type: ignore[attr-defined]
        return response


class ProductCreateView(PublishRefused, snippets.CreateView):
    """A new part."""


class ProductCopyView(PublishRefused, snippets.CopyView):
    """A new part that begins as another one."""

    def get_initial_form_instance(self) -> Any:
        """Everything but the number and what is the other part's alone."""
        copy = super().get_initial_form_instance()
        copy.pk, copy.part, copy.part_number = None, None, ""
        copy.live, copy.latest_revision, copy.live_revision = False, None, None
        return copy


class BaselineKept:
    """The first edit of a row keeps what was there before."""

    def save_instance(self) -> Any:
        """Keep the row as it is, then save the edit."""
        baseline.keep(self.form.instance)  # type: ignore[attr-defined]
        return super().save_instance()  # type: ignore[misc]


class ProductEditView(BaselineKept, PublishRefused, snippets.EditView):
    """A part being changed."""


class SeriesEditView(BaselineKept, snippets.EditView):
    """A series being changed."""


class ProductInspectView(snippets.InspectView):
    """The data sheet as staff read it: sources, formulas and doubts, and the figures of the winding."""

    template_name = "desk/products/inspect.html"
    page_title = _("Data sheet")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the specification and what is odd about it."""
        return {
            **super().get_context_data(**kwargs),
            "groups": specification(self.object, missing=True, staff=True),
            "warnings": checks.warnings(self.object),
        }

    def get_fields(self) -> list[str]:
        """None of the generic list: the template prints the specification."""
        return []

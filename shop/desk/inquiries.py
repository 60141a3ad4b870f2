"""Inquiries in the admin: what came in, what was asked, and the step to a quote."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from shop import audit
from shop.accounts.models import Company
from shop.errors import Refused
from shop.quoting.models import Inquiry, InquiryFile

from . import asked
from .base import DeskListing, DeskView

LIST = "inquiries:index"


class InquiryFilter(WagtailFilterSet):
    """By state; a new inquiry is what staff look for first."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"),
        choices=[choice for choice in Inquiry.State.choices if choice[0] != Inquiry.State.DRAFT],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Inquiry
        fields: ClassVar = ["state"]


class InquiryList(DeskListing):
    """All submitted inquiries, newest first."""

    permission = "quoting.view_inquiry"
    page_title = gettext_lazy("Inquiries")
    header_icon = "mail"
    index_url_name = LIST
    index_results_url_name = "inquiries:results"
    verbose_name_plural = gettext_lazy("inquiries")
    filterset_class = InquiryFilter
    search_fields: ClassVar = ["number", "company_name", "contact_name", "contact_email", "reference"]
    default_ordering = "-submitted_at"
    columns: ClassVar = [
        TitleColumn(
            "number",
            label=gettext_lazy("Number"),
            get_url=lambda row: reverse("inquiries:inquiry", args=[row.pk]),
            sort_key="number",
        ),
        Column("company_name", label=gettext_lazy("Company"), sort_key="company_name"),
        Column("contact_name", label=gettext_lazy("Contact")),
        Column("country", label=gettext_lazy("Country"), sort_key="country"),
        Column("line_count", label=gettext_lazy("Lines")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        DateColumn("submitted_at", label=gettext_lazy("Received"), sort_key="submitted_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Inquiry]:
        """Drafts are the visitors' own."""
        return Inquiry.objects.exclude(state=Inquiry.State.DRAFT).annotate(line_count=Count("lines"))


class CompanyForm(forms.ModelForm[Company]):
    """Whom the quote goes to: a company we know, or a new one from what the customer wrote."""

    known = forms.ModelChoiceField(
        label=gettext_lazy("Company on file"),
        queryset=Company.objects.all(),
        required=False,
        empty_label=gettext_lazy("A new company, as below"),
    )

    class Meta:
        model = Company
        fields: ClassVar = ["name", "address_line_1", "postal_code", "city", "country", "vat_id"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.order_fields(["known", "name"])

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("known") and not data.get("name"):
            self.add_error("name", _("Choose a company on file, or write the name of a new one."))
        return data

    def company(self, language: str) -> Company:
        """The chosen company, or the new one, saved."""
        if known := self.cleaned_data["known"]:
            return known
        self.instance.preferred_language = language
        return self.save()


class InquiryView(DeskView):
    """One inquiry: what was asked, by whom, what became of it, and the form that opens a quote."""

    permission = "quoting.view_inquiry"
    header_icon = "mail"
    template_name = "desk/inquiry.html"

    @cached_property
    def inquiry(self) -> Inquiry:
        """The inquiry of the address."""
        rows = Inquiry.objects.exclude(state=Inquiry.State.DRAFT).prefetch_related("lines__part", "files", "quotes")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Its number."""
        return str(self.inquiry)

    def trail(self) -> Any:
        """Below the list."""
        return [(LIST, _("Inquiries"))]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it, the company form filled with what the customer wrote."""
        inquiry = self.inquiry
        initial = {"name": inquiry.company_name, "country": inquiry.country, "vat_id": inquiry.vat_id}
        return self.page(CompanyForm(initial={**initial, "known": inquiry.company}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open a quote for it."""
        if not request.user.has_perm("quoting.add_quote"):
            raise Http404
        form = CompanyForm(request.POST)
        if form.is_valid():
            try:
                quote = asked.quote_inquiry(
                    inquiry=self.inquiry, company=form.company(self.inquiry.language), by=self.by
                )
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Quote %(number)s opened.") % {"number": quote.number})
                return redirect("quotes:quote", quote.pk)
        return self.page(form, status=422)

    def page(self, form: CompanyForm, status: int = 200) -> HttpResponse:
        """The page with this form."""
        inquiry = self.inquiry
        quotable = inquiry.state in {Inquiry.State.SUBMITTED, Inquiry.State.QUOTED, Inquiry.State.LOST}
        return self.show(
            inquiry=inquiry,
            asked=asked.checked(inquiry, inquiry.lines.all()),
            form=form,
            quotable=quotable and self.request.user.has_perm("quoting.add_quote"),
            timeline=audit.timeline(inquiry)[:50],
            status=status,
        )


class InquiryFileView(View):
    """A customer's file, for whoever may read inquiries; always as a download, never shown in the admin's origin."""

    def get(self, request: HttpRequest, public_id: str) -> FileResponse:
        """Send the file."""
        if not request.user.has_perm("quoting.view_inquiry"):
            raise Http404
        row = get_object_or_404(InquiryFile, public_id=public_id)
        return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)

"""The quote editor: lines, terms and sums on one screen, saved and sent."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from shop import audit
from shop.errors import Refused
from shop.money import Money
from shop.quoting import queries, services
from shop.quoting.models import Inquiry, Quote, Revision
from shop.quoting.services import Terms

from . import asked, workings
from .base import DeskListing, DeskView
from .quote_forms import BaseLineFormSet, LineFormSet, TermsForm, lines_initial, terms_initial

LIST = "quotes:index"


class QuoteFilter(WagtailFilterSet):
    """By the state of the newest revision."""

    newest_state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=Revision.State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Quote
        fields: ClassVar[list[str]] = []


def _total(row: Any) -> str:
    return str(Money(row.newest_total, row.newest_currency)) if row.newest_total is not None else "–"


class QuoteList(DeskListing):
    """All quotes with the state and total of their newest revision."""

    permission = "quoting.view_quote"
    page_title = gettext_lazy("Quotes")
    header_icon = "doc-full"
    index_url_name = LIST
    index_results_url_name = "quotes:results"
    verbose_name_plural = gettext_lazy("quotes")
    filterset_class = QuoteFilter
    search_fields: ClassVar = ["number", "company__name", "contact_name", "contact_email", "reference"]
    default_ordering = "-created_at"
    columns: ClassVar = [
        TitleColumn(
            "number",
            label=gettext_lazy("Number"),
            get_url=lambda row: reverse("quotes:quote", args=[row.pk]),
            sort_key="number",
        ),
        Column("newest_letter", label=gettext_lazy("Revision")),
        Column("company", label=gettext_lazy("Company"), sort_key="company__name"),
        Column("contact_name", label=gettext_lazy("Contact")),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: Revision.State(row.newest_state).label),
        Column("total", label=gettext_lazy("Total"), accessor=_total),
        DateColumn("newest_valid_until", label=gettext_lazy("Valid until")),
        DateColumn("created_at", label=gettext_lazy("Opened"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Quote]:
        """Each quote with what its newest revision says, in one query."""
        newest = Revision.objects.filter(quote=OuterRef("pk")).order_by("-pk")
        names = ("letter", "state", "total", "currency", "valid_until")
        columns = {f"newest_{name}": Subquery(newest.values(name)[:1]) for name in names}
        return Quote.objects.select_related("company").annotate(**columns, company_name=F("company__name"))


class QuoteView(DeskView):
    """One quote. Its draft is edited here; what was sent is shown as it went out."""

    permission = "quoting.view_quote"
    header_icon = "doc-full"
    template_name = "desk/quote.html"

    @cached_property
    def quote(self) -> Quote:
        """The quote of the address."""
        rows = Quote.objects.select_related("company", "inquiry", "owner")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def revision(self) -> Revision:
        """Its newest revision, with lines and schedule."""
        return queries.revision(self.quote.revisions.order_by("-pk").values_list("pk", flat=True)[0])

    def get_page_title(self) -> str:
        """Number and revision."""
        return f"{self.quote.number} {self.revision.letter}"

    def trail(self) -> Any:
        """Below the list."""
        return [(LIST, _("Quotes"))]

    @property
    def editable(self) -> bool:
        """A draft, and somebody who may change it."""
        may = self.request.user.has_perm("quoting.change_quote")
        return self.revision.state == Revision.State.DRAFT and may

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the newest revision."""
        return self.page(
            TermsForm(initial=terms_initial(self.revision)),
            LineFormSet(initial=lines_initial(self.revision), prefix="lines", currency=self.revision.currency),
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the draft, and send it where asked to."""
        if not self.editable:
            messages.error(request, _("This revision no longer changes. Begin a new one to change it."))
            return redirect("quotes:quote", pk)
        terms, lines = _forms(request)
        if not (terms.is_valid() and lines.is_valid()):
            return self.page(terms, lines, status=422)
        sending = request.POST.get("action") == "send"
        try:
            with transaction.atomic():
                saved = services.save_draft(
                    revision_id=self.revision.pk,
                    version=terms.cleaned_data["version"],
                    terms=terms.terms(),
                    lines=lines.drafts(),
                    steps=terms.steps(),
                    by=self.by,
                )
        except Refused as refusal:
            terms.add_error(None, str(refusal.sentence))
            return self.page(terms, lines, status=422)
        if sending:
            return self.send(saved)
        messages.success(request, _("Draft saved."))
        return redirect("quotes:quote", pk)

    def send(self, saved: Revision) -> HttpResponse:
        """Send what was just saved; where it cannot go out, say why beside the saved draft."""
        try:
            services.send_revision(revision_id=saved.pk, version=saved.version, by=self.by)
        except Refused as refusal:
            messages.error(self.request, str(refusal.sentence))
        else:
            messages.success(
                self.request,
                _("Revision %(letter)s sent to %(mail)s.") % {"letter": saved.letter, "mail": self.quote.contact_email},
            )
        return redirect("quotes:quote", self.quote.pk)

    def page(self, terms: TermsForm, lines: BaseLineFormSet, status: int = 200) -> HttpResponse:
        """The editor with these forms, its figures worked out as far as the forms can be read."""
        figures = _workings(terms, lines) if terms.is_bound else self.saved_workings()
        inquiry: Inquiry | None = self.quote.inquiry
        return self.show(
            quote=self.quote,
            revision=self.revision,
            inquiry=inquiry,
            asked=asked.checked(inquiry, inquiry.lines.select_related("part")) if inquiry else (),
            files=inquiry.files.all() if inquiry else (),
            editable=self.editable,
            terms=terms,
            lines=lines,
            rows=_rows(lines, figures),
            figures=figures,
            revisions=self.quote.revisions.order_by("-pk"),
            order=getattr(self.revision, "order", None),
            history=self.quote.company.quotes.exclude(pk=self.quote.pk).order_by("-pk")[:5],
            timeline=audit.timeline(self.quote)[:50],
            said=self.quote.messages.all()[:20],
            status=status,
        )

    def saved_workings(self) -> workings.Workings:
        """The figures of the revision as it was saved or sent."""
        revision = self.revision
        lines = [
            services.LineDraft(
                part_id=line.part_id,
                description=line.description,
                quantity=line.quantity,
                unit_price=dict(queries.breaks_of(line))[line.quantity],
            )
            for line in revision.lines.all()
        ]
        steps = [
            services.StepDraft(percent=step.percent, amount=step.amount, trigger=step.trigger)
            for step in revision.steps.all()
        ]
        terms = Terms(**{name: getattr(revision, name) for name in Terms.__dataclass_fields__})
        return workings.of(terms=terms, lines=lines, steps=steps)


def _forms(request: HttpRequest) -> tuple[TermsForm, BaseLineFormSet]:
    """The two forms of the editor as they were sent."""
    currency = request.POST.get("currency", "")
    return TermsForm(request.POST), LineFormSet(request.POST, prefix="lines", currency=currency)


def _workings(terms: TermsForm, lines: BaseLineFormSet) -> workings.Workings | None:
    """What the forms come to; None while they cannot be read."""
    if not (terms.is_valid() and lines.is_valid()):
        return None
    return workings.of(terms=terms.terms(), lines=lines.drafts(), steps=terms.steps())


def _rows(lines: BaseLineFormSet, figures: workings.Workings | None) -> list[tuple[Any, workings.LineWorkings | None]]:
    """Each line's form with its figures. Blank rows have none, and neither has any row of a form that has errors."""
    known = iter(figures.lines if figures else ())
    rows = []
    for form in lines.forms:
        blank = form.blank if form.is_bound and hasattr(form, "cleaned_data") else not form.initial
        rows.append((form, None if blank else next(known, None)))
    return rows


class QuoteFigures(QuoteView):
    """The sums of what is on the screen, as JSON: asked for while staff type, nothing is saved."""

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Work out the forms, or say in which fields they cannot be read."""
        terms, lines = _forms(request)
        figures = _workings(terms, lines)
        if figures is None:
            wrong = {field.html_name: str(field.errors[0]) for field in terms if field.errors}
            wrong |= {field.html_name: str(field.errors[0]) for form in lines.forms for field in form if field.errors}
            return JsonResponse({"errors": wrong}, status=422)
        return JsonResponse(
            {
                "lines": [_line_json(form, row) for form, row in _rows(lines, figures) if row is not None],
                "sums": {
                    "goods": figures.goods.figure(),
                    "discount": (-figures.discount).figure(),
                    "freight": figures.freight.figure(),
                    "tax": figures.tax.figure(),
                    "total": figures.total.figure(),
                    "margin": f"{figures.margin} %" if figures.margin is not None else "–",
                    "profit": figures.profit.figure() if figures.profit is not None else "–",
                    "instalments": " · ".join(amount.figure() for _trigger, amount in figures.instalments),
                    "grand": str(figures.total),
                    "count": str(len(figures.lines)),
                },
                "thin": figures.thin,
                "refusal": figures.refusal,
            }
        )


def _line_json(form: Any, row: workings.LineWorkings) -> dict[str, str]:
    """One line's figures as printed, by the prefix of its form."""
    return {
        "prefix": form.prefix,
        "about": row.description if row.known else _("Not in the catalogue"),
        "list": row.list_price.figure() if row.list_price else "–",
        "cost": row.cost.figure() if row.cost else "–",
        "margin": f"{row.margin} %" if row.margin is not None else "–",
        "stock": str(row.stock) if row.stock is not None else "–",
        "amount": row.amount.figure(),
    }


class QuoteAction(QuoteView):
    """What is done to a quote besides editing: begin the next revision, take a sent one back."""

    permission = "quoting.change_quote"
    action = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """An address that was opened instead of posted leads back."""
        return redirect("quotes:quote", pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        try:
            if self.action == "revise":
                services.revise(quote_id=pk, by=self.by)
                messages.success(request, _("New revision begun from the last one."))
            else:
                services.withdraw_revision(revision_id=self.revision.pk, by=self.by)
                messages.success(request, _("Revision withdrawn. The customer's link says so."))
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
        return redirect("quotes:quote", pk)

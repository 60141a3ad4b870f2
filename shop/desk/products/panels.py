"""How the form of a part is laid out: groups of the attribute table as dense rows, warnings above them."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PanelGroup,
    PublishingPanel,
    TabbedInterface,
)

from catalog.attributes import GROUPS, Attribute, PartKind, attribute, for_kind
from catalog.quantities import show
from shop.desk.products import checks, sources
from shop.desk.products.forms import ProductForm, SeriesForm


class FigureComparison(FieldComparison):
    """Two revisions of a figure, in the unit in which people read it."""

    @cached_property
    def attribute(self) -> Attribute:
        """The attribute that the column belongs to."""
        return attribute(self.field.name)

    def htmlvalue(self, val: Any) -> str:
        """One value."""
        return "–" if val in (None, "") else str(show(val, self.attribute))

    def htmldiff(self) -> Any:
        """Both values, the old one struck out."""
        old, new = self.htmlvalue(self.val_a), self.htmlvalue(self.val_b)
        return format_html('<span class="deletion">{}</span> <span class="addition">{}</span>', old, new)


class FigurePanel(FieldPanel):
    """One attribute: label and symbol, the figure with its unit, and where it comes from."""

    def get_form_options(self) -> dict[str, Any]:
        """Never required: what is not published stays empty."""
        return {"fields": [self.field_name], "defer_required_on_fields": [self.field_name]}

    def get_comparison_class(self) -> type[FieldComparison]:
        """Figures with their unit, not as stored."""
        return FigureComparison

    class BoundPanel(FieldPanel.BoundPanel):
        """One row of the group's table."""

        template_name = "desk/products/figure.html"

        @property
        def attribute(self) -> Attribute:
            """What the row is about."""
            return attribute(self.field_name)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the attribute, the field as a widget and its source."""
            context = super().get_context_data(parent_context)
            source_name = sources.name(self.field_name)
            return {
                **context,
                "attribute": self.attribute,
                "field": self.bound_field,
                "source": self.form[source_name] if source_name in self.form.fields else None,
                "staff_only": self.attribute.staff_only,
            }


class FigureGroupPanel(PanelGroup):
    """The attributes of one group as rows."""

    class BoundPanel(PanelGroup.BoundPanel):
        """Renders the rows under one head."""

        template_name = "desk/products/figure_group.html"


class ChecksPanel(Panel):
    """What the figures of a motor say about each other."""

    class BoundPanel(Panel.BoundPanel):
        """Shown only where something is odd, so that an empty box never stands there."""

        template_name = "desk/products/checks.html"

        @cached_property
        def warnings(self) -> list[str]:
            """One sentence for each finding in what is stored."""
            return checks.warnings(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            """Whether there is anything to say."""
            return bool(self.warnings)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the sentences."""
            return {**super().get_context_data(parent_context), "warnings": self.warnings}


TABS: dict[str, tuple[tuple[str, ...], Any]] = {
    "performance": (("performance",), _("Part and performance")),
    "electrical": (("electrical",), _("Electrical")),
    "mechanical": (("mechanical", "dimensions"), _("Mechanics and dimensions")),
    "thermal": (("thermal",), _("Thermal")),
    "environment": (("environment", "interface"), _("Interface and environment")),
}


def _groups(kind: PartKind, keys: tuple[str, ...]) -> list[Panel]:
    groups = []
    for group in keys:
        rows = [FigurePanel(each.key) for each in for_kind(kind) if each.group == group and each.stored and each.group]
        if rows:
            groups.append(FigureGroupPanel(rows, heading=GROUPS[group]))
    return groups


def product_edit_handler(kind: PartKind) -> Panel:
    """The whole form of a part of this kind; groups that the kind has nothing in make no tab."""
    has_design = any(each.key == "design" for each in for_kind(kind))
    identity = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("part_number"), FieldPanel("series")]),
            FieldRowPanel([FieldPanel("image"), *([FieldPanel("design")] if has_design else [])]),
        ],
        heading=_("Part"),
    )
    tabs: list[Panel] = []
    for tab, (keys, heading) in TABS.items():
        groups = _groups(kind, keys)
        if tab == "performance":
            tabs.append(ObjectList([ChecksPanel(heading=_("Checks")), identity, *groups], heading=heading))
        elif groups:
            tabs.append(ObjectList(groups, heading=heading))
    return TabbedInterface([*tabs, ObjectList([PublishingPanel()])], base_form_class=ProductForm)


def series_edit_handler() -> Panel:
    """The form of a series."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
                            FieldRowPanel([FieldPanel("kind"), FieldPanel("family")]),
                            FieldRowPanel([FieldPanel("manufacturer"), FieldPanel("image")]),
                        ],
                        heading=_("Series"),
                    ),
                    MultiFieldPanel([FieldPanel("story"), FieldPanel("use_cases")], heading=_("In short")),
                    FieldPanel("demonstration"),
                ],
                heading=_("Series"),
            ),
            ObjectList([PublishingPanel()]),
        ],
        base_form_class=SeriesForm,
    )

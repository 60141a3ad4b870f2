"""The Products menu: one list, form, preview and history for each kind of row of the catalogue."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from catalog.attributes import Attribute, PartKind, for_kind
from catalog.models import Brake, Driver, Encoder, Gearbox, Motor, Product, Series
from shop.desk.products import filters, views
from shop.desk.products.columns import FigureColumn, StateColumn
from shop.desk.products.panels import product_edit_handler, series_edit_handler


def with_state(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with what their state column asks for each of them: a schedule, a workflow."""
    scheduled = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(rows.model),
        object_id=Cast(OuterRef("pk"), output_field=CharField()),
        approved_go_live_at__isnull=False,
    )
    active = WorkflowState.objects.active().select_related("current_task_state__task")
    return rows.annotate(change_scheduled=Exists(scheduled)).prefetch_related(
        Prefetch("_workflow_states", queryset=active, to_attr="_current_workflow_states")
    )


class ProductViewSet(SnippetViewSet):
    """What the lists and forms of all kinds of part have in common."""

    model: type[Product]
    figures: ClassVar[tuple[tuple[str, Any], ...]] = ()  # attribute and the short head of its column
    filters: ClassVar[tuple[str, ...]] = ()

    add_view_class = views.ProductCreateView
    copy_view_class = views.ProductCopyView
    edit_view_class = views.ProductEditView
    inspect_view_class = views.ProductInspectView
    inspect_view_enabled = True
    ordering = "part_number"
    list_per_page = 40
    search_fields: ClassVar[tuple[str, ...]] = ("part_number", "series__name", "series__slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Parts with what a row of the list prints, in one query."""
        return with_state(self.model._default_manager.select_related("series", "latest_revision"))

    @cached_property
    def list_display(self) -> list[Any]:
        """Number, series, the figures that people tell these parts apart by, state and age."""
        return [
            "part_number",
            Column("series", label=_("Series"), sort_key="series__name"),
            *(FigureColumn(key, head=head) for key, head in self.figures),
            StateColumn(),
            UpdatedAtColumn(),
        ]

    @cached_property
    def filterset_class(self) -> Any:
        """Series, state and the choices of this kind."""
        return filters.filterset(self.model, self.filters)

    @cached_property
    def edit_handler(self) -> Any:
        """The form, derived from the attribute table."""
        return product_edit_handler(self.model.kind)

    @cached_property
    def list_export(self) -> list[str]:
        """Every attribute, as stored."""
        return ["part_number", "series", *(each.key for each in self.attributes)]

    @cached_property
    def attributes(self) -> list[Attribute]:
        """The columns of this kind."""
        kind: PartKind = self.model.kind
        return [each for each in for_kind(kind) if each.stored]

    @property
    def url_prefix(self) -> str:
        """An address in the words of the trade."""
        return f"products/{self.model._meta.model_name}"

    @property
    def chooser_base_url_path(self) -> str:
        """Where the choosers of this kind live."""
        return f"products/choose/{self.model._meta.model_name}"


class MotorViewSet(ProductViewSet):
    """Motors."""

    model = Motor
    icon = "product-motor"
    figures = (
        ("rated_voltage", _("Voltage")),
        ("rated_torque", _("Torque")),
        ("rated_speed", _("Speed")),
        ("rated_power", _("Power")),
        ("body_length", _("Length")),
    )
    filters = ("rated_voltage", "frame_size")


class GearboxViewSet(ProductViewSet):
    """Gearboxes."""

    model = Gearbox
    icon = "product-gearbox"
    figures = (
        ("ratio", _("Ratio")),
        ("stages", _("Stages")),
        ("continuous_torque", _("Torque")),
        ("efficiency", _("Efficiency")),
        ("body_length", _("Length")),
    )
    filters = ("frame_size", "stages")


class EncoderViewSet(ProductViewSet):
    """Encoders."""

    model = Encoder
    icon = "product-encoder"
    figures = (
        ("encoder_resolution", _("Resolution")),
        ("max_speed", _("Speed")),
        ("diameter", _("Diameter")),
        ("body_length", _("Length")),
    )


class BrakeViewSet(ProductViewSet):
    """Brakes."""

    model = Brake
    icon = "product-brake"
    figures = (
        ("holding_torque", _("Torque")),
        ("rated_voltage", _("Voltage")),
        ("rated_power", _("Power")),
        ("diameter", _("Diameter")),
        ("mass", _("Mass")),
    )


class DriverViewSet(ProductViewSet):
    """Drivers."""

    model = Driver
    icon = "product-driver"
    figures = (
        ("supply_min", _("Supply from")),
        ("supply_max", _("to")),
        ("rated_current", _("Current")),
        ("peak_current", _("Peak")),
    )


class SeriesViewSet(SnippetViewSet):
    """Series of motors and accessories."""

    model = Series
    icon = "product-series"
    edit_view_class = views.SeriesEditView
    filterset_class = filters.SeriesFilterSet
    ordering = "name"
    list_per_page = 50
    copy_view_enabled = False
    search_fields: ClassVar[tuple[str, ...]] = ("name", "slug", "family", "manufacturer")
    url_prefix = "products/series"
    chooser_base_url_path = "products/choose/series"
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("family", label=_("Family"), sort_key="family"),
        Column("manufacturer", label=_("Manufacturer"), sort_key="manufacturer"),
        Column("parts", label=_("Parts"), sort_key="parts", classname="figure-cell"),
        StateColumn(),
        UpdatedAtColumn(),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Series with the number of their parts: a series holds parts of one kind, so the counts add up to it."""
        kinds = ("motor", "gearbox", "encoder", "brake", "driver")
        parts = sum((Count(kind, distinct=True) for kind in kinds[1:]), Count(kinds[0], distinct=True))
        return with_state(Series.objects.select_related("latest_revision").annotate(parts=parts))

    @cached_property
    def edit_handler(self) -> Any:
        """The form of a series."""
        return series_edit_handler()


class ProductsGroup(SnippetViewSetGroup):
    """The menu."""

    items = (SeriesViewSet, MotorViewSet, GearboxViewSet, EncoderViewSet, BrakeViewSet, DriverViewSet)
    menu_label = _("Products")
    menu_icon = "product-motor"
    menu_name = "products"
    menu_order = 150

"""Products of the catalogue inside a text."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class MotorListBlock(blocks.StructBlock):
    """Some motors with their figures, curves on one scale, stock and price as they are today."""

    caption = blocks.CharBlock(max_length=160, required=False, label=_("Caption"))
    motors = blocks.ListBlock(
        SnippetChooserBlock("catalog.Motor", label=_("Motor")),
        min_num=1,
        max_num=12,
        label=_("Motors"),
        help_text=_("Figures, curves, stock and prices follow from the catalogue. Up to twelve."),
    )

    class Meta:
        template = "pages/blocks/motors.html"
        icon = "product-motor"
        label = _("Motors of the catalogue")
        description = _("Motors with figures, curves, stock and price, always up to date")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the table; motors that are no longer published are left out."""
        from shop.pages.queries.tables import motor_list

        context = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        return {**context, "table": motor_list([motor for motor in value["motors"] if motor and motor.live], request)}

    def get_preview_value(self) -> Any:
        """Three motors that the catalogue has."""
        from catalog.models import Motor

        motors = Motor.objects.filter(live=True).order_by("part_number")[:3]
        return self.normalize({"caption": _("Three to choose from"), "motors": list(motors)})

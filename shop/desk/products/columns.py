"""Columns of the lists: figures in the unit that people read, right-aligned, and a picture."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn

from catalog.attributes import attribute
from catalog.quantities import show


class FigureColumn(Column):
    """One attribute, sortable by its stored value."""

    cell_template_name = "desk/products/figure_cell.html"

    def __init__(self, key: str, **kwargs: Any) -> None:
        self.attribute = attribute(key)
        kwargs.setdefault("label", kwargs.pop("head", None) or self.attribute.label)
        kwargs.setdefault("classname", "figure-cell")
        super().__init__(self.attribute.key, sort_key=self.attribute.key, **kwargs)

    def get_value(self, instance: Any) -> Any:
        """The figure with its unit; a dash where nothing is published."""
        value = getattr(instance, self.attribute.key)
        return "–" if value in (None, "") else show(value, self.attribute)


class StateColumn(LiveStatusTagColumn):
    """Whether visitors see the row, and whether a change of it waits. Asks nothing of `with_state` rows."""

    def get_value(self, instance: Any) -> str:
        """The state in words."""
        waits = self._waits(instance)
        if instance.live:
            return _("live, %(change)s") % {"change": waits} if waits else _("live")
        return waits or _("draft")

    def _waits(self, instance: Any) -> str:
        if instance.change_scheduled:
            return _("change scheduled")
        if instance.workflow_in_progress:
            return _("in review")
        return _("changed since") if instance.live and instance.has_unpublished_changes else ""

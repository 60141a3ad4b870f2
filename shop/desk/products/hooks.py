"""What the Products menu tells Wagtail's admin. Imported by `shop.desk.wagtail_hooks`."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from catalog.models import Product, Series
from shop.desk.products import baseline
from shop.desk.products.viewsets import ProductsGroup

ICONS = ("motor", "gearbox", "encoder", "brake", "driver", "series")

register_snippet(ProductsGroup)


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    """Drawings for the menu: a reader tells a brake from an encoder before reading."""
    return [*icons, *(f"desk/products/icons/product-{name}.svg" for name in ICONS)]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """What the history says of the first revision."""
    label = gettext_lazy("Kept as a file brought it")
    actions.register_action(baseline.KEPT, label, gettext_lazy("Kept as a file brought it, before the first edit"))


@hooks.register("insert_global_admin_css")
def products_css() -> SafeString:
    """The look of the forms and lists."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/products.css"))


@hooks.register("before_delete_snippet")
def keep_what_others_refer_to(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """A published part number stands on quotes and orders: it is unpublished, never deleted. Nor is a series in use."""
    for instance in instances:
        if isinstance(instance, Product) and instance.part_id:
            sentence = _("%(name)s has been published, so it stays on record. Unpublish it to take it off the shop.")
        elif isinstance(instance, Series) and _in_use(instance):
            sentence = _("%(name)s has parts or a page. Move or delete those first.")
        else:
            continue
        messages.error(request, sentence % {"name": instance})
        viewset: Any = type(instance).snippet_viewset
        return redirect(viewset.get_url_name("edit"), instance.pk)
    return None


def _in_use(series: Series) -> bool:
    related = (each.get_accessor_name() for each in series._meta.related_objects if each.on_delete is not None)
    return any(
        getattr(series, name).exists() for name in related if name and hasattr(getattr(series, name, None), "exists")
    )

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShopConfig(AppConfig):
    """The shop as a whole: commands, templates and translations that no single room owns."""

    name = "shop"
    verbose_name = _("Shop")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrowseConfig(AppConfig):
    name = "shop.browse"
    verbose_name = _("Browse")
    default_auto_field = "django.db.models.BigAutoField"

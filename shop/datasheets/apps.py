from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatasheetsConfig(AppConfig):
    name = "shop.datasheets"
    verbose_name = _("Data sheets")
    default_auto_field = "django.db.models.BigAutoField"

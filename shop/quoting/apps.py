from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotingConfig(AppConfig):
    name = "shop.quoting"
    verbose_name = _("Quoting")
    default_auto_field = "django.db.models.BigAutoField"

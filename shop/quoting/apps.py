from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotingConfig(AppConfig):
    name = "shop.quoting"
    verbose_name = _("Quotes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shop import sweeping

        from .services import expire, forget_lists

        sweeping.register("quotes expire", expire)
        sweeping.register("old inquiry lists", forget_lists)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shop import sweeping


class MailConfig(AppConfig):
    name = "shop.mail"
    verbose_name = _("Mail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .delivery import deliver_due

        sweeping.register("outbox", deliver_due)

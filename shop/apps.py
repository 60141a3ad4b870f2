from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shop import sweeping


class ShopConfig(AppConfig):
    """The shop as a whole: commands, templates and translations that no single room owns."""

    name = "shop"
    verbose_name = _("Shop")

    def ready(self) -> None:
        from shop import housekeeping

        sweeping.register("scheduled pages", housekeeping.publish_scheduled)
        sweeping.register("old sessions", housekeeping.forget_old_sessions)
        sweeping.register("old tasks", housekeeping.forget_old_tasks)

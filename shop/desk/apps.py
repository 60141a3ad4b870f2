from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "shop.desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shop.accounts import roles

        products = ("series", "motor", "gearbox", "encoder", "brake", "driver")
        edit = ("view", "add", "change", "publish", "lock", "unlock")
        for name in products:
            roles.allow("editor", *(f"catalog.{verb}_{name}" for verb in edit))
            roles.allow("administrator", *(f"catalog.{verb}_{name}" for verb in (*edit, "delete")))
            roles.allow("sales", f"catalog.view_{name}")

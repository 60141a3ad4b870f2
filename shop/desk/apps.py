from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "shop.desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what each group of staff may do at the desk."""
        from shop.accounts import roles

        products = ("series", "motor", "gearbox", "encoder", "brake", "driver")
        edit = ("view", "add", "change", "publish", "lock", "unlock")
        for name in products:
            roles.allow("editor", *(f"catalog.{verb}_{name}" for verb in edit))
            roles.allow("administrator", *(f"catalog.{verb}_{name}" for verb in (*edit, "delete")))
            roles.allow("sales", f"catalog.view_{name}")
        for group in ("sales", "finance", "administrator"):
            roles.allow(group, "quoting.view_inquiry", "quoting.view_quote", "orders.view_order", "mail.view_message")
        for group in ("sales", "administrator"):
            roles.allow(group, "quoting.change_inquiry", "quoting.add_quote", "quoting.change_quote")
            roles.allow(group, "orders.change_order")
        for group in ("finance", "administrator"):
            roles.allow(group, "payments.view_ledgerentry", "orders.change_order")

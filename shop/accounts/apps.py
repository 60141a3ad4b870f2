from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "shop.accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import roles

        for group in roles.GROUPS:
            roles.allow(group, "wagtailadmin.access_admin")
        sales = ("add", "change", "view")
        roles.allow("sales", *(f"accounts.{verb}_company" for verb in sales))
        roles.allow("administrator", *(f"accounts.{verb}_company" for verb in (*sales, "delete")))
        roles.allow("administrator", *(f"accounts.{verb}_user" for verb in (*sales, "delete")))
        roles.allow("finance", "accounts.view_company")
        post_migrate.connect(roles.grant, sender=self, dispatch_uid="shop.accounts.roles.grant")

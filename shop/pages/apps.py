from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "shop.pages"
    verbose_name = _("Pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shop.accounts import roles
        from shop.documents.seller import register

        from . import rights
        from .selling import seller

        register(seller)
        for group in ("editor", "administrator"):
            roles.allow(group, "pages.change_sitesettings", "simple_translation.submit_translation")
        post_migrate.connect(rights.grant, sender=self, dispatch_uid="shop.pages.rights.grant")

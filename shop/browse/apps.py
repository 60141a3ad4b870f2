from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrowseConfig(AppConfig):
    name = "shop.browse"
    verbose_name = _("Browse")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The admin previews a part on its real page."""
        from catalog import preview
        from shop.browse import views

        preview.register(views.show_part)

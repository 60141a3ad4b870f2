from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrowseConfig(AppConfig):
    name = "shop.browse"
    verbose_name = _("Browse")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The admin previews a part on its real page; the search box understands the shop's own words."""
        from catalog import preview, search_box
        from catalog.search_box import Meaning
        from shop.browse import views

        preview.register(views.show_part)
        search_box.register("price, unit price, preis, stückpreis, 价格, 单价", Meaning("attribute", "price"))
        search_box.register("lead time, delivery time, lieferzeit, 交期, 货期", Meaning("attribute", "lead_time"))
        search_box.register("stock, lagerbestand, 库存", Meaning("attribute", "stock"))
        search_box.register("in stock, ab lager, lagernd, 现货, 有货", Meaning("limit", "stock", minimum=1))

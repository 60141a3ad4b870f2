from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SEARCHED_CURRENCIES = ("USD", "EUR", "CNY", "GBP", "JPY")  # a list in one of these can be searched by price


class PricingConfig(AppConfig):
    name = "shop.pricing"
    verbose_name = _("Prices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the search index what only the shop knows of a part."""
        from catalog.facets.source import register_column
        from shop.pricing import queries

        for currency in SEARCHED_CURRENCIES:
            register_column(f"price_{currency}", "range", partial(queries.lowest_prices, currency=currency))
        register_column("stock", "range", partial(queries.supplied, figure="stock"))
        register_column("lead_time", "range", partial(queries.supplied, figure="lead_time_days"))

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from shop import sweeping


class PaymentsConfig(AppConfig):
    name = "shop.payments"
    verbose_name = _("Payments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from shop.accounts import roles
        from shop.orders import payment_facts

        from . import checks  # noqa: F401  registers itself
        from .facts import facts
        from .reconciling import sweep

        payment_facts.register(facts)
        sweeping.register("payments", sweep)
        for group in ("finance", "administrator"):
            roles.allow(group, "payments.change_stripeevent", *(f"payments.view_{model}" for model in VISIBLE))
        roles.allow("sales", "payments.view_paymentattempt", "payments.view_ledgerentry")


VISIBLE = ("paymentattempt", "ledgerentry", "stripeevent", "striperequest", "refusedwebhook")

"""What this room writes into the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name each action and say it in a sentence."""
    for action, label, sentence in (
        ("orders.opened", _("Open order"), _("Quote accepted, order opened")),
        ("orders.confirmed", _("Confirm order"), _("Order confirmed")),
        ("orders.called_due", _("Call instalment"), _("Instalment called due")),
        ("orders.instalment_scheduled", _("Instalment scheduled"), _("Instalment open again")),
        ("orders.instalment_due", _("Instalment due"), _("Instalment open again")),
        ("orders.instalment_processing", _("Payment under way"), _("Payment being confirmed")),
        ("orders.instalment_partly_paid", _("Part payment"), _("Part of an instalment received")),
        ("orders.instalment_paid", _("Payment"), _("Instalment received")),
        ("orders.instalment_held", _("Payment held"), _("Payment held for checking")),
        ("orders.instalment_overpaid", _("Overpayment"), _("More than the instalment received")),
        ("orders.instalment_cancelled", _("Cancel instalment"), _("Instalment cancelled")),
    ):
        actions.register_action(action, label, sentence)

"""What this room writes into the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name each action and say it in a sentence."""
    for action, label, sentence in (
        ("payments.started", _("Start payment"), _("Payment page asked for")),
        ("payments.received", _("Receive payment"), _("Payment entered in the ledger")),
        ("payments.held", _("Hold payment"), _("Payment held for checking")),
    ):
        actions.register_action(action, label, sentence)

"""What this room writes into the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Name each action and say it in a sentence."""
    for action, label, sentence in (
        ("quoting.submitted", _("Submit inquiry"), _("Inquiry submitted")),
        ("quoting.started", _("Start quote"), _("Quote started")),
        ("quoting.saved", _("Save draft"), _("Draft saved")),
        ("quoting.revised", _("Begin revision"), _("Next revision begun")),
        ("quoting.sent", _("Send quote"), _("Quote sent")),
        ("quoting.withdrawn", _("Withdraw quote"), _("Quote withdrawn")),
        ("quoting.declined", _("Decline quote"), _("Quote declined by the customer")),
        ("quoting.expired", _("Quote expires"), _("Quote expired")),
        ("quoting.said", _("Message"), _("Message written")),
        ("quoting.filed", _("Sort inquiry"), _("Inquiry sorted")),
    ):
        actions.register_action(action, label, sentence)

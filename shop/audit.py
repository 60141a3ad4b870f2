"""Who did what, in Wagtail's own log.

Each room registers its actions in `wagtail_hooks.py` (`register_log_actions`); an unregistered one fails loudly.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.http import HttpRequest
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry


@dataclass(frozen=True)
class Actor:
    """Somebody who acts: a user of ours, a customer known by a signed link, or the shop itself."""

    kind: str
    user_id: int | None = None
    mail: str = ""
    name: str = ""

    @classmethod
    def user(cls, user: Any) -> "Actor":
        """A person who has signed in."""
        return cls("user", user_id=user.pk, mail=user.email, name=str(user))

    @classmethod
    def customer(cls, mail: str, name: str = "") -> "Actor":
        """A customer, known by the mail address that a signed link was made for."""
        return cls("customer", mail=mail, name=name)

    def __str__(self) -> str:
        return self.name or self.mail or self.kind


SYSTEM = Actor("system")


def actor(request: HttpRequest, *, mail: str = "", name: str = "") -> Actor:
    """Who is behind a request: the one who signed in, or else the holder of the link (`mail`, `name`)."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return Actor.user(user)
    return Actor.customer(mail, name)


def record(instance: models.Model, action: str, *, by: Actor, **data: Any) -> None:
    """Write one line of the log, in the caller's transaction. `data` must be plain JSON."""
    user = get_user_model().objects.filter(pk=by.user_id).first() if by.user_id else None
    who = {key: value for key, value in asdict(by).items() if value and key != "user_id"}
    registry.log(instance, action, user=user, data={**data, "by": who})


def timeline(instance: models.Model) -> "models.QuerySet[ModelLogEntry]":
    """What happened to a row, newest first. `entry.message` is the sentence, `entry.data["by"]` who it was."""
    entries: models.QuerySet[ModelLogEntry] = registry.get_logs_for_instance(instance)
    return entries.select_related("user").order_by("-timestamp", "-pk")

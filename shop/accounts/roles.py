"""What each group of staff may do, collected from the rooms.

A room calls `allow("sales", "quoting.change_quote")` in its `AppConfig.ready`; after each `migrate` the groups hold
exactly these rights in addition to what an administrator gave by hand.
"""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.snippets.models import create_extra_permissions

GROUPS = ("editor", "sales", "finance", "administrator")
_allowed: dict[str, set[str]] = defaultdict(set)


def allow(group: str, *permissions: str) -> None:
    """Let a group do something: permissions as "app.codename"."""
    if group not in GROUPS:
        raise ValueError(f"No such group: {group}")
    _allowed[group].update(permissions)


def grant(**_signal: Any) -> None:
    """Give the groups their rights. Runs after each migrate; safe to repeat.

    Django makes an app's permissions in a receiver of its own, perhaps after this one: so make them first.
    """
    for label in {name.partition(".")[0] for names in _allowed.values() for name in names}:
        create_permissions(apps.get_app_config(label), verbosity=0)
    create_extra_permissions(apps.get_app_config("wagtailsnippets"))  # publish, lock and unlock
    wanted = {name for names in _allowed.values() for name in names}
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type").filter(
            codename__in={name.partition(".")[2] for name in wanted}
        )
    }
    for group in Group.objects.filter(name__in=_allowed):
        group.permissions.add(*(known[name] for name in _allowed[group.name] if name in known))

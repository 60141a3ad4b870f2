"""What editors and administrators may do with pages, pictures and documents. Runs after each migrate; safe to repeat.

Rights on the page tree and on collections are rows of Wagtail's own, beside Django's permissions of `accounts.roles`.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

PAGES = {
    "editor": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    "administrator": ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
}
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def grant(**_signal: Any) -> None:
    """Give both groups their rights on the whole tree and all collections."""
    for label in ("wagtailcore", "wagtailimages", "wagtaildocs", "images"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    root = Page.objects.filter(depth=1).first()
    collection = Collection.get_first_root_node()
    if root is None or collection is None:
        return
    wanted = {name for names in PAGES.values() for name in names} | set(FILES)
    labels = ("wagtailcore", "wagtailimages", "wagtaildocs")
    known = {
        permission.codename: permission
        for permission in Permission.objects.filter(codename__in=wanted, content_type__app_label__in=labels)
    }
    for group in Group.objects.filter(name__in=PAGES):
        for name in PAGES[group.name]:
            if name in known:
                GroupPagePermission.objects.get_or_create(group=group, page=root, permission=known[name])
        for name in FILES:
            if name in known:
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=known[name]
                )

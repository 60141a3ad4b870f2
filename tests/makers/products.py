"""Staff at the admin, and the forms that they send."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data

from catalog.attributes import for_kind
from catalog.models import Product
from catalog.quantities import typed
from shop.desk.products import sources
from tests.makers.accounts import make_staff


def make_staff_client(group: str = "editor") -> Client:
    """A browser with somebody of the staff signed in."""
    user = make_staff(email=f"{group}@example.com", first_name="", last_name="")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def make_product_form(product: Product, **typed_in: Any) -> dict[str, Any]:
    """What the browser sends back when the form of a part is saved, with some fields typed over."""
    data: dict[str, Any] = {"part_number": product.part_number, "series": product.series_id, "image": ""}
    for attribute in for_kind(product.kind):
        if not attribute.stored:
            continue
        value = getattr(product, attribute.key)
        if value is None:
            data[attribute.key] = ""
        elif attribute.quantity and not attribute.choices:
            data[attribute.key] = typed(value, attribute.quantity)
        else:
            data[attribute.key] = value
        data[sources.name(attribute.key)] = sources.of(product.sources, attribute.key)
    return nested_form_data({**data, **typed_in})

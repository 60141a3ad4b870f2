"""People and companies."""

from itertools import count
from typing import Any

from shop.accounts.models import Company, User

_numbers = count(1)


def make_company(**changes: Any) -> Company:
    return Company.objects.create(
        **{
            "name": "Nordlager Robotik GmbH",
            "address_line_1": "Hafenstraße 14",
            "postal_code": "28217",
            "city": "Bremen",
            "country": "DE",
            "vat_id": "DE 811 907 980",
            **changes,
        }
    )


def make_user(**changes: Any) -> User:
    values = {"email": f"person{next(_numbers)}@example.org", "first_name": "Lin", "last_name": "Yue", **changes}
    return User.objects.create_user(**values)


def make_staff(**changes: Any) -> User:
    return make_user(**{"is_staff": True, **changes})

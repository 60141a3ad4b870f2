"""Rights of the key: each resource can be switched to read or to nothing, as with a restricted key."""

from __future__ import annotations

from .errors import ApiError
from .resources.account import ACCOUNT_ID
from .resources.operations import Operation, Resource
from .store import Transaction

WRITE, READ, NONE = "write", "read", "none"


def check(tx: Transaction, key: str, resource: Resource, operation: Operation) -> None:
    """Refuse what the key may not do."""
    right = tx.setting("rights", {}).get(resource.right, WRITE)
    needed = READ if operation.verb == "GET" else WRITE
    if right == WRITE or (right == READ and needed == READ):
        return
    message = (
        f"The provided key '{key[:9]}*********{key[-4:]}' does not have the required permissions for this endpoint on "
        f"account '{ACCOUNT_ID}'. Having the 'rak_{resource.right}_{needed}' permission would allow this request to "
        "continue."
    )
    raise ApiError(message, status=403)

"""What the API refuses, in Stripe's own shape."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

NOUNS = {
    "balance_transaction": "balance transaction",
    "checkout.session": "checkout session",
    "payment_intent": "payment_intent",
    "payment_method": "PaymentMethod",
}


class ApiError(Exception):
    """One refused request: the HTTP status and the members of Stripe's ``error`` object."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        type: str = "invalid_request_error",  # noqa: A002  Stripe's own word
        param: str | None = None,
        code: str | None = None,
        **more: object,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error: Json = {"message": message, "type": type}
        if param:
            self.error["param"] = param
        if code:
            self.error |= {"code": code, "doc_url": "https://docs.stripe.com/error-codes/" + code.replace("_", "-")}
        self.error |= more

    @property
    def body(self) -> Json:
        """The answer's whole body."""
        return {"error": self.error}


def missing(kind: str, id_: str, *, param: str, status: int = 400) -> ApiError:
    """An id that names nothing: 404 where it stands in the path, 400 where it is a parameter."""
    noun = NOUNS.get(kind, kind.replace(".", " "))
    return ApiError(f"No such {noun}: '{id_}'", status=status, param=param, code="resource_missing")

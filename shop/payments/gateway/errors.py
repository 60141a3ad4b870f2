"""What can come of a call to Stripe, in the shop's words. The library's own errors never leave the gateway."""

import stripe


class GatewayError(Exception):
    """A call that did not give an answer to work with."""

    def __init__(
        self, message: str, *, status: int | None = None, code: str = "", param: str = "", request_id: str = ""
    ) -> None:
        """Keep what a log line needs. `request_id` is Stripe's own number of the call."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.param = param
        self.request_id = request_id


class OutcomeUnknown(GatewayError):
    """No answer, or one that says nothing: the thing may exist or not. Look, or repeat with the same key."""


class NotTaken(GatewayError):
    """Stripe did not take the request now: too many, the same key still running, or a key without the right.

    The same request may be sent again later with the same key.
    """


class FaultRecorded(GatewayError):
    """Stripe keeps a 500 for this key and will repeat it for a day: look, then use a new key."""


class Rejected(GatewayError):
    """Stripe understood and refused (400, 402): the same request will always be refused."""


class Missing(Rejected):
    """Stripe knows no such object (404): another account's, or it was deleted."""


class Unreadable(OutcomeUnknown):
    """Stripe answered with an object that lacks what the shop must read, so nothing is guessed from it."""


class BadEvent(Exception):
    """A webhook's body that is not to be believed. `reason` names the counter."""

    def __init__(self, reason: str) -> None:
        """Name why, in one word of `webhooks.REASONS`."""
        super().__init__(reason)
        self.reason = reason


def translate(error: stripe.StripeError) -> GatewayError:
    """Turn a library error into ours, by the status first: `code` and class are not always filled."""
    status = error.http_status
    headers = {str(name).lower(): str(value) for name, value in (error.headers or {}).items()}
    detail = error.error
    kind = _class_for(status, replayed=headers.get("idempotent-replayed") == "true", explained=detail is not None)
    return kind(
        error.user_message or type(error).__name__,
        status=status,
        code=str(getattr(detail, "code", None) or error.code or ""),
        param=str(getattr(detail, "param", None) or ""),
        request_id=error.request_id or "",
    )


def _class_for(status: int | None, *, replayed: bool, explained: bool) -> type[GatewayError]:
    if status is None:
        return OutcomeUnknown
    if status in {401, 403, 409, 429}:
        return NotTaken
    if status >= 500 and replayed:
        return FaultRecorded
    if not explained:
        return OutcomeUnknown  # a proxy's page, not Stripe's word
    if status == 404:
        return Missing
    return Rejected if 400 <= status < 500 else OutcomeUnknown

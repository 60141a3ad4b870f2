"""Metadata: at most 50 keys of 40 characters with values of 500."""

from __future__ import annotations

from shop.payments.sandbox.errors import ApiError

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500


def check_metadata(metadata: dict[str, str] | str | None, *, param: str = "metadata") -> None:
    """Refuse too much metadata, as Stripe words it."""
    if not isinstance(metadata, dict):
        return
    if len(metadata) > MOST_KEYS:
        raise ApiError(
            f"You can only have up to {MOST_KEYS} metadata keys, but you passed in {len(metadata)}.", param=param
        )
    for key, value in metadata.items():
        if len(key) > LONGEST_KEY:
            message = f"Metadata keys can only be up to {LONGEST_KEY} characters, but '{key}' has {len(key)}."
            raise ApiError(message, param=param)
        if len(value) > LONGEST_VALUE:
            message = f"Metadata values can have up to {LONGEST_VALUE} characters, but '{key}' has {len(value)}."
            raise ApiError(message, param=f"{param}[{key}]")


def merged(old: dict[str, str], given: dict[str, str] | str | None) -> dict[str, str]:
    """Metadata after a change: keys are added, an empty value removes its key, an empty string removes all."""
    if given == "":
        return {}
    both = old | (given if isinstance(given, dict) else {})
    return {key: value for key, value in both.items() if value != ""}

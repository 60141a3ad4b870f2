"""How often one address may write: enough for people, too little for programs."""

from django.core.cache import cache
from django.http import HttpRequest

from .errors import TooOften


def check(request: HttpRequest, *, action: str, times: int, seconds: int = 3600) -> None:
    """Count an action of the visitor's address. Raises TooOften beyond so many times in so many seconds."""
    key = f"limit:{action}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        count = 1
    if count > times:
        raise TooOften

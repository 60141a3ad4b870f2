"""A shop that takes money. Refuses to start while anything is missing or unsafe, and lists all of it at once."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .requirements import problems

if found := problems(os.environ):
    raise ImproperlyConfigured("The shop cannot start in production:\n" + "\n".join(f"- {line}" for line in found))

DEBUG = False

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if int(os.environ.get("TRUSTED_PROXIES", "0")) else None
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

STAFF_SECOND_FACTOR_REQUIRED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}

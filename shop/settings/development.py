"""A developer's machine: needs no environment at all."""

import os

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, SECRET_KEY

DEBUG = os.environ.get("DEBUG") == "1"
SECRET_KEY = SECRET_KEY or "development-only-and-known-to-everyone-so-never-in-production"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
DEMONSTRATION_PEOPLE = True
SERVE_MEDIA = True

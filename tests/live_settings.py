"""Settings of the processes that browser and fault tests start: development, with a folder of their own for files."""

import os
from pathlib import Path

from shop.settings.development import *  # noqa: F403
from shop.settings.development import STORAGES

_folder = Path(os.environ["LIVE_FOLDER"])

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = _folder / "media" / "public"
PRIVATE_MEDIA_ROOT = _folder / "media" / "private"
FACET_INDEX_PATH = None  # built anew for each question: no worker process has to run
OUTGOING_MAIL_ROOT = _folder / "mail"
STORAGES = {
    **STORAGES,
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are served from where they are written: nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Many sign-ins from one address are what tests do.
ACCOUNT_RATE_LIMITS = False

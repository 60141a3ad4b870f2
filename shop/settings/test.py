"""The tests: quick, private, and nothing reaches beyond the process."""

import tempfile
from pathlib import Path

from .development import *  # noqa: F403
from .development import DATABASES, MIDDLEWARE, STORAGES

TESTING = True
SECRET_KEY = "known-to-the-tests-and-to-nobody-else-0123456789abcdef"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

# Creating ten users must not cost a second of hashing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_files = Path(tempfile.mkdtemp(prefix="motor-shop-tests-"))
MEDIA_ROOT = _files / "public"
PRIVATE_MEDIA_ROOT = _files / "private"
FACET_INDEX_PATH = None  # built anew for each question: no test sees another one's catalogue
OUTGOING_MAIL_ROOT = _files / "mail"
STORAGES = {
    **STORAGES,
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A task runs where it is enqueued, so that a test sees what a person sees after the worker has been by.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

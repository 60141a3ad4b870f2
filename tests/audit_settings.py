"""Settings of the shop that the audit looks at: static files hashed, compressed and cached as in production."""

from shop.settings.base import STORAGES as PRODUCTION
from tests.live_settings import *  # noqa: F403
from tests.live_settings import PRIVATE_MEDIA_ROOT, STORAGES

STORAGES = {**STORAGES, "staticfiles": PRODUCTION["staticfiles"]}
FACET_INDEX_PATH = PRIVATE_MEDIA_ROOT / "facets.index"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False

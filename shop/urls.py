"""Every address of the shop, composed in one place."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from shop import health
from shop.browse.urls import file_patterns
from shop.quoting import urls as quoting_urls

# Everybody signs in through one door: allauth's, with its rate limits and the second factor.
sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
reset_password = RedirectView.as_view(pattern_name="account_reset_password")

handler404 = "shop.browse.not_found.page_not_found"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/login/", sign_in),
    path("admin/password_reset/", reset_password),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include(file_patterns)),
    path("", include("shop.pages.urls")),
    path("", include("shop.payments.urls")),
    path("", include("shop.orders.urls")),
    path("", include("shop.quoting.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))

urlpatterns += i18n_patterns(
    path("_util/login/", sign_in),
    path("", include(quoting_urls.localized)),
    path("", include("shop.browse.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

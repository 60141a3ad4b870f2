"""Where robots look. Outside the prefixed addresses: they have no language."""

from django.urls import path
from wagtail.contrib.sitemaps import views as sitemap_views

from shop.pages import sitemaps, views

SECTION = "sitemap-section"

urlpatterns = [
    path("robots.txt", views.robots_txt, name="robots"),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": sitemaps.sitemaps(), "sitemap_url_name": SECTION}, "sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_views.sitemap, {"sitemaps": sitemaps.sitemaps()}, SECTION),
]

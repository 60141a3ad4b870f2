"""Wagtail's page types, the site's settings, and the record of what the demonstration has written."""

from shop.pages.models.demo import SeededContent
from shop.pages.models.family import FamilyPage
from shop.pages.models.home import HomePage
from shop.pages.models.news import ArticlePage, ArticleTopic, NewsIndexPage
from shop.pages.models.products import ProductsPage, SeriesPage
from shop.pages.models.settings import SiteSettings
from shop.pages.models.standard import StandardPage

__all__ = [
    "ArticlePage",
    "ArticleTopic",
    "FamilyPage",
    "HomePage",
    "NewsIndexPage",
    "ProductsPage",
    "SeededContent",
    "SeriesPage",
    "SiteSettings",
    "StandardPage",
]

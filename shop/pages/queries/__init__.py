"""What the page templates are given. Each function returns the context of one page type."""

from shop.pages.queries.family import family, problems_of_search
from shop.pages.queries.home import home
from shop.pages.queries.news import article, news
from shop.pages.queries.products import products, series
from shop.pages.queries.standard import standard

__all__ = ["article", "family", "home", "news", "problems_of_search", "products", "series", "standard"]

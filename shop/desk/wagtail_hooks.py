"""What the desk tells Wagtail's admin."""

from shop.desk import today
from shop.desk.products import hooks as products

__all__ = ["products", "today"]

"""Every write to the catalogue: one function a use case."""

from catalog.services.changes import Change, Outcome, change_motors, change_products
from catalog.services.demo import load_demo_catalogue
from catalog.services.part_numbers import claim_part_number, create_part

__all__ = [
    "Change",
    "Outcome",
    "change_motors",
    "change_products",
    "claim_part_number",
    "create_part",
    "load_demo_catalogue",
]

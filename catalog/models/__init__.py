"""The rows of the catalogue."""

from catalog.attributes import PartKind
from catalog.models.accessories import Brake, Driver, Encoder, Gearbox
from catalog.models.fit import Fit
from catalog.models.freshness import IndexChange, IndexState
from catalog.models.motor import Motor
from catalog.models.part import Part
from catalog.models.product import Product
from catalog.models.series import Series

__all__ = [
    "PRODUCTS",
    "Brake",
    "Driver",
    "Encoder",
    "Fit",
    "Gearbox",
    "IndexChange",
    "IndexState",
    "Motor",
    "Part",
    "Product",
    "Series",
]

PRODUCTS: dict[PartKind, type[Product]] = {
    "motor": Motor,
    "gearbox": Gearbox,
    "encoder": Encoder,
    "brake": Brake,
    "driver": Driver,
}

"""A motor's row as the physics wants it: plain figures, the doubted ones left out."""

from dataclasses import fields

from catalog.models import Product
from catalog.physics.figures import MotorFigures

_KEYS = tuple(each.name for each in fields(MotorFigures))


def motor_figures(motor: Product) -> MotorFigures:
    """The published figures of a motor in SI (temperatures in °C). What its source doubts is not among them."""
    doubted = {key for key, source in motor.sources.items() if source.get("doubt")}
    return MotorFigures(**{key: getattr(motor, key) for key in _KEYS if key not in doubted})

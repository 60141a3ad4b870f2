"""The other parts of a series, each with what differs from the one in view."""

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.attributes import ATTRIBUTES, UnitSystem
from catalog.models import Product
from catalog.quantities import show
from catalog.queries import published

MOST = 24
_WORTH_SAYING = 0.02  # torques closer than this are the same to a reader


@dataclass(frozen=True)
class Sibling:
    """A part of the same series."""

    product: Product
    here: bool
    differs: str


def siblings(product: Product, system: UnitSystem) -> tuple[list[Sibling], int]:
    """The parts of the series in the order of their size, and how many it holds. Of a large series the nearest."""
    rows = list(published(product.kind).filter(series=product.series_id))
    if product.pk not in {row.pk for row in rows}:
        rows.append(product)
    count = len(rows)
    if count > MOST:
        rows.sort(key=lambda row: _distance(row, product))
    rows = sorted(rows[:MOST], key=_order)
    return [Sibling(row, row.pk == product.pk, differences(row, product, system)) for row in rows], count


def _distance(row: Product, product: Product) -> tuple[float, str]:
    """How far a part is from the one in view: in torque, whatever the voltage; by number where none is published."""
    both = _both(row, product, "rated_torque")
    if not both or min(both) <= 0:
        return (0.0 if row.pk == product.pk else math.inf), row.part_number
    return abs(math.log(both[0] / both[1])), row.part_number


def _order(product: Product) -> tuple[float, float, float, str]:
    def figure(*keys: str) -> float:
        return next((value for key in keys if (value := getattr(product, key, None))), 0.0)

    return figure("body_length"), figure("rated_voltage"), figure("rated_speed", "ratio"), product.part_number


def differences(other: Product, product: Product, system: UnitSystem) -> str:
    """What another motor of the series does otherwise: "20 mm longer, for 48 V, +36 % torque"."""
    if other.pk == product.pk:
        return _("this motor") if product.kind == "motor" else _("this part")
    said = [*_length(other, product, system), *_supply(other, product, system), *_performance(other, product, system)]
    return ", ".join(said)


def _both(other: Product, product: Product, key: str) -> tuple[float, float] | None:
    theirs, ours = getattr(other, key, None), getattr(product, key, None)
    return (theirs, ours) if theirs is not None and ours is not None else None


def _length(other: Product, product: Product, system: UnitSystem) -> list[str]:
    both = _both(other, product, "body_length")
    if not both or abs(both[0] - both[1]) < 1e-5:
        return []
    by = show(abs(both[0] - both[1]), ATTRIBUTES["body_length"], system)
    return [_("%(by)s longer") % {"by": by} if both[0] > both[1] else _("%(by)s shorter") % {"by": by}]


def _supply(other: Product, product: Product, system: UnitSystem) -> list[str]:
    both = _both(other, product, "rated_voltage")
    if not both or both[0] == both[1]:
        return []
    return [_("for %(volts)s") % {"volts": show(both[0], ATTRIBUTES["rated_voltage"], system)}]


def _performance(other: Product, product: Product, system: UnitSystem) -> list[str]:
    said = []
    torque, speed = _both(other, product, "rated_torque"), _both(other, product, "rated_speed")
    if torque and torque[1] and abs(torque[0] / torque[1] - 1) > _WORTH_SAYING:
        said.append(_("%(percent)s %% torque") % {"percent": _signed(round(100 * torque[0] / torque[1] - 100))})
    if speed and abs(speed[0] - speed[1]) > 1e-3:
        by = show(abs(speed[0] - speed[1]), ATTRIBUTES["rated_speed"], system)
        said.append(f"{'+' if speed[0] > speed[1] else '−'}{by}")
    ratio = _both(other, product, "ratio")
    return [*said, _("%(ratio)s : 1") % {"ratio": show(ratio[0], ATTRIBUTES["ratio"], system)}] if ratio else said


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}"

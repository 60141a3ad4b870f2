"""Filters in words: what stands on a chip."""

from django.utils.translation import gettext as _

from catalog.attributes import UnitSystem
from catalog.quantities import number, show, unit_name
from shop.browse.asked import AskedPoint, Choice, Filter, Interval, Limit, Query, point_attribute
from shop.browse.filters import DEFAULT_CURRENCY
from shop.money import Money


def in_words(asked: Filter, system: UnitSystem = "si") -> str:
    """A filter as a person says it: "Rated torque 0.1 to 0.5 N·m"."""
    said = _choices(asked, system) if isinstance(asked, Choice) else _ends(asked)
    if asked.missing:
        said = _("%(choices)s or not published") % {"choices": said} if said else _("not published")
    return f"{asked.field.label} {said}"


def question(query: Query, system: UnitSystem = "si") -> str:
    """The whole question in words, for titles; empty for no question."""
    words = [f"“{' '.join(query.words)}”"] if query.words else []
    point = [point_in_words(query.point)] if query.point and query.operating else []
    return ", ".join([*words, *point, *(in_words(each, system) for each in query.everything)])


def point_in_words(point: AskedPoint) -> str:
    """An operating point as it was typed: "0.4 N·m at 3,000 rpm on 24 V"."""
    said = {name: _end(name, limit) for name, limit in point.ends.items()}
    text = _("%(torque)s at %(speed)s") % {"torque": said["m"], "speed": said["n"]}
    if "v" in said:
        text = _("%(point)s on %(supply)s") % {"point": text, "supply": said["v"]}
    return _("%(point)s in %(ambient)s") % {"point": text, "ambient": said["ta"]} if "ta" in said else text


def _end(name: str, limit: Limit) -> str:
    unit = unit_name(limit.unit or point_attribute(name).unit)
    return f"{number(float(limit.number), digits=6)}\N{NO-BREAK SPACE}{unit}"


def _choices(asked: Choice, system: UnitSystem) -> str:
    attribute = asked.field.attribute
    return ", ".join(str(show(value, attribute, system)) if attribute else str(value) for value in asked.values)


def _ends(asked: Interval) -> str:
    if asked.field.money:
        low, high = (
            Money(int(end.value), end.unit or DEFAULT_CURRENCY).format() if end else ""
            for end in (asked.low, asked.high)
        )
        return _between(low, high)
    one_unit = asked.low and asked.high and asked.low.unit == asked.high.unit
    if asked.low and asked.high and asked.low.value == asked.high.value:
        return _with_unit(asked, asked.low)
    low = (asked.low.number if one_unit else _with_unit(asked, asked.low)) if asked.low else ""
    return _between(low, _with_unit(asked, asked.high) if asked.high else "")


def _price(limit: Limit) -> str:
    return Money(int(limit.value), limit.unit or DEFAULT_CURRENCY).format()


def _between(low: str, high: str) -> str:
    if low and high:
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("from %(low)s") % {"low": low}
    return _("to %(high)s") % {"high": high} if high else ""


def _with_unit(asked: Interval, limit: Limit) -> str:
    attribute = asked.field.attribute
    unit = unit_name(limit.unit or attribute.unit) if attribute else str(asked.field.unit)
    return f"{limit.number}\N{NO-BREAK SPACE}{unit}" if unit else limit.number

"""The address of the search, read into typed filters.

``?q=57BL&voltage=24,48&rated_torque=0.2..0.6&m=0.4&n=3000&sort=-rated_torque&page=2``: the comma separates choices, two
dots join the ends of an interval, ``none`` asks for "not published", a unit at either end of an interval holds for
both. A form without script sends ``rated_torque_min`` and ``rated_torque_max`` (and ``rated_torque_unit`` for bare
numbers) and is sent on to the one address that says the same. Nothing in here touches the database.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalog import units
from catalog.attributes import Attribute
from catalog.quantities import NotAQuantity, parse, split
from catalog.search_box import Meaning
from shop.browse import box
from shop.browse.asked import (
    A_PAGE,
    CARDS,
    NOT_PUBLISHED,
    POINT,
    POINT_SORTS,
    WITHOUT,
    AskedPoint,
    Choice,
    Filter,
    Interval,
    Limit,
    Problem,
    Query,
    Value,
    point_attribute,
    written_value,
)
from shop.browse.fields import Field, field_names, fields
from shop.errors import Refused
from shop.money import Money

__all__ = ["Choice", "Filter", "Interval", "Limit", "Problem", "Query", "Unreadable", "read", "sent_by_a_form"]

DEFAULT_CURRENCY = "USD"
LONGEST = 200
MOST_CHOICES = 40
MOST_WORDS = 8
SIZES = (30, 60, 120)
_YES = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
_FORM_ENDINGS = ("_min", "_max", "_unit")
_PRICE = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,4})?)\s*(?P<currency>[A-Za-z]{3})?")


class Unreadable(ValueError):
    """A value of the address means nothing; ``sentence`` says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read(
    parameters: QueryDict,
    *,
    columns: Iterable[str] = (),
    language: str = "en",
    names: Mapping[str, Meaning] | None = None,
) -> Query:
    """Read an address. Never raises: what cannot be read is in ``problems``.

    Args:
        parameters: the query string.
        columns: names that may be sorted by beside the fields.
        language: decides between decimal comma and point in the fields of a form; an address has the point.
        names: folded words of the catalogue's own (makers, families) for the search box.
    """
    problems: list[Problem] = []
    filters: list[Filter] = []
    for name, values in _by_field(parameters).items():
        field = fields()[name]
        try:
            found = _interval(field, values, language) if _asks_limits(field, values) else _choice(field, values)
        except Unreadable as refusal:
            wrong = ", ".join(text for ending, text in values if ending != "_unit")
            problems.append(Problem(name, wrong, refusal.sentence, _typed_ends(values)))
            continue
        if found:
            filters.append(found)

    text = ""
    said = box.Said()
    try:
        text = _clean(" ".join(parameters.getlist("q")))
        said = _read_text(text, names)
    except Unreadable as refusal:
        problems.append(Problem("q", text or parameters.get("q", ""), refusal.sentence))
    return Query(
        text=text,
        words=said.words,
        understood=said.understood,
        kind=said.kind,
        filters=tuple(filters),
        point=_point(parameters, language, problems) or said.point,
        sort=_sort(parameters.get("sort", ""), columns, problems),
        page=_page(parameters.get("page", ""), problems),
        size=next((size for size in SIZES if parameters.get("size") == str(size)), A_PAGE),
        view=CARDS if parameters.get("view") == CARDS else "",
        problems=tuple(problems),
    )


def sent_by_a_form(parameters: QueryDict) -> bool:
    """Whether a form without script sent this: its ends are apart, choices are repeated, fields may be empty."""
    return any(
        len(values) > 1 or not values[0] or (name.endswith(_FORM_ENDINGS) and name not in field_names())
        for name, values in parameters.lists()
        if values
    )


def _by_field(parameters: QueryDict) -> dict[str, list[tuple[str, str]]]:
    """Values by field, each with the ending of the name it came under (empty, ``_min``, ``_max``, ``_unit``)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, values in parameters.lists():
        ending = next((each for each in _FORM_ENDINGS if name.endswith(each) and name not in field_names()), "")
        known = field_names().get(name.removesuffix(ending))
        if known and not (ending and fields()[known].search != "range"):
            found.setdefault(known, []).extend((ending, value) for value in values if value.strip())
    return {name: values for name, values in found.items() if values}


def _clean(text: str) -> str:
    """A typed text with its spaces single. Raises Unreadable for what no search can hold."""
    if len(text) > LONGEST:
        raise Unreadable(_("This is longer than %(count)d characters.") % {"count": LONGEST})
    text = " ".join(text.split())
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Cn") for letter in text):
        raise Unreadable(_("This holds a character that cannot be searched for."))
    return text


def _choice(field: Field, typed_values: Iterable[tuple[str, str]]) -> Choice | None:
    values: dict[Value, None] = {}
    missing = False
    for _ending, text in typed_values:
        for piece in filter(None, (each.strip() for each in _clean(text).split(","))):
            if piece.casefold() == NOT_PUBLISHED:
                missing = True
            else:
                values[_value(field, piece)] = None
    if len(values) > MOST_CHOICES:
        raise Unreadable(_("These are more than %(count)d choices.") % {"count": MOST_CHOICES})
    return Choice(field, tuple(values), missing) if values or missing else None


def _value(field: Field, text: str) -> Value:
    attribute = field.attribute
    if attribute is None:
        return text
    if field.search == "flag":
        if text.casefold() not in _YES:
            raise Unreadable(_("“%(text)s” is neither yes nor no.") % {"text": text})
        return _YES[text.casefold()]
    if attribute.quantity and not _listed(attribute, text):
        try:
            return parse(text, attribute, language="en")
        except NotAQuantity as refusal:
            raise Unreadable(refusal.sentence) from refusal
    listed = _listed(attribute, text)
    if attribute.choices and listed is None:
        known = ", ".join(written_value(attribute, value) for value in attribute.choices)
        raise Unreadable(_("“%(text)s” is not one of %(known)s.") % {"text": text, "known": known})
    return text if listed is None else listed


def _listed(attribute: Attribute, text: str) -> Value | None:
    """The stored value of a choice that goes by this word or label."""
    wanted = text.casefold()
    if wanted == WITHOUT and NOT_PUBLISHED in attribute.choices:
        return NOT_PUBLISHED
    for value, label in attribute.choices.items():
        if wanted in (str(value).casefold(), str(label).casefold()):
            return value
    return None


def _interval(field: Field, typed_values: Sequence[tuple[str, str]], language: str) -> Interval | None:
    ends: dict[str, str] = {}
    missing = False
    for ending, text in typed_values:
        text = _clean(text)
        if not ending:
            pieces = [piece.strip() for piece in text.split(f",{NOT_PUBLISHED}")]
            missing = missing or len(pieces) > 1 or text == NOT_PUBLISHED
            text = "" if text == NOT_PUBLISHED else pieces[0]
            low, dots, high = text.partition("..")
            if ".." in high:
                raise Unreadable(_("An interval has two ends: 0.2..0.6"))
            new = {"_min": low, "_max": high if dots else low}
        else:
            new = {ending: text}
        for end, value in new.items():
            if value and ends.setdefault(end, value) != value:
                raise Unreadable(_("This is asked for twice, with different figures."))
    first, last = _limits(field, ends, language if all(ending for ending, _text in typed_values) else "en")
    if first and last and first.value > last.value:
        raise Unreadable(
            _("Nothing is from %(low)s to %(high)s: the first figure is larger.") % {"low": first, "high": last}
        )
    return Interval(field, first, last, missing) if first or last or missing else None


def _typed_ends(values: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """What stood in the two fields of a limit, however wrong."""
    by_ending = dict(values)
    low, dots, high = by_ending.get("", "").partition("..")
    return by_ending.get("_min", low)[:LONGEST], by_ending.get("_max", high if dots else "")[:LONGEST]


def _limits(field: Field, ends: Mapping[str, str], language: str) -> tuple[Limit | None, Limit | None]:
    """Both ends, the unit of one standing for the other where that has none."""
    low, high, unit = ends.get("_min", ""), ends.get("_max", ""), ends.get("_unit", "")
    if field.attribute is None:
        reader = _price if field.money else _whole
        return reader(low), reader(high)
    try:
        parts = {end: split(text, language=language) for end, text in (("low", low), ("high", high)) if text}
        typed_unit = next((written for _number, written in parts.values() if written), unit)
        limits = {
            end: _limit(field.attribute, number, written or typed_unit) for end, (number, written) in parts.items()
        }
    except NotAQuantity as refusal:
        raise Unreadable(refusal.sentence) from refusal
    return limits.get("low"), limits.get("high")


def _limit(attribute: Attribute, number: float, unit: str) -> Limit:
    text = f"{number:.12g}"
    value = parse(f"{text} {unit}", attribute, language="en")
    symbol = units.find(unit, attribute.quantity.name) if unit and attribute.quantity else ""
    return Limit(value, text, "" if symbol in (None, attribute.unit) else symbol)


def _price(text: str) -> Limit | None:
    if not text:
        return None
    match = _PRICE.fullmatch(text)
    try:
        if match:
            currency = (match["currency"] or "").upper()
            return Limit(Money.parse(match["number"], currency or DEFAULT_CURRENCY).minor, match["number"], currency)
    except Refused as refusal:
        raise Unreadable(refusal.sentence) from refusal
    raise Unreadable(_("“%(text)s” is not a price: 50 or 50EUR") % {"text": text[:40]})


def _whole(text: str) -> Limit | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Unreadable(_("“%(text)s” is not a whole number.") % {"text": text[:40]})
    return Limit(float(text), str(int(text)))


def _asks_limits(field: Field, values: Sequence[tuple[str, str]]) -> bool:
    """Whether these are the ends of an interval. A choice of figures may be asked for by limits too."""
    if field.search == "range":
        return True
    numeric = field.attribute is not None and field.attribute.quantity is not None
    return numeric and any(".." in text for _ending, text in values)


def _read_text(text: str, names: Mapping[str, Meaning] | None) -> box.Said:
    try:
        said = box.read(text, names)
    except box.TooMuch as refusal:
        raise Unreadable(_("This says more than one search can hold.")) from refusal
    if len(said.words) > MOST_WORDS:
        raise Unreadable(_("These are more than %(count)d words.") % {"count": MOST_WORDS})
    return said


def _point(parameters: QueryDict, language: str, problems: list[Problem]) -> AskedPoint | None:
    """The operating point of the address; bare numbers of a form are in the unit that it sends along."""
    ends: dict[str, Limit] = {}
    for name in POINT:
        text, unit = parameters.get(name, "").strip(), parameters.get(f"{name}_unit", "")
        if not text:
            continue
        try:
            number, written = split(_clean(text), language=language if unit else "en")
            limit = _limit(point_attribute(name), number, written or unit)
            if (limit.value < 0 and name != "ta") or (limit.value == 0 and name in ("m", "v")):
                raise Unreadable(_("This must be more than zero."))
        except (Unreadable, NotAQuantity) as refusal:
            problems.append(Problem(name, text, refusal.sentence))
        else:
            ends[name] = limit
    return AskedPoint(ends) if ends else None


def _sort(text: str, columns: Iterable[str], problems: list[Problem]) -> str:
    name = text.removeprefix("-")
    if not text:
        return ""
    known = field_names().get(name, name)
    sortable = known in fields() and fields()[known].search != "multi"
    if name not in (*columns, *POINT_SORTS) and not sortable:
        problems.append(Problem("sort", text, _("There is no column of this name to sort by.")))
        return ""
    return ("-" if text.startswith("-") else "") + known


def _page(text: str, problems: list[Problem]) -> int:
    if not text:
        return 1
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        problems.append(Problem("page", text, _("Pages are counted 1, 2, 3.")))
        return 1
    return int(text)

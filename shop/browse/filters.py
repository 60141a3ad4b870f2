"""The address of the search, read into typed filters and written again.

``?q=57BL&voltage=24,48&rated_torque=0.2..0.6&sort=-rated_torque&page=2``: the comma separates choices, two dots join
the ends of an interval, ``none`` asks for "not published", a unit at either end of an interval holds for both. A form
without script sends ``rated_torque_min`` and ``rated_torque_max`` (and ``rated_torque_unit`` for bare numbers) and is
sent on to the one address that says the same. Nothing in here touches the database.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalog import units
from catalog.attributes import Attribute
from catalog.quantities import NotAQuantity, parse, split, typed
from shop.browse.fields import Field, field_names, fields
from shop.errors import Refused
from shop.money import Money

DEFAULT_CURRENCY = "USD"
LONGEST = 200
MOST_CHOICES = 40
MOST_WORDS = 8
NOT_PUBLISHED = "none"
WITHOUT = "without"  # the choice that is stored as the word none, which an address keeps for "not published"
_YES = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
_FORM_ENDINGS = ("_min", "_max", "_unit")
_PRICE = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,4})?)\s*(?P<currency>[A-Za-z]{3})?")
_JOINED_UNIT = re.compile(r"(?<=\d)\s+(?=(?:v|mm)\b)", re.IGNORECASE)
_TOKENS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d{1,4}(?:\.\d+)?v(?:dc)?", re.IGNORECASE), "voltage"),
    (re.compile(r"\d{1,4}(?:\.\d+)?mm", re.IGNORECASE), "frame"),
    (re.compile(r"ip\d\d", re.IGNORECASE), "ip"),
)

Value = float | str | bool


class Unreadable(ValueError):
    """A value of the address means nothing; ``sentence`` says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Limit:
    """One end of an interval: its stored value, and the number and unit as they were typed."""

    value: float
    number: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.number}{self.unit}"


@dataclass(frozen=True)
class Choice:
    """Any of these values; ``missing`` also takes motors that publish none."""

    field: Field
    values: tuple[Value, ...] = ()
    missing: bool = False

    def written(self) -> str:
        """As it stands in an address."""
        texts = [written_value(self.field.attribute, value) for value in self.values]
        return ",".join([*texts, NOT_PUBLISHED] if self.missing else texts)


@dataclass(frozen=True)
class Interval:
    """From one value to another, both included; an absent end is open."""

    field: Field
    low: Limit | None = None
    high: Limit | None = None
    missing: bool = False

    def written(self) -> str:
        """As it stands in an address."""
        ends = f"{self.low or ''}..{self.high or ''}" if self.low or self.high else ""
        return ",".join(filter(None, [ends, NOT_PUBLISHED if self.missing else ""]))


Filter = Choice | Interval


@dataclass(frozen=True)
class Problem:
    """A part of the address that cannot be read, as it was typed (an interval's two ends apart), with the reason."""

    name: str
    typed: str
    sentence: str | Promise
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Query:
    """What the visitor asks for.

    Attributes:
        text: the search box as typed.
        words: what in it is looked for as text.
        understood: what in it is a figure: the token as typed, and its filter.
        filters: one for each field that the address names.
        sort: name of the column, a minus before it for descending; empty for the usual order.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    understood: tuple[tuple[str, Choice], ...] = ()
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    page: int = 1
    problems: tuple[Problem, ...] = ()

    def filter(self, name: str) -> Filter | None:
        """The filter of this field."""
        return next((each for each in self.filters if each.field.name == name), None)

    def problem(self, name: str) -> Problem | None:
        """What is wrong with this field."""
        return next((each for each in self.problems if each.name == name), None)

    def without(self, dropped: Filter) -> "Query":
        """The same question without one filter, from the first page."""
        return replace(self, filters=tuple(each for each in self.filters if each is not dropped), page=1)

    def without_text(self, dropped: Iterable[str]) -> "Query":
        """The same question without some words of the search box, from the first page."""
        gone, kept = list(dropped), []
        for token in _tokens(self.text):
            if token in gone:
                gone.remove(token)
            else:
                kept.append(token)
        return replace(
            self,
            text=" ".join(kept),
            words=tuple(word for word in self.words if word in kept),
            understood=tuple(pair for pair in self.understood if pair[0] in kept),
            page=1,
        )

    def sorted_by(self, sort: str) -> "Query":
        """The same question in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def written(self) -> str:
        """The query string of this question, without the question mark: equal questions, equal texts."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(each.field.name, each.written()) for each in self.filters]
        if self.sort:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return "&".join(f"{name}={quote_plus(value, safe=',.:·°')}" for name, value in pairs)


def read(parameters: QueryDict, *, columns: Iterable[str] = (), language: str = "en") -> Query:
    """Read an address. Never raises: what cannot be read is in ``problems``.

    Args:
        parameters: the query string.
        columns: names that may be sorted by beside the fields.
        language: decides between decimal comma and point in the fields of a form; an address has the point.
    """
    problems: list[Problem] = []
    filters: list[Filter] = []
    for name, values in _by_field(parameters).items():
        field = fields()[name]
        try:
            found = _interval(field, values, language) if field.search == "range" else _choice(field, values)
        except Unreadable as refusal:
            said = ", ".join(text for ending, text in values if ending != "_unit")
            problems.append(Problem(name, said, refusal.sentence, _typed_ends(values)))
            continue
        if found:
            filters.append(found)

    text = ""
    words: tuple[str, ...] = ()
    understood: tuple[tuple[str, Choice], ...] = ()
    try:
        text = _clean(" ".join(parameters.getlist("q")))
        words, understood = _read_text(text)
    except Unreadable as refusal:
        problems.append(Problem("q", text or parameters.get("q", ""), refusal.sentence))

    sort, page = parameters.get("sort", ""), 1
    if sort and sort.removeprefix("-") not in {*columns, *field_names()}:
        problems.append(Problem("sort", sort, _("There is no column of this name to sort by.")))
        sort = ""
    elif sort:
        bare = sort.removeprefix("-")
        sort = ("-" if sort.startswith("-") else "") + field_names().get(bare, bare)
    try:
        page = _page(parameters.get("page", ""))
    except Unreadable as refusal:
        problems.append(Problem("page", parameters.get("page", ""), refusal.sentence))
    return Query(text, words, understood, tuple(filters), sort, page, tuple(problems))


def sent_by_a_form(parameters: QueryDict) -> bool:
    """Whether a form without script sent this: its ends are apart, choices are repeated, fields may be empty."""
    return any(
        len(values) > 1 or not values[0] or name.endswith(_FORM_ENDINGS)
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


def written_value(attribute: Attribute | None, value: Value) -> str:
    """A value as it stands in an address."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return typed(value, attribute.quantity) if attribute and attribute.quantity else f"{value:g}"
    return WITHOUT if value == NOT_PUBLISHED else value


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


def _tokens(text: str) -> list[str]:
    return _JOINED_UNIT.sub("", text).split()


def _read_text(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, Choice], ...]]:
    """The search box: which words are looked for as text, which are a voltage, a frame or a protection."""

    def understand(token: str) -> Iterator[tuple[str, Choice]]:
        for pattern, name in _TOKENS:
            if pattern.fullmatch(token) and (found := _choice(fields()[name], [("", token.upper())])):
                yield token, found

    tokens = _tokens(text)
    if len(tokens) > MOST_WORDS:
        raise Unreadable(_("These are more than %(count)d words.") % {"count": MOST_WORDS})
    understood = [pair for token in tokens for pair in understand(token)]
    known = {token for token, _filter in understood}
    return tuple(token for token in tokens if token not in known), tuple(understood)


def _page(text: str) -> int:
    if not text:
        return 1
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        raise Unreadable(_("Pages are counted 1, 2, 3."))
    return int(text)

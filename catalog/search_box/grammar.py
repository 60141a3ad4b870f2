"""Tokens become what is asked for. The rules are those of docs/reference/search-box.md; its phrases are the tests."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalog import units
from catalog.attributes import ATTRIBUTES
from catalog.search_box.tokens import Token, tokens
from catalog.search_box.vocabulary import PROTECTION, Meaning, Value

ABOUT = 0.2  # a bare figure of a continuous quantity means so much either side

# The attribute that a unit means where no word says another.
BY_QUANTITY: Mapping[str, str] = {
    "voltage": "rated_voltage",
    "torque": "rated_torque",
    "speed": "rated_speed",
    "power": "rated_power",
    "current": "rated_current",
    "length": "frame_size",
    "mass": "mass",
    "resistance": "terminal_resistance",
    "inductance": "terminal_inductance",
    "inertia": "rotor_inertia",
    "torque_constant": "torque_constant",
    "back_emf_constant": "back_emf_constant",
    "speed_constant": "speed_constant",
    "motor_constant": "motor_constant",
    "speed_torque_gradient": "speed_torque_gradient",
    "viscous_friction": "viscous_friction",
    "thermal_resistance": "thermal_resistance_housing_ambient",
    "temperature": "ambient_temperature_max",
    "sound_level": "noise_level",
    "ratio": "max_efficiency",
    "per_turn": "encoder_resolution",
    "force": "radial_load",
    "gear": "ratio",
}


@dataclass(frozen=True)
class Band:
    """From one stored value to another; an infinite end is open. ``about``: the reader widened a bare figure."""

    low: float = -math.inf
    high: float = math.inf
    about: bool = False


@dataclass(frozen=True)
class Piece:
    """Something understood: the words as typed, the attribute, and its values or its band."""

    text: str
    key: str
    values: tuple[Value, ...] = ()
    band: Band | None = None


@dataclass(frozen=True)
class Point:
    """An operating point in SI: N·m, rad/s, V (None: each motor's own)."""

    text: str
    torque: float
    speed: float
    voltage: float | None = None


@dataclass(frozen=True)
class Reading:
    """What the box makes of a text.

    Attributes:
        pieces: what was understood, one piece an attribute, in the order typed.
        point: torque and speed where both stand there bare.
        kind: motor, or the accessory that was asked for.
        text: the words that were not understood; they are searched as text.
    """

    pieces: tuple[Piece, ...] = ()
    point: Point | None = None
    kind: str = "motor"
    text: str = ""


@dataclass
class _Found:
    """Pieces on their way: the figure's token tells whether it was bare."""

    pieces: list[Piece] = field(default_factory=list)
    bare: dict[str, list[tuple[Piece, float]]] = field(default_factory=dict)
    kinds: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def read(text: str, names: Mapping[str, Meaning] | None = None) -> Reading:
    """Read a text. ``names`` are folded words of the catalogue's own (makers, series). Raises TooLong."""
    cut = tokens(text, names or {})
    found, place = _Found(), 0
    while place < len(cut):
        place = _expression(cut, place, found)
    point = _point(found)
    pieces = _merged(found.pieces)
    kind, pieces = _kind(found, pieces)
    return Reading(tuple(pieces), point, kind, " ".join(found.words))


def _expression(cut: Sequence[Token], place: int, found: _Found) -> int:
    """Read one expression; returns where the next begins. What makes no sense becomes text, word by word."""
    token = cut[place]
    following = cut[place + 1] if place + 1 < len(cut) else None
    if token.plays("attribute") and following is not None and following.plays("choice"):
        place += following.meaning.key == token.meaning.key  # type: ignore[union-attr]
        token = cut[place]
    if token.plays("choice"):
        return _choice(cut, place, found)
    if token.plays("kind"):
        behind = place + 1 < len(cut) and cut[place + 1].number is not None and token.meaning.key == "encoder"  # type: ignore[union-attr]
        if not behind:
            found.kinds.append((token.meaning.key, token.text))  # type: ignore[union-attr]
            return place + 1
    if token.plays("limit"):
        meaning = token.meaning
        found.pieces.append(Piece(token.text, meaning.key, band=Band(low=meaning.minimum or 0)))  # type: ignore[union-attr]
        return place + 1
    if read := _figure(cut, place, found):
        return read
    if not token.plays("noise", "at", "or", "to", "between"):
        found.words.append(token.text)
    return place + 1


def _choice(cut: Sequence[Token], place: int, found: _Found) -> int:
    """A choice that a word says; "or better" behind a protection takes the better ones too."""
    meaning, end = cut[place].meaning or Meaning("choice"), place + 1
    values = meaning.values
    if meaning.key == "ip_rating" and end < len(cut) and cut[end].plays("at least behind"):
        better = [value for value in PROTECTION if value >= str(values[0])]
        values, end = tuple(better) or values, end + 1
    found.pieces.append(Piece(" ".join(each.text for each in cut[place:end]), meaning.key, values))
    return end


def _attribute(token: Token | None) -> str:
    """The attribute that a word names; "encoder" before a figure is its resolution."""
    if token is None or token.meaning is None:
        return ""
    if token.meaning.role == "kind" and token.meaning.key == "encoder":
        return "encoder_resolution"
    return token.meaning.key if token.meaning.role == "attribute" else ""


def _figure(cut: Sequence[Token], place: int, found: _Found) -> int:
    """[attribute] [limit] figure [to figure] [limit behind] [±] [attribute]. Returns 0 where none stands here."""
    at = _Cursor(cut, place)
    key = _attribute(at.peek())
    if key:
        at.step()
    low_word = at.take("at least", "at most", "about", "between") or at.until()
    if not key and low_word and (key := _attribute(at.peek())):
        at.step()
    first = at.figure()
    if first is None:
        return 0
    first = at.unit_of_next_choice(first)
    second = at.other_end(first)
    behind = at.take("at least behind", "at most behind", "about behind")
    tolerance = at.tolerance()
    named = key
    if not key and (key := _attribute(at.peek())) and not at.figure_follows():
        at.step()
        named = key
    elif not named:
        key = ""
    first, second = _shared_unit(first, second)
    key = _fitting(key, first)
    if not key:
        if first.quantity or named:
            found.words.append(" ".join(each.text for each in cut[place : at.place]))
            return at.place
        return 0
    text = " ".join(each.text for each in cut[place : at.place])
    values = [_stored(each, key) for each in (first, second) if each is not None]
    if any(value is None or not math.isfinite(value) for value in values):
        found.words.append(text)
        return at.place
    limit = behind or low_word
    piece = _piece(text, key, [value for value in values if value is not None], limit, tolerance)
    bare = not named and second is None and limit in ("", "about") and tolerance is None
    if bare and key in ("rated_torque", "rated_speed"):
        found.bare.setdefault(key, []).append((piece, values[0] or 0.0))
    found.pieces.append(piece)
    return at.place


class _Cursor:
    """A place in the tokens that moves forward."""

    def __init__(self, cut: Sequence[Token], place: int) -> None:
        self.cut, self.place = cut, place

    def peek(self, ahead: int = 0) -> Token | None:
        """The token here, or so many further on."""
        return self.cut[self.place + ahead] if self.place + ahead < len(self.cut) else None

    def step(self) -> None:
        """Go on by one."""
        self.place += 1

    def take(self, *roles: str) -> str:
        """The role of the word here if it is one of these, going on; else empty."""
        token = self.peek()
        if token is not None and token.plays(*roles):
            self.step()
            return token.meaning.role  # type: ignore[union-attr]
        return ""

    def figure(self) -> Token | None:
        """The figure here, going on; else None."""
        token = self.peek()
        if token is not None and token.number is not None and token.meaning is None:
            self.step()
            return token
        return None

    def until(self) -> str:
        """A "bis" that stands before the only figure means at most."""
        token = self.peek()
        if token is not None and token.plays("to") and token.text.casefold() == "bis":
            self.step()
            return "at most"
        return ""

    def other_end(self, first: Token) -> Token | None:
        """The other end of an interval, going on; None where none of this quantity follows."""
        mark = self.place
        if self.take("to"):
            second = self.figure()
            if (second is not None and second.quantity in ("", first.quantity)) or (
                second is not None and not first.quantity
            ):
                return second
        self.place = mark
        return None

    def unit_of_next_choice(self, figure: Token) -> Token:
        """A bare figure before "or" and a figure with a unit is in that unit: 12/24V."""
        joint, behind = self.peek(), self.peek(1)
        if not figure.quantity and joint is not None and joint.plays("or") and behind is not None and behind.quantity:
            return replace(figure, unit=behind.unit, quantity=behind.quantity)
        return figure

    def tolerance(self) -> float | None:
        """A tolerance in per cent here, going on; else None."""
        token = self.peek()
        if token is not None and token.plays("tolerance"):
            self.step()
            return token.number
        return None

    def figure_follows(self) -> bool:
        """Whether the word here has a figure of its own behind it, perhaps after a limit."""
        ahead = self.peek(1)
        if ahead is not None and ahead.plays("at least", "at most", "about", "between"):
            ahead = self.peek(2)
        return ahead is not None and ahead.number is not None and ahead.meaning is None


def _shared_unit(first: Token, second: Token | None) -> tuple[Token, Token | None]:
    """A unit at either end holds for both."""
    if second is None:
        return first, None
    if not first.quantity and second.quantity:
        first = replace(first, unit=second.unit, quantity=second.quantity)
    if not second.quantity and first.quantity:
        second = replace(second, unit=first.unit, quantity=first.quantity)
    return first, second


def _fitting(key: str, figure: Token) -> str:
    """The attribute of a figure: the named one where the unit fits it, else the one that the unit means."""
    if key and key not in ATTRIBUTES:
        return key  # the shop's own: price, stock
    if key:
        quantity = ATTRIBUTES[key].quantity
        if quantity and (not figure.quantity or units.find(figure.unit, quantity.name)):
            return key
        if key == "ratio" and figure.quantity == "gear":
            return key
    return BY_QUANTITY.get(figure.quantity, "")


def _stored(figure: Token, key: str) -> float | None:
    """A figure in the attribute's stored unit; None where the unit is none of it."""
    quantity = ATTRIBUTES[key].quantity if key in ATTRIBUTES else None
    if figure.number is None or quantity is None or figure.quantity == "gear":
        return figure.number
    unit = units.find(figure.unit, quantity.name) if figure.unit else quantity.units[0]
    if unit is None:
        return None
    stored = units.to_stored(figure.number, unit, quantity.name)
    return stored if abs(stored) <= quantity.limit else None


def _piece(text: str, key: str, values: list[float], limit: str, tolerance: float | None) -> Piece:
    """Values, limits and widening of one figure."""
    if len(values) == 2:
        return Piece(text, key, band=Band(min(values), max(values)))
    value = values[0]
    if limit in ("at least", "at least behind") or (key == "ambient_temperature_max" and not limit):
        return Piece(text, key, band=Band(low=value))
    if limit in ("at most", "at most behind"):
        return Piece(text, key, band=Band(high=value))
    exact = key in ATTRIBUTES and ATTRIBUTES[key].search == "choice"
    if exact and tolerance is None and limit != "about":
        return Piece(text, key, (value,))
    if key not in ATTRIBUTES:
        return Piece(text, key, band=Band(low=value) if key == "stock" else Band(high=value))
    share = tolerance / 100 if tolerance is not None else ABOUT
    return Piece(text, key, band=Band(value * (1 - share), value * (1 + share), about=tolerance is None))


def _point(found: _Found) -> Point | None:
    """One bare torque and one bare speed together are an operating point; they leave the pieces."""
    torque, speed = found.bare.get("rated_torque", []), found.bare.get("rated_speed", [])
    if len(torque) != 1 or len(speed) != 1:
        return None
    (torque_piece, torque_value), (speed_piece, speed_value) = torque[0], speed[0]
    found.pieces = [each for each in found.pieces if each is not torque_piece and each is not speed_piece]
    supplies = [value for each in found.pieces if each.key == "rated_voltage" for value in each.values]
    voltage = float(supplies[0]) if len(supplies) == 1 else None
    return Point(f"{torque_piece.text} {speed_piece.text}", torque_value, speed_value, voltage)


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """One piece an attribute: choices add up, limits meet; where limits cannot meet, the span of both is meant."""
    found: dict[str, Piece] = {}
    for piece in pieces:
        held = found.get(piece.key)
        if held is None:
            found[piece.key] = piece
            continue
        text = f"{held.text} {piece.text}"
        if held.band and piece.band:
            low, high = max(held.band.low, piece.band.low), min(held.band.high, piece.band.high)
            if low > high:
                low, high = min(held.band.low, piece.band.low), max(held.band.high, piece.band.high)
            found[piece.key] = Piece(text, piece.key, band=Band(low, high))
        elif held.band or piece.band:
            found[piece.key] = replace(held if held.band else piece, text=text)
        else:
            found[piece.key] = Piece(text, piece.key, tuple(dict.fromkeys([*held.values, *piece.values])))
    return list(found.values())


def _kind(found: _Found, pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """The kind of part. An encoder or brake beside a motor's figures is what the motor should have."""
    asked = [(kind, text) for kind, text in found.kinds if kind != "motor"]
    if any(piece.key in ("ratio", "design") for piece in pieces):
        return "gearbox", pieces
    if not asked:
        return "motor", pieces
    kind, text = asked[0]
    motor_asked = any(each == "motor" for each, _text in found.kinds)
    if kind == "encoder" and (pieces or motor_asked):
        return "motor", [*pieces, Piece(text, "commutation_sensor", ("encoder",))]
    if kind == "brake" and (pieces or motor_asked):
        return "motor", [*pieces, Piece(text, "brake", (True,))]
    return kind, pieces

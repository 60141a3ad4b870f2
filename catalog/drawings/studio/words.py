"""What a picture shows, for those who cannot see it: from the figures that it was made of."""

from typing import Literal

from catalog.drawings.cad.bodies import body_of
from catalog.drawings.outlines import Outline
from catalog.models import Motor
from catalog.quantities import number

View = Literal["front", "rear"]
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
SHAFTS = {"D-cut": "a shaft with a flat", "keyway": "a keyed shaft", "round": "a plain round shaft"}


def title(motor: Motor, view: View) -> str:
    """The caption: which part it is, and that it is no photograph."""
    seen = "" if view == "front" else " from behind"
    return f"{motor.part_number}{seen}, rendered from its dimensions"


def alternative_text(motor: Motor, view: View) -> str:
    """Part number and what is visible. Raises ValueError for a motor without dimensions."""
    body = body_of(motor)
    if body is None or not isinstance(body.shape, Outline):
        raise ValueError(motor.part_number)
    part = body.shape
    seen = [_body(part, body.finish)]
    if view == "front":
        if part.pilot_diameter:
            seen.append(f"a pilot of {number(part.pilot_diameter)} mm")
        if part.holes:
            seen.append(f"{_count(part.holes)} mounting holes")
        seen.append(SHAFTS.get(part.shaft_form, "a shaft"))
    elif part.outer_rotor:
        seen.append("the bell with its windows and the coils behind them")
    else:
        seen.append(f"the rear cap with {'four' if part.square else 'three'} sunk screws")
    seen.append(_connection(part, body.connection))
    words = ", ".join(each for each in seen if each)
    return f"{motor.part_number} seen from the {view}: {words}."


def _body(part: Outline, finish: str) -> str:
    size, length = number(part.size), number(part.length)
    if part.outer_rotor:
        return f"flat outer-rotor motor, {size} mm across and {length} mm long, with a black bell behind a bright face"
    if part.square:
        caps = "black caps" if finish == "black" else "bright cast caps"
        return f"square {size} mm motor, {length} mm long, laminations between {caps}"
    return f"round {size} mm motor, {length} mm long, a black tube between a bright front and a black rear cap"


def _connection(part: Outline, connection: str) -> str:
    if connection == "leads":
        where = "behind" if part.rear_leads else "at the side"
        return f"{_count(part.lead_count or 8)} coloured leads {where}"
    if connection == "box":
        return "its connection on top"
    count = len(connection.split()) if connection != "M23" else 2
    return f"{_count(count)} round connectors on top" if connection else ""


def _count(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)

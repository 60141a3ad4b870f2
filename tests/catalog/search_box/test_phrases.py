"""What buyers type is understood as the answer beside each phrase says."""

import math
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from catalog import search_box, units
from catalog.attributes import ATTRIBUTES
from catalog.search_box import Meaning

LINES = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
PHRASES = [tuple(line.split(" =>", 1)) for line in LINES if " =>" in line and not line.startswith("#")]
NAMES = {
    "maxon": Meaning("choice", "manufacturer", ("Maxon",)),
    "sherry motor": Meaning("choice", "manufacturer", ("Sherry Motor",)),
}
search_box.register("price, preis, 价格", Meaning("attribute", "price"))
search_box.register("lead time, lieferzeit, 交期", Meaning("attribute", "lead_time"))
search_box.register("stock, lagerbestand, 库存", Meaning("attribute", "stock"))
search_box.register("in stock, ab lager, lagernd, 现货, 有货", Meaning("limit", "stock", minimum=1))


def written(number, key):
    """A stored value in the attribute's first display unit, with six digits."""
    if math.isinf(number):
        return ""
    attribute = ATTRIBUTES.get(key)
    if attribute is not None and attribute.quantity and key != "ratio":
        number = units.from_stored(number, attribute.units[0], attribute.quantity.name)
    return f"{number:.6g}"


def value(entry, key):
    if isinstance(entry, bool):
        return "yes" if entry else "no"
    return written(entry, key) if isinstance(entry, float) else entry


def answer(reading):
    """A reading as the pairs of a query string."""
    pairs = {}
    for piece in reading.pieces:
        if piece.band:
            pairs[piece.key] = f"{written(piece.band.low, piece.key)}..{written(piece.band.high, piece.key)}"
        else:
            pairs[piece.key] = ",".join(value(entry, piece.key) for entry in piece.values)
    if reading.point:
        pairs["m"] = f"{reading.point.torque:.6g}"
        pairs["n"] = f"{reading.point.speed * 30 / math.pi:.6g}"
        if reading.point.voltage is not None:
            pairs["v"] = f"{reading.point.voltage:g}"
    if reading.kind != "motor":
        pairs["kind"] = reading.kind
    if reading.text:
        pairs["text"] = reading.text
    return pairs


@pytest.mark.parametrize(("phrase", "meant"), PHRASES, ids=[phrase for phrase, _meant in PHRASES])
def test_a_phrase_is_understood(phrase, meant):
    assert answer(search_box.read(phrase, NAMES)) == dict(parse_qsl(meant.strip(), keep_blank_values=True))


def test_there_are_enough_phrases_in_three_languages():
    assert len(PHRASES) >= 150

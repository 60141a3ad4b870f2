"""Whatever is typed is read in a moment: finite figures, one piece an attribute, nothing invented."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import search_box

ODD = "24V 0.4Nm 3000rpm ≥ <= - .. 57mm 1/0 1e999 IP54 bis 扭矩 ² ß İ \0 or ±10% NaN inf 25:1 peak"
fragments = st.sampled_from([*ODD.split(" "), "9" * 400])


@settings(max_examples=600, deadline=None)
@given(st.text(max_size=80) | st.lists(fragments | st.text(max_size=6), max_size=14).map(" ".join))
def test_any_text_is_read_or_refused_as_too_long(text):
    try:
        reading = search_box.read(text)
    except search_box.TooLong:
        return
    keys = [piece.key for piece in reading.pieces]
    assert len(keys) == len(set(keys))
    for piece in reading.pieces:
        assert bool(piece.values) != bool(piece.band)
        if piece.band:
            assert piece.band.low <= piece.band.high  # false where either is not a number
    if reading.point:
        assert math.isfinite(reading.point.torque * reading.point.speed)


@pytest.mark.parametrize("text", ["x" * 501, "24V " * 61])
def test_a_text_longer_than_any_search_is_refused(text):
    with pytest.raises(search_box.TooLong):
        search_box.read(text)


def test_every_word_of_a_text_is_understood_or_searched():
    reading = search_box.read("24V wheelchair 0.4Nm blorb")
    assert reading.text == "wheelchair blorb"

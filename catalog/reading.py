"""How a part number reads, piece by piece, as the maker's page explains it."""

import re
from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.attributes import Text

Piece = tuple[str, Text]

FAMILIES: dict[str, Text] = {
    "BL": _("square, inner rotor"),
    "BR": _("round, inner rotor"),
    "SL": _("round, slotless"),
    "FO": _("round, flat outer rotor"),
    "HT": _("round, outer rotor, high torque"),
    "HS": _("square, long stack, high torque"),
}
GEARS: dict[str, Text] = {
    "PL": _("planetary gearbox"),
    "PR": _("planetary gearbox for the round face"),
    "SP": _("spur gearbox"),
}
DRIVERS: dict[str, Text] = {
    "BLD": _("driver, block commutation"),
    "BLS": _("driver, sine commutation"),
    "BLX": _("sealed driver, sine commutation"),
}


def how_it_reads(part_number: str) -> list[Piece]:
    """The pieces of a part number with their meaning; empty for a number of another maker's scheme.

    ``57BL94-2430`` is a 57 mm frame, square with an inner rotor, 94 mm long, for 24 V and 3,000 rpm.
    """
    number = part_number.strip().upper()
    for pattern, read in SCHEMES:
        if match := re.fullmatch(pattern, number):
            return read(match)
    return []


def _motor(number: re.Match[str]) -> list[Piece]:
    speed = int(number["speed"]) * 100
    return [
        (number["frame"], format_lazy(_("frame {size} mm"), size=int(number["frame"]))),
        (number["family"], FAMILIES[number["family"]]),
        (number["length"], format_lazy(_("body {length} mm long"), length=int(number["length"]))),
        (number["volts"], format_lazy(_("{volts} V"), volts=int(number["volts"]))),
        (number["speed"], format_lazy(_("{speed} rpm"), speed=f"{speed:,}")),
    ]


def _gearbox(number: re.Match[str]) -> list[Piece]:
    return [
        (number["frame"], format_lazy(_("frame {size} mm"), size=int(number["frame"]))),
        (number["family"], GEARS[number["family"]]),
        (number["ratio"], format_lazy(_("ratio {ratio} : 1"), ratio=number["ratio"])),
    ]


def _incremental(number: re.Match[str]) -> list[Piece]:
    return [
        ("E", _("incremental encoder")),
        (number["size"], format_lazy(_("{size} mm across"), size=int(number["size"]))),
        (number["pulses"], format_lazy(_("{pulses} pulses per turn"), pulses=f"{int(number['pulses']):,}")),
    ]


def _absolute(number: re.Match[str]) -> list[Piece]:
    pieces: list[Piece] = [
        ("EA", _("absolute encoder")),
        (number["size"], format_lazy(_("{size} mm across"), size=int(number["size"]))),
        (number["bits"], format_lazy(_("{bits} bits per turn"), bits=int(number["bits"]))),
    ]
    return [*pieces, ("M", _("counts turns"))] if number["many"] else pieces


def _brake(number: re.Match[str]) -> list[Piece]:
    return [
        ("B", _("holding brake")),
        (number["size"], format_lazy(_("{size} mm across"), size=int(number["size"]))),
        (number["torque"], format_lazy(_("holds {torque} N·m"), torque=f"{int(number['torque']) / 10:g}")),
    ]


def _driver(number: re.Match[str]) -> list[Piece]:
    return [
        (number["family"], DRIVERS[number["family"]]),
        (number["volts"], format_lazy(_("{volts} V"), volts=int(number["volts"]))),
        (number["amperes"], format_lazy(_("{amperes} A"), amperes=int(number["amperes"]))),
    ]


SCHEMES: tuple[tuple[str, Callable[[re.Match[str]], list[Piece]]], ...] = (
    (
        r"(?P<frame>\d{2,3})(?P<family>BL|BR|SL|FO|HT|HS)(?P<length>\d{2,3})-(?P<volts>\d\d)(?P<speed>\d{2,3})",
        _motor,
    ),
    (r"(?P<frame>\d{2,3})(?P<family>PL|PR|SP)-(?P<ratio>\d+(?:\.\d)?)", _gearbox),
    (r"E(?P<size>\d{2})-(?P<pulses>\d{2,5})", _incremental),
    (r"EA(?P<size>\d{2})-(?P<bits>\d{2})(?P<many>M?)", _absolute),
    (r"B(?P<size>\d{2,3})-(?P<torque>\d{2,3})", _brake),
    (r"(?P<family>BLD|BLS|BLX)-(?P<volts>\d{2})-(?P<amperes>\d{2,3})", _driver),
)

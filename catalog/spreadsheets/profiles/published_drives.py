"""Published figures of many makers' motors and gearboxes as the public Motor-Gearbox Database writes them.

SI units throughout; unknown is empty, NaN or Inf; the kind of a file is told by its header, and a file of which
gearbox fits which motor has none. Keys carry the maker's prefix: ``MM_606793`` is part number 606793.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.attributes import ATTRIBUTES, PartKind, Text
from catalog.part_numbers import fold, refusal
from catalog.physics.consistency import PLAUSIBLE, Finding, findings
from catalog.physics.figures import MotorFigures
from catalog.services import Change
from catalog.spreadsheets.cells import BadCell, Column, read_cell, refuse_false_columns
from catalog.spreadsheets.errors import FileRefused
from catalog.spreadsheets.profiles.base import Wanted, WantedPart, WantedSeries
from catalog.spreadsheets.reading import Row, Table
from catalog.spreadsheets.report import Remark, Report

NAME: Final = "published-drives"
IDENTITY: Final = ("key", "manufacturer", "ID", "type")
BRUSHLESS: Final = "BLDC"
BRUSHED: Final = "DC"
MAKERS: Final[Mapping[str, str]] = {"Maxon": "maxon", "Allied_Motion": "Allied Motion", "Tmotor": "T-Motor"}
"""Makers' names where the file writes them otherwise than the makers do."""


def _like(heading: str, key: str) -> Column:
    low, high = PLAUSIBLE[key]
    return Column(heading, key, low, high)


MOTOR_COLUMNS: Final = (
    _like("V", "rated_voltage"),
    _like("k_t", "torque_constant"),
    _like("R", "terminal_resistance"),
    _like("L", "terminal_inductance"),
    _like("mass", "mass"),
    _like("inertia", "rotor_inertia"),
    _like("omega_nl", "no_load_speed"),
    _like("I_nl", "no_load_current"),
    _like("I_nom", "rated_current"),
    _like("max_int_torque", "peak_torque"),
    _like("max_int_speed", "max_speed"),
    Column("max_cont_speed", "", *PLAUSIBLE["max_speed"]),
    _like("max_cont_power", "rated_power"),
    _like("coulomb_friction", "friction_torque"),
    _like("viscous_friction", "viscous_friction"),
    _like("Rth1", "thermal_resistance_winding_housing"),
    _like("Rth2", "thermal_resistance_housing_ambient"),
)
GEARBOX_COLUMNS: Final = (
    Column("stages", "stages", 1, 20),
    Column("ratio", "ratio", 1, 1e6),
    Column("mass", "mass", 1e-5, 1e4),
    Column("inertia", "gear_inertia", 0, 1e3),
    Column("efficiency", "efficiency", 0.01, 1),
    Column("direction", "direction", -1, 1),
    Column("max_int_torque", "intermittent_torque", 1e-6, 1e6),
    Column("max_cont_torque", "continuous_torque", 1e-6, 1e6),
)
_KEY = re.compile(r"[A-Za-z0-9]{1,8}_[^\s,;]{1,80}\*?")
_LUMPED = "winding to ambient: no separate resistance from housing to ambient is published"


@dataclass(frozen=True)
class _Layout:
    """Where the columns of a file with a header stand."""

    kind: PartKind
    places: Mapping[str, int]
    numbers: Mapping[str, tuple[int, Column]]


class PublishedDrives:
    """The profile."""

    name = NAME
    title: Text = _("Published drive data of several makers")

    def read(self, tables: Sequence[Table], report: Report) -> Wanted:
        """Motors and gearboxes first, then what fits what: the pairs name both by their keys."""
        wanted, keys = Wanted(), _Keys()
        pairs = []
        for table in tables:
            layout = _layout(table)
            report.files[table.file] = layout.kind if layout else "fit"
            if layout is None:
                pairs.append(table)
            else:
                _read_parts(table, layout, wanted, keys, report)
        for table in pairs:
            _read_pairs(table, wanted, keys, report)
        return wanted


class _Keys:
    """Which part number stands for which key of the files."""

    def __init__(self) -> None:
        self.numbers: dict[PartKind, dict[str, str]] = {"motor": {}, "gearbox": {}}
        self.brushed: set[str] = set()
        self.folded: dict[str, str] = {}
        self.ids: dict[tuple[str, str], str] = {}


def _layout(table: Table) -> _Layout | None:
    """The layout that a header announces; None for a file of pairs. Raises FileRefused for anything else."""
    header = table.rows[0].cells
    if header[0] != "key":
        if all(_KEY.fullmatch(cell) for row in table.rows[:50] for cell in row.cells if cell) and len(header) > 1:
            return None
        sentence = _("The columns are not those of published drives: the first heading must be “key”.")
        raise FileRefused(table.file, sentence, row=table.rows[0].number)
    kind: PartKind = "gearbox" if "ratio" in header else "motor"
    columns = GEARBOX_COLUMNS if kind == "gearbox" else MOTOR_COLUMNS
    places = {heading: place for place, heading in enumerate(header)}
    missing = [name for name in (*IDENTITY, *(each.heading for each in columns)) if name not in places]
    if missing:
        sentence = format_lazy(_("These columns are missing: {columns}."), columns=", ".join(missing))
        raise FileRefused(table.file, sentence, row=table.rows[0].number)
    if len(places) != len(header):
        raise FileRefused(table.file, _("Two columns have the same heading."), row=table.rows[0].number)
    return _Layout(kind, places, {each.heading: (places[each.heading], each) for each in columns})


def _read_parts(table: Table, layout: _Layout, wanted: Wanted, keys: _Keys, report: Report) -> None:
    width = len(layout.places)
    whole = []
    for row in table.rows[1:]:
        if len(row.cells) == width:
            whole.append(row)
        else:
            sentence = format_lazy(_("{found} cells, the header has {width}."), found=len(row.cells), width=width)
            _refuse(report, layout.kind, table, row, "cells", sentence)
    refuse_false_columns(table, whole, layout.numbers)
    for row in whole:
        _read_part(table, layout, row, wanted, keys, report)


def _refuse(report: Report, kind: str, table: Table, row: Row, rule: str, sentence: Text) -> None:
    report.count(kind, "refused")
    report.remark(
        Remark(verdict="refused", file=table.file, row=row.number, part=row.cells[0][:80], rule=rule, sentence=sentence)
    )


def _read_part(table: Table, layout: _Layout, row: Row, wanted: Wanted, keys: _Keys, report: Report) -> None:
    key, maker, ident, type_ = (row.cells[layout.places[name]] for name in IDENTITY)
    if layout.kind == "motor" and type_ == BRUSHED:
        keys.brushed.add(key)
        report.count("motor", "skipped")
        return
    number = key.partition("_")[2]
    if problem := _identity_problem(layout.kind, number, maker, type_, keys):
        _refuse(report, layout.kind, table, row, problem[0], problem[1])
        return
    values, bad = _figures(table, layout, row)
    for cell in bad:
        report.remark(
            Remark(
                verdict="left out",
                file=table.file,
                row=row.number,
                column=cell.heading,
                part=number,
                rule=cell.rule,
                sentence=cell.sentence,
            )
        )
    if not values:
        _refuse(report, layout.kind, table, row, "empty", _("Not one usable figure."))
        return
    _note_doubled_ident(table, row, number, maker, ident, keys, report)
    keys.numbers[layout.kind][key] = number
    keys.folded[fold(number)] = key
    series = _series(maker, layout.kind, wanted)
    if layout.kind == "motor":
        change = _motor(number, series.slug, values, table, row, report)
    else:
        change = Change(part_number=number, series=series.slug, values=values | {"design": type_})
    wanted.parts.setdefault(layout.kind, []).append(WantedPart(change, table.file, row.number))


def _identity_problem(kind: PartKind, number: str, maker: str, type_: str, keys: _Keys) -> tuple[str, Text] | None:
    if not number:
        return "key", _("The key has no maker's prefix and number.")
    if reason := refusal(number):
        return "key", reason
    if len(number) > 60 or len(maker) > 60 or not maker:
        return "key", _("Key or maker is missing or too long.")
    if kind == "motor" and type_ != BRUSHLESS:
        return "type", format_lazy(_("“{type}” is neither BLDC nor DC."), type=type_[:20])
    if (before := keys.folded.get(fold(number))) is not None:
        return "twice", format_lazy(_("The part number stands twice; the other key is {key}."), key=before)
    return None


def _figures(table: Table, layout: _Layout, row: Row) -> tuple[dict[str, float], list[BadCell]]:
    values: dict[str, float] = {}
    bad = []
    for heading, (place, column) in layout.numbers.items():
        found = read_cell(row.cells[place], column, comma_decimals=table.comma_decimals)
        if isinstance(found, BadCell):
            bad.append(found)
        elif found is not None:
            values[column.key or heading] = found
    continuous = values.pop("max_cont_speed", None)
    if continuous is not None:
        values.setdefault("max_speed", continuous)
    return values, bad


def _note_doubled_ident(
    table: Table, row: Row, number: str, maker: str, ident: str, keys: _Keys, report: Report
) -> None:
    """One ID for two keys happens; the part number comes from the key, so both stay."""
    other = keys.ids.setdefault((maker, ident), number)
    if other != number:
        sentence = format_lazy(
            _("The ID {ident} stands for {other} as well; the part number is taken from the key."),
            ident=ident[:60],
            other=other,
        )
        report.remark(
            Remark(
                verdict="noted", file=table.file, row=row.number, column="ID", part=number, rule="id", sentence=sentence
            )
        )


def _series(maker: str, kind: PartKind, wanted: Wanted) -> WantedSeries:
    name = MAKERS.get(maker, maker.replace("_", " "))
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "maker"
    columns = GEARBOX_COLUMNS if kind == "gearbox" else MOTOR_COLUMNS
    if kind == "gearbox":
        slug, title = f"{slug}-gearboxes", f"{name} gearboxes"
    else:
        title = name
    sources = {
        each.key: {"unit": ATTRIBUTES[each.key].si_unit, "provenance": "published", "reference": NAME}
        for each in columns
        if each.key
    }
    if kind == "motor":
        sources["resistance_temperature"] = {"provenance": "published", "reference": NAME}
    return wanted.series.setdefault(slug[:40], WantedSeries(slug[:40], kind, title, name, sources))


def _motor(number: str, series: str, values: dict[str, float], table: Table, row: Row, report: Report) -> Change:
    """A motor with what follows from its figures and with doubts on those that contradict each other."""
    sources: dict[str, dict[str, str]] = {}
    constant, rated = values.get("torque_constant"), values.get("rated_current")
    idle = values.get("no_load_current")
    found = findings(MotorFigures(part_number=number, **values))  # type: ignore[arg-type]  # numbers only
    if constant is not None and rated is not None and rated > (idle or 0.0):
        values["rated_torque"] = float(f"{constant * (rated - (idle or 0.0)):.12g}")
        formula = "M_N = k_M·I_N" if idle is None else "M_N = k_M·(I_N − I_0)"
        sources["rated_torque"] = {"provenance": "derived", "formula": formula}
        if idle is None:
            sources["rated_torque"]["band"] = "too high by the friction, usually 3 to 10 %"
    if "thermal_resistance_winding_housing" in values and "thermal_resistance_housing_ambient" not in values:
        sources["thermal_resistance_winding_housing"] = {"basis": _LUMPED}
    if found:
        report.count("motor", "suspicious")
    for finding in found:
        _doubt(finding, sources, values)
        report.remark(_suspicion(finding, number, table, row))
    words: dict[str, float | str] = {"constant_basis": "unknown", "magnet_material": "unknown"}
    if "terminal_resistance" in values:
        words["resistance_temperature"] = 25.0
    told = {key: sources.get(key) for key in values}  # what an earlier file doubted may be sound by now
    return Change(part_number=number, series=series, values={**values, **words}, sources=told)


def _doubt(finding: Finding, sources: dict[str, dict[str, str]], values: Mapping[str, float]) -> None:
    """Mark what a finding puts in doubt, and what was derived from it."""
    doubted = set(finding.keys)
    if doubted & {"torque_constant", "rated_current", "no_load_current"} and "rated_torque" in values:
        doubted.add("rated_torque")
    sentence = f"{finding.rule}: {finding.given:.4g} against {finding.expected:.4g}, {finding.deviation:.0%} off"
    for key in doubted & set(values):
        sources.setdefault(key, {})["doubt"] = sentence


def _suspicion(finding: Finding, number: str, table: Table, row: Row) -> Remark:
    label = ATTRIBUTES[finding.keys[0]].label
    unit = ATTRIBUTES[finding.keys[0]].si_unit
    headings = {each.key: each.heading for each in MOTOR_COLUMNS}
    sentence = format_lazy(
        _("{label}: {given} {unit} in the file, {expected} {unit} from the other figures ({off}, accepted {limit})."),
        label=label,
        given=f"{finding.given:.4g}",
        expected=f"{finding.expected:.4g}",
        unit=unit,
        off=f"{finding.deviation:.0%}",
        limit=f"{finding.limit:.0%}",
    )
    return Remark(
        verdict="suspicious",
        file=table.file,
        row=row.number,
        column=headings.get(finding.keys[0], ""),
        part=number,
        rule=finding.rule,
        sentence=sentence,
        given=finding.given,
        expected=finding.expected,
    )


def _read_pairs(table: Table, wanted: Wanted, keys: _Keys, report: Report) -> None:
    """One motor a row, then the gearboxes that fit it; a key that ends in ``*`` stands for all that begin so."""
    gearboxes, motors = keys.numbers["gearbox"], keys.numbers["motor"]
    expanded: dict[str, list[str]] = {}
    unknown: dict[str, int] = defaultdict(int)
    for row in table.rows:
        motor, *others = (cell for cell in row.cells if cell)
        if motor in keys.brushed:
            report.count("fit", "skipped", len(others))
            continue
        if motor not in motors:
            unknown[motor] += 1
            continue
        for other in others:
            if other not in expanded:
                expanded[other] = _matching(other, gearboxes)
                if not expanded[other]:
                    unknown[other] += 1
            wanted.fits.update((motors[motor], gearbox) for gearbox in expanded[other])
    for key, times in sorted(unknown.items()):
        report.count("fit", "unknown", times)
        sentence = _("No motor or gearbox of the files has this key.")
        report.remark(
            Remark(verdict="skipped", file=table.file, row=0, part=key[:80], rule="unknown key", sentence=sentence)
        )


def _matching(key: str, gearboxes: Mapping[str, str]) -> list[str]:
    if not key.endswith("*"):
        return [gearboxes[key]] if key in gearboxes else []
    return [number for each, number in gearboxes.items() if each.startswith(key[:-1])]

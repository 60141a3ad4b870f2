"""Import spreadsheets into the catalogue: all of them or none, and a report that says everything."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.attributes import PartKind
from catalog.models import Fit, Part, Series
from catalog.part_numbers import fold
from catalog.services import Outcome, change_products
from catalog.spreadsheets.errors import FileRefused
from catalog.spreadsheets.profiles import PROFILES
from catalog.spreadsheets.profiles.base import Wanted, WantedPart, WantedSeries
from catalog.spreadsheets.reading import read, spreadsheets
from catalog.spreadsheets.report import Remark, Report

BATCH = 500


def import_sheets(*, path: Path, profile: str, dry_run: bool = False) -> Report:
    """Read the file, or every spreadsheet of the folder, and bring the catalogue to what they say.

    One transaction: whatever stops it leaves the catalogue as it was. A second run finds everything unchanged.

    Args:
        path: of a spreadsheet or of a folder of them.
        profile: the format that they are written in; a key of ``PROFILES``.
        dry_run: whether to write nothing; the report is the one of a real run.

    Returns: the report. ``report.refused`` says why nothing was taken.
    """
    report = Report(profile=profile, dry_run=dry_run)
    try:
        tables = [read(each) for each in spreadsheets(path)]
        wanted = PROFILES[profile].read(tables, report)
        with transaction.atomic():
            _write(wanted, report)
            if dry_run:
                transaction.set_rollback(True)
    except FileRefused as refusal:
        report.refused = refusal.sentence
        report.refused_file = ":".join(
            str(each) for each in (refusal.file, refusal.row or "", refusal.column) if each != ""
        )
        report.counts = {}
    except IntegrityError:
        report.refused = _("The catalogue was changed at the same moment. Try again.")
        report.refused_file = path.name
        report.counts = {}
    return report


def _write(wanted: Wanted, report: Report) -> None:
    _write_series(wanted.series.values())
    for kind, parts in wanted.parts.items():
        outcome = change_products(kind, [part.change for part in parts])
        _count(kind, parts, outcome, report)
    _write_fits(wanted.fits, report)


def _write_series(wanted: Iterable[WantedSeries]) -> None:
    """Create what is missing; refuse the address of somebody else's series."""
    for each in wanted:
        series = Series.objects.filter(slug=each.slug).first()
        if series is None:
            Series.objects.create(
                slug=each.slug, kind=each.kind, name=each.name, manufacturer=each.manufacturer, sources=each.sources
            )
        elif (series.kind, series.manufacturer) != (each.kind, each.manufacturer):
            sentence = format_lazy(
                _("The series “{slug}” belongs to {maker}."), slug=each.slug, maker=series.manufacturer
            )
            raise FileRefused(each.slug, sentence)


def _count(kind: PartKind, parts: Sequence[WantedPart], outcome: Outcome, report: Report) -> None:
    for state in ("created", "changed", "unchanged"):
        report.count(kind, state, len(getattr(outcome, state)))
    places = {fold(part.change.part_number): part for part in parts}
    for number, sentence in outcome.conflicts.items():
        part = places[fold(number)]
        report.count(kind, "conflict")
        report.remark(
            Remark(verdict="conflict", file=part.file, row=part.row, part=number, rule="conflict", sentence=sentence)
        )
    for number, sentence in outcome.refused.items():
        part = places[fold(number)]
        report.count(kind, "refused")
        report.remark(
            Remark(verdict="refused", file=part.file, row=part.row, part=number, rule="value", sentence=sentence)
        )


def _write_fits(pairs: set[tuple[str, str]], report: Report) -> None:
    """Add the pairs that are not there; a pair that the files do not name stays."""
    if not pairs:
        return
    ids = _ids({fold(number) for pair in pairs for number in pair})
    known = [(ids.get(fold(motor)), ids.get(fold(part))) for motor, part in pairs]
    sound = {(motor, part) for motor, part in known if motor is not None and part is not None}
    present: set[tuple[int, int]] = set()
    motors = sorted({motor for motor, _part in sound})
    for start in range(0, len(motors), BATCH):
        rows = Fit.objects.filter(motor_id__in=motors[start : start + BATCH])
        present.update(rows.values_list("motor_id", "part_id"))
    missing = sorted(sound - present)
    Fit.objects.bulk_create([Fit(motor_id=motor, part_id=part) for motor, part in missing], batch_size=BATCH)
    report.count("fit", "created", len(missing))
    report.count("fit", "unchanged", len(sound & present))
    report.count("fit", "unknown", len(known) - len(sound))


def _ids(folded: set[str]) -> dict[str, int]:
    numbers, found = sorted(folded), {}
    for start in range(0, len(numbers), BATCH):
        rows = Part.objects.filter(folded__in=numbers[start : start + BATCH])
        found.update(dict(rows.values_list("folded", "pk")))
    return found

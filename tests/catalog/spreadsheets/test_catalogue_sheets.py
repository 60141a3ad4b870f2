import csv
import io

import pytest
from django.core.management import call_command

from catalog.models import Motor
from catalog.spreadsheets.importing import import_sheets
from catalog.spreadsheets.writing import write_sheet
from tests.makers.catalog import make_gearbox, make_motor, make_series

pytestmark = pytest.mark.django_db


def exported(path, kind="motor", **options):
    with path.open("w", encoding="utf-8", newline="") as file:
        write_sheet(file, kind=kind, **options)
    return path


def rewritten(path, change):
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    header = rows[0]
    for row in rows[2:]:
        cells = dict(zip(header, row, strict=True))
        change(cells)
        row[:] = [cells[key] for key in header]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def taken(path, **options):
    report = import_sheets(path=path, profile="catalogue", **options)
    assert not report.refused, (report.refused_file, str(report.refused))
    return report


def test_what_is_exported_comes_back_unchanged(tmp_path):
    for share in (0.333, 1 / 7, 1.0):
        make_motor(rated_torque=share, rated_speed=300.0 * share, mass=share)
    make_gearbox()
    assert taken(exported(tmp_path / "m.csv")).counts["motor"]["unchanged"] == 3
    assert taken(exported(tmp_path / "g.csv", "gearbox")).counts["gearbox"]["unchanged"] == 1


def test_a_changed_cell_changes_its_part_in_the_unit_of_its_column_and_an_empty_one_takes_the_figure_away(tmp_path):
    motor = make_motor("57BL94-2430")

    def change(cells):
        cells["rated_speed"], cells["noise_level"], cells["mass"] = "3000", "", ""

    report = taken(rewritten(exported(tmp_path / "m.csv"), change))
    motor.refresh_from_db()
    assert report.counts["motor"]["changed"] == 1
    assert motor.rated_speed == pytest.approx(314.159265, rel=1e-8)
    assert motor.mass is None


def test_new_parts_need_a_series_that_exists(tmp_path):
    make_motor("57BL94-2430")

    def change(cells):
        cells["part_number"], cells["series"] = "57BL94-9999", "nowhere"

    report = taken(rewritten(exported(tmp_path / "m.csv"), change))
    assert report.counts["motor"]["refused"] == 1
    assert not Motor.objects.filter(part_number="57BL94-9999").exists()


def test_only_one_series_is_exported_when_asked(tmp_path):
    make_motor("57BL94-2430")
    make_motor("60BL99-2430", series=make_series("60bl"))
    text = exported(tmp_path / "m.csv", series="60bl").read_text(encoding="utf-8")
    assert "60BL99-2430" in text
    assert "57BL94-2430" not in text


def test_a_word_that_a_spreadsheet_would_run_is_defused_and_comes_back(tmp_path):
    motor = make_motor(connection="=HYPERLINK(1)")
    path = exported(tmp_path / "m.csv")
    assert "'=HYPERLINK(1)" in path.read_text(encoding="utf-8")
    assert taken(path).counts["motor"]["unchanged"] == 1
    motor.refresh_from_db()
    assert motor.connection == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        ("part_number,kind\nx,motor\n", "series"),
        ("part_number,kind,series,live\nx,motor,57bl,1\n", "live"),
        ("part_number,kind,series\nx,motor,57bl\ny,gearbox,g\n", "one kind"),
        ("part_number,kind,series,mass\n[unit],,,furlong\nx,motor,57bl,1\n", "furlong"),
        ("part_number,kind,series,mass,mass\nx,motor,57bl,1,1\n", "same heading"),
    ],
)
def test_a_sheet_that_is_none_of_ours_is_refused_in_words(tmp_path, sheet, says):
    (tmp_path / "m.csv").write_text(sheet, encoding="utf-8")
    report = import_sheets(path=tmp_path / "m.csv", profile="catalogue")
    assert says in str(report.refused)


def test_the_command_writes_to_a_file(tmp_path):
    make_motor("57BL94-2430")
    out = io.StringIO()
    call_command("export_sheet", "motor", str(tmp_path / "motors.csv"), stdout=out)
    assert "1 rows" in out.getvalue()
    assert taken(tmp_path / "motors.csv").counts["motor"]["unchanged"] == 1

"""A file that is not what it claims gets a clear report and changes nothing."""

import os

import pytest
from openpyxl import Workbook

from catalog.models import Motor, Part, Series
from catalog.spreadsheets import reading
from catalog.spreadsheets.importing import import_sheets
from tests.catalog.spreadsheets.files import MOTOR_HEADER, folder, gearbox, gearboxes, motor, motors

pytestmark = pytest.mark.django_db
SOUND = motors(motor("AC_1"), motor("AC_2"), motor("AC_3"))


def attempt(path, profile="published-drives"):
    return import_sheets(path=path, profile=profile)


def everywhere(**changes):
    return motors(*(motor(f"AC_{number}", **changes) for number in range(5)))


TEN_TO_NINE = dict.fromkeys(("V", "k_t", "R", "mass"), "1000000000")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty", b"", "empty"),
        ("blank", b"\n\n  \n", "no rows"),
        ("binary", bytes(range(256)) * 40, "not a text file"),
        ("picture", b"\x89PNG\r\n\x1a\n" + os.urandom(4000), "not a text file"),
        ("false workbook", b"PK\x03\x04" + os.urandom(500), "not a readable workbook"),
        ("other columns", b"name,price\nx,3\n", "columns"),
        ("page", b"<html><body>key</body></html>", "columns"),
        ("a column missing", SOUND.replace(",k_t", ",kt").encode(), "k_t"),
        ("a heading twice", SOUND.replace(",Rth1", ",Rth2", 1).replace("Rth2,Rth2", "Rth2,Rth2").encode(), "missing"),
        ("text where numbers belong", everywhere(R="low").encode(), "low"),
        ("ten to the nine in every row", everywhere(**TEN_TO_NINE).encode(), "beyond"),
        ("units in the cells", everywhere(V="24 V").encode(), "24 V"),
        ("a quote that never ends", (SOUND + '"' + "x" * 200_000).encode(), "table"),
        ("an endless cell", motors(motor("AC_" + "9" * 3000)).encode(), "cell"),
        ("half of utf-16", SOUND.encode("utf-16")[:-1], "not a text file"),
    ],
)
def test_it_is_refused_as_a_whole_in_words(tmp_path, name, content, says):
    (tmp_path / "file.csv").write_bytes(content)
    report = attempt(tmp_path / "file.csv")
    assert says in str(report.refused), name
    assert report.refused_file.startswith("file.csv")
    assert report.counts == {}
    assert not Part.objects.exists()
    assert not Series.objects.exists()


def test_one_false_file_stops_the_whole_folder(tmp_path):
    folder(tmp_path, a=SOUND, b=everywhere(R="low"), g=gearboxes(gearbox("AC_G")))
    report = attempt(tmp_path)
    assert report.refused_file == "b.csv:R"
    assert not Part.objects.exists()


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    report = attempt(tmp_path / "large.csv")
    assert "200 MB" in str(report.refused)


def test_more_rows_or_columns_than_any_catalogue_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    assert "rows" in str(attempt(folder(tmp_path, m=SOUND)).refused)
    monkeypatch.setattr(reading, "MAX_COLUMNS", 10)
    assert "columns" in str(attempt(tmp_path).refused)


def test_a_folder_without_spreadsheets_and_a_missing_file_are_refused(tmp_path):
    assert "no spreadsheet" in str(attempt(tmp_path).refused)
    assert "no such file" in str(attempt(tmp_path / "nowhere.csv").refused)


GERMAN = SOUND.replace(",", ";").replace(".", ",")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf-8 with mark", b"\xef\xbb\xbf" + SOUND.encode()),
        ("utf-16 with mark", SOUND.encode("utf-16")),
        ("utf-16 little endian", SOUND.encode("utf-16-le")),
        ("utf-16 big endian", SOUND.encode("utf-16-be")),
        ("windows line ends", SOUND.replace("\n", "\r\n").encode()),
        ("tabs", SOUND.replace(",", "\t").encode()),
        ("semicolons", SOUND.replace(",", ";").encode()),
        ("semicolons and decimal commas", GERMAN.encode()),
        ("decimal commas in quotes", SOUND.replace("0.119", '"0,119"').replace("2.64e-05", '"2,64e-05"').encode()),
    ],
)
def test_what_other_programs_write_is_read_as_it_is_meant(tmp_path, name, content):
    (tmp_path / "file.csv").write_bytes(content)
    report = attempt(tmp_path / "file.csv")
    assert not report.refused, (name, str(report.refused))
    found = Motor.objects.get(part_number="1")
    assert (found.terminal_resistance, found.rotor_inertia, found.rated_voltage) == (0.119, 2.64e-05, 24.0), name


def test_a_workbook_with_a_false_size_is_read_to_its_end(tmp_path):
    book = Workbook()
    for row in SOUND.splitlines():
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row.split(",")])
    book.save(tmp_path / "motors.xlsx")
    report = attempt(tmp_path / "motors.xlsx")
    assert report.counts["motor"]["created"] == 3
    assert Motor.objects.get(part_number="1").terminal_resistance == 0.119


def test_a_header_without_rows_changes_nothing_and_is_no_error(tmp_path):
    report = attempt(folder(tmp_path, m=MOTOR_HEADER + "\n"))
    assert not report.refused
    assert not Part.objects.exists()


def test_a_figure_that_may_be_read_in_two_ways_is_left_out(tmp_path):
    report = attempt(folder(tmp_path, m=motors(motor("AC_1", max_int_speed='"1,234"'), motor("AC_2"), motor("AC_3"))))
    (remark,) = report.remarks
    assert (remark.verdict, remark.column) == ("left out", "max_int_speed")
    assert Motor.objects.get(part_number="1").max_speed is None

import csv
import shutil

import pytest

from catalog.demo.checks.makers import published_drives
from catalog.demo.generate import HERE, PRICES, generate
from catalog.demo.verify import verify
from tests.reference_data import reference_data

FILES = [
    *(HERE / f"{name}.csv" for name in ("series", "motors", "gearboxes", "encoders", "brakes", "drivers")),
    HERE / "compatibility.csv",
    PRICES / "prices.csv",
]


def test_the_generator_writes_the_same_bytes(tmp_path):
    generate(tmp_path, tmp_path)
    for path in FILES:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_every_row_passes_every_check():
    report, summary = verify(HERE, PRICES)
    assert report.failures == []
    assert summary[0].startswith("21 series, 64 frames, 205 motors, 81 gearboxes")


def test_our_motors_lie_in_the_range_of_real_makers(monkeypatch):
    monkeypatch.setenv("REFERENCE_DATA", str(reference_data("published_drives").parent))
    report, summary = verify(HERE, PRICES)
    assert report.failures == []
    assert summary[-1].startswith("against 571 published motors")


def test_absent_reference_data_is_said_aloud(monkeypatch, tmp_path):
    monkeypatch.setenv("REFERENCE_DATA", str(tmp_path))
    assert published_drives().parent == tmp_path
    _report, summary = verify(HERE, PRICES)
    assert "NOT checked" in summary[-1]


@pytest.mark.parametrize(
    ("name", "key", "change", "words"),
    [
        ("motors.csv", "rated_torque", 1.3, "thermal margin"),
        ("motors.csv", "terminal_resistance", 1.1, "gradient"),
        ("motors.csv", "back_emf_constant", 1.05, "k_t against k_e"),
        ("motors.csv", "no_load_speed", 1.1, "no-load speed"),
        ("motors.csv", "rated_power", 1.1, "rated power"),
        ("motors.csv", "mass", 2, "density"),
        ("motors.csv", "body_length", 1.2, "part number does not read right"),
        ("motors.csv", "pilot_diameter", 5, "pilot, holes and frame collide"),
        ("motors.csv", "turns_per_phase", 2, "k over turns"),
        ("motors.csv", "max_speed", 0.1, "permissible speed"),
        ("gearboxes.csv", "ratio", 1.1, "ratio against teeth"),
        ("drivers.csv", "supply_max", 0.2, "driver"),
        ("encoders.csv", "diameter", 9, "encoder"),
        ("brakes.csv", "holding_torque", 0.1, "brake"),
        ("prices.csv", "price_500", 2, "price ladder"),
    ],
)
def test_a_wrong_figure_is_found(tmp_path, name, key, change, words):
    for path in FILES:
        shutil.copy(path, tmp_path)
    with (tmp_path / name).open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    column = lines[0].index(key)
    row = next(line for line in lines[1:] if not line[0].startswith("["))
    row[column] = f"{float(row[column]) * change:g}"
    with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    report, _summary = verify(tmp_path, tmp_path)
    assert any(words in failure for failure in report.failures), report.failures[:3]


def test_a_file_that_does_not_say_that_it_is_invented_is_found(tmp_path):
    for path in FILES:
        text = path.read_text(encoding="utf-8").replace("Demonstration data", "Catalogue")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    report, _summary = verify(tmp_path, tmp_path)
    assert sum("not marked" in failure for failure in report.failures) == len(FILES)

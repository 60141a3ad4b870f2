import pytest

from catalog import drawings
from catalog.models import Fit, Motor, Part, Series
from catalog.physics_inputs import motor_figures
from catalog.queries import fits
from catalog.sources import source_of
from catalog.spreadsheets.importing import import_sheets
from tests.catalog.spreadsheets.files import folder, gearbox, gearboxes, motor, motors

pytestmark = pytest.mark.django_db


def imported(path, **options):
    report = import_sheets(path=path, profile="published-drives", **options)
    assert not report.refused, str(report.refused)
    return report


def remarks(report, verdict):
    return [remark for remark in report.remarks if remark.verdict == verdict]


def test_motors_gearboxes_and_pairs_of_one_folder_come_in_together(tmp_path):
    folder(
        tmp_path,
        m=motors(motor("AC_100"), motor("AC_200", I_nom="8")),
        g=gearboxes(gearbox("AC_G4"), gearbox("AC_G16", ratio="16")),
        pairs="AC_100,AC_G4,AC_G16\nAC_200,AC_G4\n",
    )
    report = imported(tmp_path)
    assert report.files == {"g.csv": "gearbox", "m.csv": "motor", "pairs.csv": "fit"}
    assert report.counts["motor"]["created"] == report.counts["gearbox"]["created"] == 2
    assert report.counts["fit"]["created"] == 3
    found = Motor.objects.get(part_number="100")
    assert found.live
    assert (found.manufacturer, found.series.slug) == ("Acme Drives", "acme-drives")
    assert found.part.manufacturer == "Acme Drives"
    assert {each.part_number for each in fits(found)["gearbox"]} == {"G4", "G16"}
    assert found.peak_torque is None
    assert found.terminal_resistance == 0.119


def test_the_same_file_again_changes_nothing(tmp_path):
    folder(
        tmp_path, m=motors(motor("AC_1"), motor("AC_2", omega_nl="600")), g=gearboxes(gearbox("AC_G")), p="AC_1,AC_G\n"
    )
    imported(tmp_path)
    again = imported(tmp_path)
    assert again.counts["motor"]["unchanged"] == 2
    assert again.counts["motor"]["created"] == again.counts["motor"]["changed"] == 0
    assert again.counts["gearbox"] == {"created": 0, "changed": 0, "unchanged": 1}
    assert again.counts["fit"]["unchanged"] == 1
    assert again.counts["fit"]["created"] == 0


def test_a_changed_figure_changes_its_motor_only(tmp_path):
    imported(folder(tmp_path, m=motors(motor("AC_1"), motor("AC_2"))))
    report = imported(folder(tmp_path, m=motors(motor("AC_1", mass="1.3"), motor("AC_2"))))
    assert (report.counts["motor"]["changed"], report.counts["motor"]["unchanged"]) == (1, 1)
    assert Motor.objects.get(part_number="1").mass == 1.3


def test_rated_torque_is_derived_and_says_so(tmp_path):
    imported(folder(tmp_path, m=motors(motor("AC_1"), motor("AC_2", I_nl=""))))
    with_idle, without = Motor.objects.get(part_number="1"), Motor.objects.get(part_number="2")
    assert with_idle.rated_torque == pytest.approx(0.068 * (9.36 - 0.657))
    assert without.rated_torque == pytest.approx(0.068 * 9.36)
    source = source_of(with_idle, "rated_torque")
    assert (source.provenance, source.formula) == ("derived", "M_N = k_M·(I_N − I_0)")
    assert source_of(without, "rated_torque").formula == "M_N = k_M·I_N"
    assert source_of(with_idle, "torque_constant").provenance == "published"


def test_brushed_motors_are_skipped_with_their_pairs(tmp_path):
    folder(
        tmp_path,
        m=motors(motor("AC_1"), motor("AC_D", type="DC")),
        g=gearboxes(gearbox("AC_G")),
        p="AC_1,AC_G\nAC_D,AC_G\n",
    )
    report = imported(tmp_path)
    assert report.counts["motor"]["skipped"] == 1
    assert report.counts["fit"]["skipped"] == 1
    assert not Part.objects.filter(number="D").exists()
    assert Fit.objects.count() == 1


def test_one_bad_cell_is_left_out_and_named_and_the_row_stays(tmp_path):
    report = imported(folder(tmp_path, m=motors(motor("AC_1"), motor("AC_2", L="0.85-3"), motor("AC_3"))))
    (remark,) = remarks(report, "left out")
    assert (remark.file, remark.row, remark.column, remark.part) == ("m.csv", 3, "L", "2")
    assert "0.85-3" in str(remark.sentence)
    assert Motor.objects.get(part_number="2").terminal_inductance is None
    assert Motor.objects.get(part_number="2").terminal_resistance == 0.119


def test_one_impossible_figure_is_left_out_and_named(tmp_path):
    report = imported(folder(tmp_path, m=motors(motor("AC_1", mass="-3"), motor("AC_2"), motor("AC_3"))))
    (remark,) = remarks(report, "left out")
    assert (remark.column, remark.rule) == ("mass", "plausible")
    assert Motor.objects.get(part_number="1").mass is None


def test_contradicting_figures_are_created_doubted_reported_and_kept_out_of_the_physics(tmp_path):
    report = imported(folder(tmp_path, m=motors(motor("AC_1", omega_nl="628"), motor("AC_2"))))
    (remark,) = remarks(report, "suspicious")
    assert (remark.row, remark.column, remark.rule) == (2, "omega_nl", "no_load_speed")
    assert remark.given == 628
    assert remark.expected == pytest.approx((24 - 0.119 * 0.657) / 0.068)
    assert report.counts["motor"] == {"created": 2, "changed": 0, "unchanged": 0, "suspicious": 1}
    doubtful = Motor.objects.get(part_number="1")
    assert doubtful.no_load_speed == 628
    assert source_of(doubtful, "no_load_speed").doubt
    figures = motor_figures(doubtful)
    assert figures.no_load_speed is None
    assert figures.torque_constant is None
    assert figures.rated_torque is None  # derived from a doubted constant
    assert "no diagram" in str(drawings.curve_notes(doubtful)[0])


def test_a_doubt_goes_when_the_file_is_put_right(tmp_path):
    imported(folder(tmp_path, m=motors(motor("AC_1", omega_nl="628"))))
    imported(folder(tmp_path, m=motors(motor("AC_1"))))
    assert not source_of(Motor.objects.get(part_number="1"), "no_load_speed").doubt


def test_a_wildcard_stands_for_every_gearbox_that_begins_so(tmp_path):
    folder(
        tmp_path,
        m=motors(motor("AC_1")),
        g=gearboxes(gearbox("AC_26A_R4:1"), gearbox("AC_26A_R16:1"), gearbox("AC_30A_R4:1")),
        p="AC_1,AC_26A_R*\n",
    )
    assert imported(tmp_path).counts["fit"]["created"] == 2
    assert {fit.part.number for fit in Fit.objects.select_related("part")} == {"26A_R4:1", "26A_R16:1"}


def test_unknown_keys_in_pairs_are_counted_and_named(tmp_path):
    folder(tmp_path, m=motors(motor("AC_1")), g=gearboxes(gearbox("AC_G")), p="AC_1,AC_G,AC_NO,AC_Z*\nAC_9,AC_G\n")
    report = imported(tmp_path)
    assert report.counts["fit"] == {"created": 1, "unchanged": 0, "unknown": 3}
    assert {remark.part for remark in remarks(report, "skipped")} == {"AC_NO", "AC_Z*", "AC_9"}


def test_a_doubled_id_is_reported_and_both_parts_stay(tmp_path):
    report = imported(folder(tmp_path, m=motors(motor("AC_1", ID="X"), motor("AC_2", ID="X"))))
    (remark,) = remarks(report, "noted")
    assert (remark.row, remark.column) == (3, "ID")
    assert Motor.objects.count() == 2


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        (motor("AC_1"), "twice"),
        (motor("AC_2", type="AC servo"), "type"),
        (motor("NOPREFIX"), "key"),
        (motor("AC_/x"), "key"),
        (motor("AC_2") + ",1", "cells"),
        ("AC_2,Acme,2", "cells"),
        (
            motor(
                "AC_2",
                **dict.fromkeys(
                    (
                        "V",
                        "k_t",
                        "R",
                        "L",
                        "mass",
                        "inertia",
                        "omega_nl",
                        "I_nl",
                        "I_nom",
                        "max_int_speed",
                        "Rth1",
                        "Rth2",
                    ),
                    "",
                ),
            ),
            "empty",
        ),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_alone_and_named(tmp_path, bad, rule):
    report = imported(folder(tmp_path, m=motors(motor("AC_1"), bad, motor("AC_3"))))
    (remark,) = remarks(report, "refused")
    assert (remark.row, remark.rule) == (3, rule)
    assert report.counts["motor"]["refused"] == 1
    assert set(Motor.objects.values_list("part_number", flat=True)) == {"1", "3"}


def test_a_dry_run_reports_the_same_and_writes_nothing(tmp_path):
    folder(tmp_path, m=motors(motor("AC_1"), motor("AC_2", L="x")), g=gearboxes(gearbox("AC_G")), p="AC_1,AC_G\n")
    dry = imported(tmp_path, dry_run=True)
    assert not Part.objects.exists()
    assert not Series.objects.filter(slug="acme-drives").exists()
    real = imported(tmp_path)
    assert dry.counts == real.counts
    assert [str(each) for each in dry.remarks] == [str(each) for each in real.remarks]


def test_a_part_with_an_open_draft_is_a_conflict_and_keeps_its_figures(tmp_path):
    imported(folder(tmp_path, m=motors(motor("AC_1"))))
    drafted = Motor.objects.get(part_number="1")
    drafted.mass = 9.9
    drafted.save_revision()
    report = imported(folder(tmp_path, m=motors(motor("AC_1", mass="1.3"))))
    assert report.counts["motor"]["conflict"] == 1
    assert len(remarks(report, "conflict")) == 1
    assert Motor.objects.get(part_number="1").mass == 1.1


def test_another_makers_series_is_not_taken_over(tmp_path):
    Series.objects.create(slug="acme-drives", kind="motor", name="Theirs", manufacturer="Somebody")
    report = import_sheets(path=folder(tmp_path, m=motors(motor("AC_1"))), profile="published-drives")
    assert "Somebody" in str(report.refused)
    assert not Part.objects.exists()

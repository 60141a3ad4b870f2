import io
import json
import os
import signal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from catalog.models import Fit, Motor, Part, Series
from catalog.spreadsheets.importing import import_sheets
from tests.catalog.spreadsheets.files import folder, gearbox, gearboxes, motor, motors
from tests.reference_data import reference_data

REAL = ["350909", "370416", "370418", "370427", "G30_KV290"]


def run(*arguments):
    out = io.StringIO()
    call_command("import_sheet", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_tells_people_and_machines_the_same(tmp_path):
    folder(tmp_path, m=motors(motor("AC_1"), motor("AC_2", L="0.85-3"), motor("AC_3")))
    said = json.loads(run(tmp_path, "--dry-run", "--json"))
    assert said["dry_run"]
    assert said["counts"]["motor"]["created"] == 3
    (remark,) = said["remarks"]
    assert (remark["row"], remark["column"], remark["verdict"]) == (3, "L", "left out")
    assert not Part.objects.exists()
    words = run(tmp_path)
    assert "motor: 3 created" in words
    assert "m.csv:3:L 2: left out: “0.85-3” is not a number." in words


@pytest.mark.django_db
def test_a_refused_file_ends_the_command_with_2_and_its_reason(tmp_path):
    folder(tmp_path, m="name,price\nx,3\n")
    with pytest.raises(CommandError, match=r"m\.csv") as refused:
        run(tmp_path)
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_the_published_drives_come_in_whole_and_a_second_time_unchanged():
    path = reference_data("published_drives")
    first = import_sheets(path=path, profile="published-drives")
    assert not first.refused
    assert first.counts["motor"] == {"created": 571, "changed": 0, "unchanged": 0, "skipped": 463, "suspicious": 5}
    assert first.counts["gearbox"]["created"] == 2541
    assert first.counts["fit"]["created"] == Fit.objects.count() == 33_609
    assert sorted(each.part for each in first.remarks if each.verdict == "suspicious") == REAL
    assert [each.part for each in first.remarks if each.verdict == "left out"] == ["HT01002-A00"]
    assert [each.part for each in first.remarks if each.verdict == "noted"] == ["G40_KV210"]
    makers = Series.objects.filter(kind="motor").values_list("manufacturer", flat=True)
    assert sorted(makers) == ["Allied Motion", "Faulhaber", "T-Motor", "maxon"]
    wanted = Motor.objects.filter(live=True, rated_voltage=24, rated_torque__gte=0.1, rated_torque__lte=0.5)
    assert wanted.values("part__manufacturer").distinct().count() >= 3
    second = import_sheets(path=path, profile="published-drives")
    assert second.counts["motor"]["unchanged"] == 571
    assert second.counts["gearbox"]["unchanged"] == 2541
    assert second.counts["fit"]["unchanged"] == 33_609
    assert not any(counts["created"] or counts["changed"] for counts in second.counts.values())


def killed_after(statements, path):
    """Import in a process of its own that is killed dead after so many writing statements."""
    connections.close_all()
    child = os.fork()
    if child == 0:  # pragma: no cover
        written = 0

        def count(execute, sql, params, many, context):
            nonlocal written
            if sql.startswith(("INSERT", "UPDATE")):
                written += 1
                if written > statements:
                    os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            import_sheets(path=path, profile="published-drives")
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_process_killed_at_any_statement_leaves_nothing(tmp_path):
    folder(
        tmp_path,
        m=motors(*(motor(f"AC_{number}") for number in range(900))),
        g=gearboxes(*(gearbox(f"AC_G{number}") for number in range(900))),
        p="".join(f"AC_{number},AC_G*\n" for number in range(3)),
    )
    killed = [statements for statements in (0, 1, 2, 4, 6, 8, 10, 12) if killed_after(statements, tmp_path)]
    assert len(killed) >= 6
    assert not Part.objects.exists()
    assert not Series.objects.filter(slug="acme-drives").exists()
    assert import_sheets(path=tmp_path, profile="published-drives").counts["fit"]["created"] == 2700

"""`make test`: every check and every test, in the order in which they fail soonest."""

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres

BASE = Path(__file__).resolve().parent.parent
REPORTS = BASE / ".cache" / "reports"
BIN = Path(sys.executable).parent
CI = os.environ.get("CI", "").lower() in {"1", "true"}
PARALLEL = ("-n", str(min(os.cpu_count() or 2, 4)), "--dist", "worksteal")


@dataclass
class Step:
    """One command, and what it gets beside our own environment."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    report: Path | None = None


def main() -> int:
    """Run what was asked for; give 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.run", description=__doc__)
    parser.add_argument("--only", choices=["lint", "types", "sqlite", "postgres", "browser"])
    only = parser.parse_args().only
    REPORTS.mkdir(parents=True, exist_ok=True)
    os.chdir(BASE)

    failed: list[str] = []
    if only in {None, "lint", "types"}:
        steps = [step for step in checks() if only is None or (step.name == "mypy") == (only == "types")]
        with ThreadPoolExecutor(2) as pool:  # each of them uses one core
            failed += [name for name in pool.map(quietly, steps) if name]
    suites = [suite for suite in (sqlite(), postgres_(), browser()) if suite and only in {None, suite.name}]
    if only in {None, "postgres"} and not any(suite.name == "postgres" for suite in suites):
        say("\n!!! No PostgreSQL answers: THE SUITE DID NOT RUN ON IT. Name one in POSTGRES_URL.")
        failed += ["postgres"] if CI or only else []
    for suite in suites:
        failed += loudly(suite)

    if suites:
        counts = sum((count(suite) for suite in suites), Counter())
        say(f"\ntests: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    say(f"FAILED: {', '.join(failed)}" if failed else "Everything passed.")
    return 1 if failed else 0


def checks() -> list[Step]:
    """What needs no database: style, types, templates, import rules, missing migrations."""
    python = sys.executable
    return [
        Step("mypy", [python, "-m", "mypy", "catalog", "shop"]),
        Step("ruff", [python, "-m", "ruff", "check", "--quiet", "."]),
        Step("ruff format", [python, "-m", "ruff", "format", "--quiet", "--check", "."]),
        Step("djlint", [python, "-m", "djlint", "--quiet", "--lint", "catalog", "shop"]),
        Step("import rules", [str(BIN / "lint-imports"), "--cache-dir", ".cache/imports"], {"PYTHONPATH": "."}),
        Step("missing migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Step("system checks", [python, "manage.py", "check", "--fail-level", "WARNING"]),
    ]


def sqlite() -> Step:
    """Every test but the browser's, on SQLite."""
    return pytest("sqlite", "-m", "not browser", *PARALLEL, environment={"DATABASE_URL": ""})


def postgres_() -> Step | None:
    """Everything that needs a database again on PostgreSQL, where one answers."""
    address = postgres.url()
    if address is None:
        return None
    only = "database and not browser and not sqlite_only"
    return pytest("postgres", "-m", only, *PARALLEL, environment={"DATABASE_URL": address})


def browser() -> Step:
    """A shop of real processes in Chromium."""
    return pytest("browser", "tests/browser", "-m", "browser", environment={"DATABASE_URL": ""})


def pytest(name: str, *arguments: str, environment: dict[str, str]) -> Step:
    """A run of pytest that leaves a report to count from."""
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", *arguments, f"--junitxml={report}", "--durations=5"]
    return Step(name, command, environment, report)


def quietly(step: Step) -> str | None:
    """Run a step, show what it says only if it fails. Gives its name then."""
    start = time.monotonic()
    outcome = subprocess.run(
        step.command, env={**os.environ, **step.environment}, capture_output=True, text=True, check=False
    )
    took = time.monotonic() - start
    if outcome.returncode == 0:
        say(f"ok      {step.name} ({took:.0f} s)")
        return None
    say(f"FAILED  {step.name} ({took:.0f} s)\n{outcome.stdout}{outcome.stderr}")
    return step.name


def loudly(step: Step) -> list[str]:
    """Run a step in full view. Gives its name if it failed."""
    say(f"\n=== {step.name}: {' '.join(step.command[1:])}")
    start = time.monotonic()
    outcome = subprocess.run(step.command, env={**os.environ, **step.environment}, check=False)
    say(f"=== {step.name} took {time.monotonic() - start:.0f} s")
    return [step.name] if outcome.returncode else []


def count(step: Step) -> Counter[str]:
    """Count a run's outcomes from its report."""
    counts: Counter[str] = Counter()
    if step.report is None or not step.report.exists():
        return counts
    for suite in ET.parse(step.report).getroot().iter("testsuite"):
        number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
        bad = number["failures"] + number["errors"]
        counts.update(failed=bad, skipped=number["skipped"], passed=number["tests"] - bad - number["skipped"])
    return counts


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())

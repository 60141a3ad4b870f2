"""`make audit`: Lighthouse, the Nu HTML checker and the weight of every page type, on a shop served as in production.

Needs Node (Lighthouse) and Java (the checker). What is missing is skipped, plainly; what is found fails.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.browser.chromium import ARGUMENTS, find
from tests.running import BASE, Shop, new_shop

MODULES = BASE / "node_modules"
TIMES = 3
LOWEST = {"performance": 80, "accessibility": 100, "best-practices": 95, "seo": 95}
HEAVIEST = 600_000  # bytes over the wire, everything that a page loads at first
ATTEMPTS = 3  # of one look: its browser sometimes loses the page's trace
LIGHTHOUSE_PAGES = ("home", "search", "motor")


def main() -> int:
    """Look at everything that can be looked at; give 1 if something was found."""
    if not shutil.which("npm"):
        say("SKIPPED: Lighthouse and the HTML checker, for there is no npm here.")
        return 0
    if not _install():
        say("SKIPPED: Lighthouse and the HTML checker, for npm could not install them.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        shop = new_shop(Path(folder))
        for child in shop.children.values():
            child.environment = {**child.environment, "DJANGO_SETTINGS_MODULE": "tests.audit_settings"}
        shop.environment["DJANGO_SETTINGS_MODULE"] = "tests.audit_settings"
        shop.manage("collectstatic", "-v0", "--no-input")
        try:
            shop.start()
            pages = dict(page_types(shop))
            found = [*check_html(shop, pages, Path(folder)), *lighthouse(shop, pages, Path(folder))]
        finally:
            shop.stop()
    for finding in found:
        say(f"FOUND   {finding}")
    say(f"The audit found {len(found)} things." if found else "The audit found nothing.")
    return 1 if found else 0


def page_types(shop: Shop) -> Iterator[tuple[str, str]]:
    """Give a page of each type with its path."""
    yield "home", "/"
    yield "search", "/motors/"
    yield "search without result", "/motors/?q=no+such+motor"
    yield "sign-in", "/accounts/login/"
    yield "inquiry list", "/inquiry/"
    yield "missing", "/no-such-page/"
    for name, start, pattern in (
        ("motor", "/motors/", r'href="(/products/[^/"]+/[^/"?#]+/)'),
        ("series", "/products/", r'href="(/products/[^/"]+/)"'),
        ("article", "/news/", r'href="(/news/[^/"]+/)"'),
    ):
        if path := re.search(pattern, _read(shop, start)[1]):
            yield start.strip("/"), start
            yield name, path[1]


def check_html(shop: Shop, pages: dict[str, str], folder: Path) -> Iterator[str]:
    """Read every page with the Nu checker."""
    java = shutil.which("java")
    if java is None:
        say("SKIPPED: the HTML checker, for there is no Java here.")
        return
    saved = {}
    for name, path in pages.items():
        status, html = _read(shop, path)
        if status >= 500:
            yield f"{path} answers {status}"
        file = folder / f"{re.sub(r'[^a-z]+', '-', name)}.html"
        file.write_text(html)
        saved[file.name] = path
    jar = next((MODULES / "vnu-jar" / "build" / "dist").glob("*.jar"))
    outcome = subprocess.run(
        [java, "-jar", str(jar), "--errors-only", "--format", "json", *map(str, folder.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(outcome.stderr or outcome.stdout)["messages"]
    for message in messages:
        path = saved.get(message.get("url", "").rpartition("/")[2], "?")
        yield f"{path} line {message.get('lastLine')}: {message['message']} {message.get('extract', '').strip()[:120]}"
    say(f"The HTML checker read {len(saved)} pages.")


def lighthouse(shop: Shop, pages: dict[str, str], folder: Path) -> Iterator[str]:
    """Let Lighthouse judge the pages that matter most: median of three, after a warm-up."""
    node = shutil.which("node")
    if node is None:
        say("SKIPPED: Lighthouse, for there is no Node here.")
        return
    for name in LIGHTHOUSE_PAGES:
        if name not in pages:
            continue
        _read(shop, pages[name])
        reports = [_lighthouse(node, shop.url + pages[name], folder / "report.json") for _time in range(TIMES)]
        scores = {
            category: round(100 * statistics.median(report["categories"][category]["score"] for report in reports))
            for category in LOWEST
        }
        weight = statistics.median(report["audits"]["total-byte-weight"]["numericValue"] for report in reports)
        say(f"Lighthouse on {pages[name]}: {scores}, {weight / 1000:.0f} kB")
        for category, score in scores.items():
            if score < LOWEST[category]:
                yield f"{pages[name]}: {category} {score}, not {LOWEST[category]}: {_reasons(reports[0], category)}"
        if weight > HEAVIEST:
            yield f"{pages[name]} weighs {weight / 1000:.0f} kB, more than {HEAVIEST / 1000:.0f}"


def _lighthouse(node: str, address: str, report: Path) -> dict:  # type: ignore[type-arg]
    flags = " ".join(["--headless=new", "--no-sandbox", *ARGUMENTS])
    command = [node, str(MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={flags}", f"--only-categories={','.join(LOWEST)}"]
    for more in range(ATTEMPTS - 1, -1, -1):
        if subprocess.run(command, check=False, env=_with_chrome()).returncode == 0:
            return json.loads(report.read_text())
        say(f"Lighthouse lost its browser on {address}; {more} more tries.")  # "Please run Lighthouse again", it says
    raise SystemExit(f"Lighthouse could not look at {address}.")


def _with_chrome() -> dict[str, str]:
    path = find()
    return {**os.environ, **({"CHROME_PATH": path} if path else {})}


def _reasons(report: dict, category: str) -> str:  # type: ignore[type-arg]
    audits = [report["audits"][item["id"]] for item in report["categories"][category]["auditRefs"] if item["weight"]]
    return "; ".join(audit["title"] for audit in audits if audit["score"] is not None and audit["score"] < 0.9)


def _install() -> bool:
    wanted = (BASE / "package-lock.json").read_text()
    stamp = MODULES / ".installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return True
    start = time.monotonic()
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    if subprocess.run(command, cwd=BASE, check=False).returncode:
        return False
    stamp.write_text(wanted)
    say(f"Installed Lighthouse and the HTML checker in {time.monotonic() - start:.0f} s")
    return True


def _read(shop: Shop, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(shop.url + path, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())

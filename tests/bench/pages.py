"""Server time and queries of search and motor page at growing catalogues, beside an otherwise empty page.

Requests go through every middleware and template, in turn, so that a busy minute hits all of them; browser and network
are left out. ``…_queries`` are those beyond the empty page's.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

SIZES = (150, 10_000, 100_000)
ROUNDS = 15
SEARCH = "/motors/?voltage=24&frame=57,60&rated_torque=0.1..1"
POINT = "/motors/?m=0.4&n=3000"


def run(rows: int | None) -> list[dict[str, Any]]:
    """Measure at 150, 10,000 and 100,000 motors, or up to ``rows``."""
    with tempfile.TemporaryDirectory(prefix="motor-shop-bench-") as folder:
        _settle(Path(folder))
        return [_measure(size, Path(folder)) for size in SIZES if rows is None or size <= rows]


def _settle(folder: Path) -> None:
    """A shop of its own with the demonstration in it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.live_settings"
    os.environ["LIVE_FOLDER"] = str(folder)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.FACET_INDEX_PATH = folder / "facets.index"
    settings.ROOT_URLCONF = "tests.bench._empty_page"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.LOGGING_CONFIG = None
    (folder / "media").mkdir()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("seed_demo", verbosity=0)


def _measure(size: int, folder: Path) -> dict[str, Any]:
    from django.test import Client

    from catalog.facets import freshness
    from catalog.models import Motor
    from tests.bench import _copies, _empty_page

    rows = _copies.grow(size)
    freshness.note()
    started = time.perf_counter()
    freshness.refresh()
    build_s = time.perf_counter() - started
    motor = Motor.objects.filter(live=True).order_by("pk").first()
    pages = {
        "empty_page": f"/{_empty_page.EMPTY}",
        "search": SEARCH,
        "point": POINT,
        "motor": motor.get_absolute_url() if motor else POINT,
    }
    client = Client()
    for path in pages.values():
        for _time in range(2):
            response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _round in range(ROUNDS):
        for name, path in pages.items():
            started = time.perf_counter()
            client.get(path)
            times[name].append(1000 * (time.perf_counter() - started))
    queries = {name: _queries(client, path) for name, path in pages.items()}
    found: dict[str, Any] = {"rows": rows}
    found |= {f"{name}_ms": round(statistics.median(taken), 1) for name, taken in times.items()}
    found |= {f"{name}_queries": queries[name] - queries["empty_page"] for name in ("search", "point", "motor")}
    return found | {
        "empty_page_queries": queries["empty_page"],
        "build_s": round(build_s, 2),
        "bytes_per_row": round((folder / "facets.index").stat().st_size / rows, 1),
    }


def _queries(client: Any, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)

"""The facet index beside bare masks, SQLite and PostgreSQL, all on the same made-up rows in the same run."""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from catalog.facets import building, file
from catalog.facets.conditions import Between, Condition, OneOf, Query

from . import _engines
from ._synthetic import FACETS, Catalogue, catalogue

LIGHT: dict[str, Condition] = {
    "rated_voltage": OneOf(frozenset({1.0})),
    "frame_size": OneOf(frozenset({1.0, 2.0, 3.0})),
    "rated_torque": Between(0.1, 1.0),
}
HEAVY: dict[str, Condition] = LIGHT | {
    "ip_rating": OneOf(frozenset({0.0, 1.0, 2.0})),
    "commutation_sensor": OneOf(frozenset({0.0, 1.0})),
    "rated_speed": Between(1000.0, 6000.0),
    "mass": Between(0.2, 4.0),
    "pole_pairs": OneOf(frozenset({0.0, 1.0, 2.0, 3.0})),
}
SORT = "rated_power"


def run(rows: int | None) -> dict[str, Any]:
    """Measure at one size. Times in the unit that each key names; None where an engine is not there."""
    rows = rows or 100_000
    made = catalogue(rows)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        path = Path(folder) / "index.bin"
        database = stack.enter_context(contextlib.closing(_engines.sqlite(made, Path(folder) / "bench.sqlite3")))
        started = time.perf_counter()
        file.write(building.build(_from_sqlite(database, made)), path)
        build_s = time.perf_counter() - started
        _raise_malloc_thresholds()
        open_ms = _median(lambda: file.read(path), 9)
        index = file.read(path)
        light, heavy = _query(LIGHT), _query(HEAVY)
        cold_ms = _once(lambda: index.run(light))
        times = _in_turn(
            {
                "light_ms": lambda: index.run(light),
                "masks_light_ms": lambda: _engines.masks(made, LIGHT, SORT),
                "heavy_ms": lambda: index.run(heavy),
                "masks_heavy_ms": lambda: _engines.masks(made, HEAVY, SORT),
            },
            rounds=15,
        )
        deep = Query(sort=SORT, offset=min(19_999 * 25, rows // 2), limit=25)
        figures = {
            "rows": rows,
            **times,
            "cold_ms": cold_ms,
            "deep_page_ms": _median(lambda: index.run(deep), 9),
            "sqlite_ms": _once(lambda: [database.execute(sql).fetchall() for sql in _engines.statements(HEAVY, SORT)]),
            "postgres_ms": None,
            "build_s": round(build_s, 2),
            "open_ms": open_ms,
            "bytes_per_row": round(path.stat().st_size / rows, 1),
            "patch_price_s": _patch(index, path, made, ["price"], count=100),
            "patch_motor_s": _patch(index, path, made, list(made.columns), count=1),
        }
        server = _engines.postgres(made)
        if server is not None:
            with contextlib.closing(server):
                figures["postgres_ms"] = _once(
                    lambda: [server.execute(sql).fetchall() for sql in _engines.statements(HEAVY, SORT)]
                )
    return figures


def _query(conditions: dict[str, Condition]) -> Query:
    return Query(conditions=conditions, sort=SORT, facets=FACETS)


def _from_sqlite(database: Any, made: Catalogue) -> building.Table:
    """Read all rows back, as a shop would."""
    keys = list(made.columns)
    cursor = database.execute(f"SELECT {', '.join(keys)} FROM bench_motor ORDER BY id")
    pieces = []
    while piece := cursor.fetchmany(50_000):
        pieces.append(np.array(piece, np.float64))
    stacked = np.concatenate(pieces)
    columns = {key: np.ascontiguousarray(stacked[:, place]) for place, key in enumerate(keys)}
    return building.Table("bench", np.arange(1, len(stacked) + 1), made.kinds, columns, made.texts)


def _patch(index: Any, path: Path, made: Catalogue, keys: list[str], *, count: int) -> float:
    """Seconds from changed rows to a renamed file that is open again."""
    rows = list(range(7, 7 + count))
    fresh = {key: made.columns[key][rows] * 1.01 for key in keys}
    changed = building.Table("bench 2", [row + 1 for row in rows], {key: made.kinds[key] for key in keys}, fresh, ())
    started = time.perf_counter()
    file.write(building.patch(index, changed), path.with_suffix(".patched"))
    file.read(path.with_suffix(".patched"))
    return round(time.perf_counter() - started, 3)


def _raise_malloc_thresholds() -> None:
    """Allocate and free once: glibc then keeps megabytes instead of handing them back page by page."""
    del [bytearray(32 << 20)][:]


def _once(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return round(1000 * (time.perf_counter() - started), 3)


def _median(work: Callable[[], Any], rounds: int) -> float:
    return round(statistics.median(_once(work) for _ in range(rounds)), 3)


def _in_turn(engines: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Median of each engine, the engines in turn, so that a busy minute hits all of them."""
    taken: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, work in engines.items():
            taken[name].append(_once(work))
    return {name: round(statistics.median(times), 3) for name, times in taken.items()}

"""The same facet query by other means: bare NumPy masks, SQLite, PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from catalog.facets.conditions import Between, Condition, OneOf

from ._synthetic import CHOICES, FACETS, Catalogue


def masks(catalogue: Catalogue, conditions: dict[str, Condition], sort: str) -> int:
    """One boolean mask a condition; each facet counted under all the other masks; one page sorted."""
    columns = catalogue.columns
    found = {key: _mask(columns[key], condition) for key, condition in conditions.items()}
    everything = np.logical_and.reduce(list(found.values()))
    for key in FACETS:
        others = [mask for other, mask in found.items() if other != key]
        within = columns[key][np.logical_and.reduce(others)]
        known = within[~np.isnan(within)]
        if key in CHOICES:
            np.bincount(known.astype(np.int64), minlength=CHOICES[key])
        else:
            np.histogram(known, bins=24)
        if len(known):
            known.min(), known.max()
    rows = np.flatnonzero(everything)
    rows[np.argsort(columns[sort][rows], kind="stable")][:25]
    return len(rows)


def _mask(column: np.ndarray, condition: Condition) -> np.ndarray:
    if isinstance(condition, OneOf):
        return np.isin(column, sorted(float(value) for value in condition.values))
    return (column >= condition.minimum) & (column <= condition.maximum)


def where(conditions: dict[str, Condition], leaving_out: str = "") -> str:
    """The conditions as SQL. All figures are numbers of ours."""
    parts = ["1=1"]
    for key, condition in conditions.items():
        if key == leaving_out:
            continue
        if isinstance(condition, Between):
            parts.append(f"{key} BETWEEN {condition.minimum!r} AND {condition.maximum!r}")
        else:
            parts.append(f"{key} IN ({', '.join(repr(float(value)) for value in sorted(condition.values))})")
    return " AND ".join(parts)


def statements(conditions: dict[str, Condition], sort: str) -> Iterator[str]:
    """What a database is asked for one page of search: total, rows, a count a facet."""
    yield f"SELECT count(*) FROM bench_motor WHERE {where(conditions)}"
    yield f"SELECT id FROM bench_motor WHERE {where(conditions)} ORDER BY {sort}, id LIMIT 25"
    for key in FACETS:
        others = where(conditions, key)
        if key in CHOICES:
            yield f"SELECT {key}, count(*) FROM bench_motor WHERE {others} GROUP BY {key}"
        else:
            yield f"SELECT min({key}), max({key}), count({key}) FROM bench_motor WHERE {others}"
            yield f"SELECT round(ln({key}) * 4), count(*) FROM bench_motor WHERE {others} GROUP BY 1"


def sqlite(catalogue: Catalogue, path: Path) -> sqlite3.Connection:
    """The catalogue as an indexed table of SQLite."""
    keys = list(catalogue.columns)
    database = sqlite3.connect(path)
    database.execute(f"CREATE TABLE bench_motor (id INTEGER PRIMARY KEY, {', '.join(f'{key} REAL' for key in keys)})")
    marks = ", ".join("?" * (len(keys) + 1))
    lists = [[None if value != value else value for value in catalogue.columns[key].tolist()] for key in keys]
    database.executemany(
        f"INSERT INTO bench_motor VALUES ({marks})", zip(range(1, len(lists[0]) + 1), *lists, strict=True)
    )
    for key in FACETS:
        database.execute(f"CREATE INDEX bench_{key} ON bench_motor ({key})")
    database.execute("ANALYZE")
    database.commit()
    return database


def postgres(catalogue: Catalogue):
    """The catalogue as a temporary, indexed table of PostgreSQL; None where no server answers."""
    import psycopg

    try:
        database = psycopg.connect("postgresql://postgres@127.0.0.1:5432/postgres", connect_timeout=3)
    except psycopg.OperationalError:
        return None
    keys = list(catalogue.columns)
    database.execute(
        f"CREATE TEMPORARY TABLE bench_motor (id integer, {', '.join(f'{key} double precision' for key in keys)})"
    )
    stacked = np.column_stack([catalogue.columns[key] for key in keys])
    with database.cursor().copy("COPY bench_motor FROM STDIN") as copy:
        for begin in range(0, len(stacked), 20_000):
            lines = (
                f"{begin + place + 1}\t" + "\t".join("\\N" if value != value else repr(value) for value in line)
                for place, line in enumerate(stacked[begin : begin + 20_000].tolist())
            )
            copy.write("\n".join(lines) + "\n")
    for key in FACETS:
        database.execute(f"CREATE INDEX ON bench_motor ({key})")
    database.execute("ANALYZE bench_motor")
    return database

"""The index gives the answers of plain masks, whatever the rows and the question."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.facets import building, file
from catalog.facets.columns import Column

from .plain import Between, OneOf, PlainTable, Query

KINDS = {
    "voltage": "choice",
    "sensor": "choice",
    "torque": "range",
    "speed": "range",
    "constant": "range",
    "marks": "multi",
}
TEXTS = [("57bl94", "2430"), ("57bl114", "ip54"), ("42bl61",), ("größe", "57"), ()]


@st.composite
def tables(draw):
    rows = draw(st.sampled_from([0, 1, 2, 63, 64, 65, 127, 130, 700]))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))

    def holes(column, share):
        column[rng.random(rows) < share] = math.nan
        return column

    share = draw(st.sampled_from([0.0, 0.2, 1.0]))
    speeds = np.round(rng.normal(3000, 900, rows), draw(st.integers(-2, 2)))
    values = {
        "voltage": holes(rng.choice([12.0, 24.0, 36.0, 48.0], rows), share),
        "sensor": [rng.choice(["Hall 120°", "encoder", "none", None]) for _ in range(rows)],
        "torque": holes(np.round(np.exp(rng.normal(size=rows)), 3), 0.1),
        "speed": holes(speeds, share),
        "constant": np.full(rows, 7.0),
        "marks": [
            list(rng.choice(["CE", "UL", "RoHS"], rng.integers(0, 3), replace=False)) or None for _ in range(rows)
        ],
    }
    texts = [TEXTS[rng.integers(0, len(TEXTS))] for _ in range(rows)]
    return values, texts


limits = st.floats(-10, 5000) | st.sampled_from([-math.inf, math.inf, 0.0, 7.0, 3000.0])
betweens = st.builds(lambda a, b, none: Between(a, b, none), limits, limits, st.booleans())
conditions = st.fixed_dictionaries(
    {},
    optional={
        "voltage": st.builds(OneOf, st.frozensets(st.sampled_from([12.0, 24.0, 48.0, 99.0])), st.booleans()) | betweens,
        "sensor": st.builds(OneOf, st.frozensets(st.sampled_from(["encoder", "none", "resolver"])), st.booleans()),
        "torque": betweens,
        "speed": betweens,
        "constant": betweens,
        "marks": st.builds(OneOf, st.frozensets(st.sampled_from(["CE", "UL", "VDE"])), st.booleans()),
    },
)
queries = st.builds(
    Query,
    conditions=conditions,
    words=st.sampled_from([(), ("57",), ("57bl", "24"), ("größ",), ("zz",)]),
    sort=st.sampled_from([None, "voltage", "torque", "speed", "constant"]),
    descending=st.booleans(),
    offset=st.sampled_from([0, 1, 20, 650]),
    limit=st.sampled_from([1, 25, 1000]),
    facets=st.just(tuple(KINDS)),
)


def agree(index, plain, query):
    answer = index.run(query)
    assert answer.total == int(plain.passing(query).sum())
    assert answer.rows.tolist() == plain.page(query)
    assert answer.without == {key: int(plain.passing(query, key).sum()) for key in plain.masks(query)}
    for key, facet in answer.facets.items():
        within, column = plain.passing(query, key), index.columns[key]
        assert facet.missing == int((plain.missing(key) & within).sum())
        if KINDS[key] == "range":
            numbers = plain.values[key][within & ~plain.missing(key)]
            assert facet.counts.sum() == len(numbers)
            assert (facet.minimum, facet.maximum) == ((numbers.min(), numbers.max()) if len(numbers) else (None, None))
            edges = column.edges()
            for bar, count in enumerate(facet.counts):
                last = bar == len(facet.counts) - 1
                inside = (numbers >= edges[bar]) & ((numbers <= edges[bar + 1]) if last else (numbers < edges[bar + 1]))
                assert edges[bar] == edges[bar + 1] or count == inside.sum()
        else:
            assert facet.counts.tolist() == [plain.count(key, value, within) for value in column.values]


def plain_of(index, values, texts):
    free = index.capacity - len(texts)
    padded = {
        key: np.concatenate([column, np.full(free, math.nan)])
        if isinstance(column, np.ndarray)
        else [*column, *[None] * free]
        for key, column in values.items()
    }
    live = [True] * len(texts) + [False] * free
    return PlainTable(KINDS, padded, [*texts, *[()] * free], live)


@settings(max_examples=300, deadline=None)
@given(table=tables(), query=queries)
def test_the_index_agrees_with_plain_masks(table, query):
    values, texts = table
    index = building.build(building.Table("1", np.arange(1, len(texts) + 1), KINDS, values, texts))
    agree(index, plain_of(index, values, texts), query)


@settings(max_examples=100, deadline=None)
@given(table=tables(), query=queries, data=st.data())
def test_a_patched_index_agrees_with_plain_masks(table, query, data):
    values, texts = table
    rows = len(texts)
    index = building.build(building.Table("1", np.arange(1, rows + 1), KINDS, values, texts))
    plain = plain_of(index, values, texts)
    changed = sorted(data.draw(st.sets(st.integers(1, rows + 5), max_size=6)))
    gone = data.draw(st.sets(st.integers(1, rows + 5), max_size=4)) - set(changed)
    fresh = {
        "torque": np.array([0.5 + key for key in changed], float),
        "voltage": np.array([48.0 if key % 2 else math.nan for key in changed], float),
        "marks": [["UL"] if key % 2 else None for key in changed],
        "sensor": [None if key % 2 else "resolver" for key in changed],
    }
    new_texts = [("42bl61", "neu") for _ in changed]
    patched = building.patch(index, building.Table("2", changed, KINDS, fresh, new_texts), gone)
    place = {int(key): row for row, key in enumerate(patched.ids) if key}
    assert set(place) == (set(range(1, rows + 1)) | set(changed)) - gone
    plain.live = np.array([key in place.values() for key in range(patched.capacity)])
    for number, key in enumerate(changed):
        row = place[key]
        for name, column in fresh.items():
            plain.values[name][row] = column[number]
        plain.texts[row] = new_texts[number]
    agree(patched, plain, query)


def test_a_written_index_answers_as_the_one_in_memory(tmp_path):
    rng = np.random.default_rng(5)
    values = {"voltage": rng.choice([12.0, 24.0], 500), "torque": rng.random(500), "marks": [["CE"]] * 500}
    kinds = {key: KINDS[key] for key in values}
    index = building.build(building.Table("7", np.arange(1, 501), kinds, values, [("a", str(n)) for n in range(500)]))
    file.write(index, tmp_path / "index.bin")
    mapped = file.read(tmp_path / "index.bin")
    query = Query(
        conditions={"voltage": OneOf(frozenset({24.0}))}, words=("a", "1"), sort="torque", facets=tuple(kinds)
    )
    before, after = index.run(query), mapped.run(query)
    assert mapped.version == "7"
    assert (before.total, before.rows.tolist(), before.without) == (after.total, after.rows.tolist(), after.without)
    assert all(before.facets[key].counts.tolist() == after.facets[key].counts.tolist() for key in kinds)


@pytest.mark.parametrize("content", [b"", b"\x00" * 200, b"\xff" * 64, b"\x05\x00\x00\x00\x00\x00\x00\x00hello"])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "index.bin"
    path.write_bytes(content)
    with pytest.raises(file.NotAnIndex):
        file.read(path)


def test_insertion_takes_a_spare_row_and_says_when_none_is_left():
    index = building.build(building.Table("1", [1], {"torque": "range"}, {"torque": np.array([1.0])}, [()]), spare=0)
    with pytest.raises(building.NoSpareRow):
        building.patch(index, building.Table("2", [2], {"torque": "range"}, {"torque": np.array([2.0])}, [()]))


def test_a_limit_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="number"):
        Between(math.nan, 1.0)


@pytest.mark.parametrize("descending", [False, True])
def test_a_deep_page_of_many_rows_continues_where_the_one_before_ended(descending):
    rng = np.random.default_rng(3)
    torque = np.round(rng.random(5000), 2)
    torque[rng.random(5000) < 0.1] = math.nan
    index = building.build(
        building.Table("1", np.arange(1, 5001), {"torque": "range"}, {"torque": torque}, [()] * 5000)
    )
    pages = [
        index.run(Query(sort="torque", descending=descending, offset=offset, limit=700)).rows
        for offset in range(0, 5000, 700)
    ]
    assert sorted(np.concatenate(pages).tolist()) == list(range(5000))
    column = index.columns["torque"]
    assert isinstance(column, Column)
    shown = column.numbers()[np.concatenate(pages)]
    known = shown[~np.isnan(shown)]
    assert np.isnan(shown[len(known) :]).all()
    assert (np.diff(known) <= 0).all() if descending else (np.diff(known) >= 0).all()

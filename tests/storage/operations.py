"""Everything a program can ask of a TinyDB table, drawn at random.

TinyDB takes a value as it is, and a change in place then changes it: what is asked of two tables
must not be one object.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from tinydb import where
from tinydb.operations import add, delete, increment
from tinydb.operations import set as setting
from tinydb.queries import QueryInstance
from tinydb.table import Document, Table


@dataclass(frozen=True)
class Operation:
    """One thing asked of a table, in words; it may write so many lines of a journal."""

    words: str
    run: Callable[[Table], Any] = field(repr=False)
    lines: int = 1


KEYS = st.sampled_from("abc")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.just(2**40),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(["", "x", "일본", "👩‍👧\u2028"]),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.sampled_from("xy"), st.integers(0, 2), max_size=2),
)
ROWS = st.dictionaries(KEYS, VALUES, max_size=3)
NUMBERS = st.integers(1, 6)
SEVERAL = st.lists(NUMBERS, max_size=3)


def has_list(value: Any) -> bool:
    """A test that a query may ask for."""
    return isinstance(value, list)


SIMPLE = st.one_of(
    st.builds(lambda key, value: where(key) == value, KEYS, VALUES),
    st.builds(lambda key, value: where(key) != value, KEYS, VALUES),
    st.builds(lambda key, value: where(key) < value, KEYS, st.integers(-3, 3)),
    st.builds(lambda key: where(key).exists(), KEYS),
    st.builds(lambda key: where(key).test(has_list), KEYS),
    st.builds(lambda key: where(key).x == 1, KEYS),
    st.builds(lambda key: where(key).any([1, 2]), KEYS),
    st.builds(lambda key, values: where(key).one_of(values), KEYS, st.lists(VALUES, max_size=2)),
)
QUERIES: st.SearchStrategy[QueryInstance] = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(lambda one: ~one, inner),
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
    ),
    max_leaves=3,
)


def change(row: MutableMapping[Any, Any]) -> None:
    """Change a row in place, one of its lists included."""
    row["z"] = [len(row)]
    for value in row.values():
        if isinstance(value, list):
            value.append(7)


CHANGES = st.one_of(
    st.just(change),
    st.builds(increment, KEYS),
    st.builds(add, KEYS, st.just("x")),
    st.builds(delete, KEYS),
    st.builds(setting, KEYS, VALUES),
)
WRITES = st.one_of(
    st.builds(lambda row: Operation(f"insert {row}", lambda t: t.insert(row)), ROWS),
    st.builds(
        lambda row, n: Operation(f"insert {row} as {n}", lambda t: t.insert(Document(row, n))),
        *(ROWS, NUMBERS),
    ),
    st.builds(
        lambda rows, n: Operation(
            f"insert {rows} and {n}",
            lambda t: t.insert_multiple([*rows, Document({"a": 0}, n)]),
        ),
        *(st.lists(ROWS, max_size=3), NUMBERS),
    ),
    st.builds(
        lambda row, q: Operation(f"set {row} where {q}", lambda t: t.update(row, q)),
        *(ROWS, QUERIES),
    ),
    st.builds(
        lambda what, q: Operation(f"change where {q}", lambda t: t.update(what, q)),
        *(CHANGES, QUERIES),
    ),
    st.builds(
        lambda what, ns: Operation(f"change {ns}", lambda t: t.update(what, doc_ids=ns)),
        *(CHANGES, SEVERAL),
    ),
    st.builds(
        lambda row, what, q: Operation(
            f"set {row}, then change where {q}",
            lambda t: t.update_multiple([(deepcopy(row), where("a").exists()), (what, q)]),
        ),
        *(ROWS, CHANGES, QUERIES),
    ),
    st.builds(
        lambda row, q: Operation(f"upsert {row} where {q}", lambda t: t.upsert(row, q), 2),
        *(ROWS, QUERIES),
    ),
    st.builds(
        lambda row, n: Operation(f"upsert {row} as {n}", lambda t: t.upsert(Document(row, n)), 2),
        *(ROWS, NUMBERS),
    ),
    st.builds(lambda q: Operation(f"remove where {q}", lambda t: t.remove(q)), QUERIES),
    st.builds(lambda ns: Operation(f"remove {ns}", lambda t: t.remove(doc_ids=ns)), SEVERAL),
    st.just(Operation("truncate", lambda t: t.truncate())),
)
QUESTIONS = st.one_of(
    st.builds(lambda q: Operation(f"search {q}", lambda t: t.search(q), 0), QUERIES),
    st.builds(lambda q: Operation(f"get {q}", lambda t: t.get(q), 0), QUERIES),
    st.builds(lambda n: Operation(f"get {n}", lambda t: t.get(doc_id=n), 0), NUMBERS),
    st.builds(lambda ns: Operation(f"get {ns}", lambda t: t.get(doc_ids=ns), 0), SEVERAL),
    st.builds(lambda q: Operation(f"count {q}", lambda t: t.count(q), 0), QUERIES),
    st.builds(lambda q: Operation(f"contains {q}", lambda t: t.contains(q), 0), QUERIES),
    st.builds(lambda n: Operation(f"contains {n}", lambda t: t.contains(doc_id=n), 0), NUMBERS),
    st.just(Operation("all", lambda t: t.all(), 0)),
    st.just(Operation("iterate", list, 0)),
    st.just(Operation("length", len, 0)),
    st.just(Operation("ids", lambda t: [row.doc_id for row in t], 0)),
)
OPERATIONS = st.one_of(WRITES, QUESTIONS)

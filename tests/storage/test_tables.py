"""TinyDB over the journal does what plain TinyDB does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from counterpoint.storage.journal import Gesture, puts_of
from counterpoint.storage.rows import replay
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.tables import JournaledDB, JournaledStorage, JournaledTable

Operation = Callable[[Table], Any]

NAMES = st.sampled_from(["claims", "kinds"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.text(max_size=3),
    st.lists(st.integers(0, 3), max_size=2),
)
ROWS = st.dictionaries(st.sampled_from("abc"), VALUES, max_size=3)
NUMBERS = st.integers(1, 6)


class Twins(RuleBasedStateMachine):
    """Owns plain TinyDB in memory, ours, and what a journal would hold."""

    def __init__(self) -> None:
        super().__init__()
        self.gestures: list[Gesture] = []
        self.ours = JournaledDB.over(JournaledStorage({}, self.sink))
        self.plain = TinyDB(storage=MemoryStorage)

    def sink(self, gesture: Gesture) -> int:
        """Keep a gesture as the writer would."""
        self.gestures.append(gesture)
        return len(self.gestures)

    def both(self, name: str, operation: Operation, lines: int = 1) -> None:
        """Do one thing in both; the outcome and the errors are the same, in that many lines."""
        before = len(self.gestures)
        assert outcome(self.ours.table(name), operation) == outcome(
            self.plain.table(name), operation
        )
        assert len(self.gestures) <= before + lines

    @rule(name=NAMES, row=ROWS)
    def insert(self, name: str, row: dict[str, Any]) -> None:
        """A new row."""
        self.both(name, lambda table: table.insert(row))

    @rule(name=NAMES, row=ROWS, number=NUMBERS)
    def insert_numbered(self, name: str, row: dict[str, Any], number: int) -> None:
        """A new row of a number that may be taken."""
        self.both(name, lambda table: table.insert(Document(row, number)))

    @rule(name=NAMES, rows=st.lists(ROWS, max_size=3), number=NUMBERS)
    def insert_many(self, name: str, rows: list[dict[str, Any]], number: int) -> None:
        """Several rows, the last of which may fail."""
        self.both(name, lambda table: table.insert_multiple([*rows, Document({"a": 0}, number)]))

    @rule(name=NAMES, fields=ROWS, key=st.sampled_from("abc"), value=VALUES)
    def update_where(self, name: str, fields: dict[str, Any], key: str, value: Any) -> None:
        """Set fields of the rows that match."""
        self.both(name, lambda table: table.update(fields, where(key) == value))

    @rule(name=NAMES, number=NUMBERS)
    def change_in_place(self, name: str, number: int) -> None:
        """Change rows through a function."""

        def change(row: MutableMapping[Any, Any]) -> None:
            row.update(z=[1, 2])

        self.both(name, lambda table: table.update(change, doc_ids=[number]))

    @rule(name=NAMES, row=ROWS, number=NUMBERS)
    def upsert(self, name: str, row: dict[str, Any], number: int) -> None:
        """Set or insert."""
        self.both(name, lambda table: table.upsert(Document(row, number)), lines=2)

    @rule(name=NAMES, key=st.sampled_from("abc"), value=VALUES)
    def remove_where(self, name: str, key: str, value: Any) -> None:
        """Remove the rows that match."""
        self.both(name, lambda table: table.remove(where(key) == value))

    @rule(name=NAMES, number=NUMBERS)
    def remove_numbered(self, name: str, number: int) -> None:
        """Remove by number, there or not."""
        self.both(name, lambda table: table.remove(doc_ids=[number]))

    @rule(name=NAMES)
    def truncate(self, name: str) -> None:
        """Remove all rows."""
        self.both(name, lambda table: table.truncate())

    @rule()
    def drop(self) -> None:
        """Remove all tables."""
        self.ours.drop_tables()
        self.plain.drop_tables()

    @invariant()
    def rows_are_equal(self) -> None:
        """Both hold the same rows under the same numbers."""
        assert content(self.ours) == content(self.plain)

    @invariant()
    def the_journal_says_the_same(self) -> None:
        """Replayed from nothing, the gestures give the same rows."""
        tables: RawTables = {}
        replay(tables, puts_of(self.gestures))
        again = JournaledDB.over(JournaledStorage(tables, lambda _: 0))
        assert content(again) == content(self.plain)


def outcome(table: Table, operation: Operation) -> Any:
    """What an operation gives back, or what it raises."""
    try:
        return operation(table)
    except (KeyError, ValueError) as error:
        return type(error)


def content(database: TinyDB) -> dict[str, dict[int, Any]]:
    """The rows that are not in an empty table, by number."""
    tables = {name: database.table(name).all() for name in ("claims", "kinds")}
    return {name: {row.doc_id: dict(row) for row in rows} for name, rows in tables.items() if rows}


TestTwins = Twins.TestCase
TestTwins.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)


def test_searching_finds_what_was_just_written() -> None:
    database = JournaledDB.over(JournaledStorage({}, lambda _: 0))
    table = database.table("claims")
    assert table.search(where("a") == 1) == []
    table.insert({"a": 1})
    assert table.search(where("a") == 1) == [{"a": 1}]
    assert table.get(doc_id=1) == {"a": 1}


def test_several_tables_in_one_gesture_are_one_line() -> None:
    gestures: list[Gesture] = []

    def sink(gesture: Gesture) -> int:
        gestures.append(gesture)
        return len(gestures)

    storage = JournaledStorage({}, sink)
    database = JournaledDB.over(storage)
    with storage.gesture():
        database.table("claims").insert({"a": 1})
        database.table("kinds").insert({"b": 2})
    assert [[put.table for put in gesture] for gesture in gestures] == [["claims", "kinds"]]
    assert storage.freeze()[0] == 1


def test_a_frozen_state_does_not_change_with_the_tables() -> None:
    storage = JournaledStorage({}, lambda _: 7)
    table = JournaledDB.over(storage).table("claims")
    table.insert({"a": 1})
    _, frozen = storage.freeze()
    writer = threading.Thread(target=table.update, args=({"a": 2},))
    writer.start()
    writer.join()
    assert frozen == {"claims": {"1": b'{"a":1}'}}


def test_a_row_dropped_and_set_again_in_one_update_is_there() -> None:
    table = JournaledDB.over(JournaledStorage({}, lambda _: 0)).table("claims")
    table.insert({"a": 1})
    seen: list[int] = []

    def update(rows: dict[int, Mapping[Any, Any]]) -> None:
        rows.pop(1)
        seen.append(len(rows))
        rows[1] = {"a": 2}
        seen.extend(rows)

    table._update_table(update)
    assert seen == [0, 1]
    assert table.all() == [{"a": 2}]


def test_a_new_row_never_takes_the_place_of_another() -> None:
    rows = {"9" * 18: b'{"id":"a"}', "1" + "0" * 18: b'{"id":"b"}'}
    storage = JournaledStorage({"claims": rows}, len)
    table = JournaledDB.over(storage).table("claims")
    assert isinstance(table, JournaledTable)
    table.index({"a": "9" * 18})
    table.put("c", {"id": "c"})
    table.put("d", {"id": "d"})
    assert len(storage.rows("claims")) == 4

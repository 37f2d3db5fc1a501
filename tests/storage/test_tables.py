"""TinyDB over the journal does what plain TinyDB does."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb.storages import Storage
from tinydb.table import Document, Table

from counterpoint.storage.journal import Gesture, puts_of
from counterpoint.storage.rows import replay
from counterpoint.storage.salvage import RawTables
from counterpoint.storage.snapshot import About, write_snapshot
from counterpoint.storage.tables import JournaledDB, JournaledStorage, JournaledTable
from tests.storage.operations import OPERATIONS, Operation

NAMES = ("claims", "kinds")


class Text(Storage):
    """Owns what plain TinyDB would write into its file."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables; None before the first are written."""
        found: dict[str, dict[str, Any]] | None = json.loads(self._text or "null")
        return found

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Keep the tables."""
        self._text = json.dumps(data)


class Twins(RuleBasedStateMachine):
    """Owns plain TinyDB, ours, and what a journal would hold."""

    def __init__(self) -> None:
        super().__init__()
        self.gestures: list[Gesture] = []
        self.storage = JournaledStorage({}, self.sink)
        self.ours = JournaledDB.over(self.storage)
        self.plain = TinyDB(storage=Text)

    def sink(self, gesture: Gesture) -> int:
        """Keep a gesture as the writer would."""
        self.gestures.append(gesture)
        return len(self.gestures)

    @rule(name=st.sampled_from(NAMES), operation=OPERATIONS)
    def do(self, name: str, operation: Operation) -> None:
        """Ask both for one thing: answers and errors are the same, in so many lines at most."""
        before = len(self.gestures)
        ours = outcome(self.ours.table(name), operation)
        assert ours == outcome(self.plain.table(name), operation)
        assert len(self.gestures) <= before + operation.lines

    @rule()
    def drop_all(self) -> None:
        """Remove all tables."""
        self.ours.drop_tables()
        self.plain.drop_tables()

    @rule(name=st.sampled_from(NAMES))
    def drop(self, name: str) -> None:
        """Remove a table."""
        self.ours.drop_table(name)
        self.plain.drop_table(name)

    @invariant()
    def rows_are_equal(self) -> None:
        """Both hold the same rows under the same numbers, in the same order."""
        assert content(self.ours) == content(self.plain)

    @invariant()
    def the_journal_says_the_same(self) -> None:
        """Replayed from nothing, the gestures give the same rows."""
        tables: RawTables = {}
        replay(tables, puts_of(self.gestures))
        again = JournaledDB.over(JournaledStorage(tables, lambda _: 0))
        assert by_number(again) == by_number(self.plain)

    def teardown(self) -> None:
        """Plain TinyDB finds the same rows in a snapshot of ours."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "snapshot.json"
            write_snapshot(path, self.storage.freeze()[1], About(1, "ana", "Ana", "laptop"))
            with TinyDB(path, access_mode="r") as database:
                assert content(database) == content(self.plain)


def outcome(table: Table, operation: Operation) -> Any:
    """What an operation gives back, or what it raises."""
    try:
        return _plain(operation.run(table))
    except (KeyError, TypeError, ValueError) as error:
        return type(error)


def content(database: TinyDB) -> dict[str, list[Any]]:
    """The rows that are not in an empty table, with their numbers."""
    tables = {name: _plain(database.table(name).all()) for name in NAMES}
    return {name: rows for name, rows in tables.items() if rows}


def by_number(database: TinyDB) -> dict[str, list[Any]]:
    """The same in the order of the numbers."""
    return {name: sorted(rows, key=lambda row: row[0]) for name, rows in content(database).items()}


def _plain(answer: Any) -> Any:
    """Rows with their numbers, which comparing rows leaves out."""
    if isinstance(answer, list):
        return [_plain(one) for one in answer]
    return (answer.doc_id, dict(answer)) if isinstance(answer, Document) else answer


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

"""Where in a file a record stands, for those who look at it in an editor."""

import re
from dataclasses import dataclass

import msgspec

from counterpoint.storage.codec import MALFORMED
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.names import FileNames
from counterpoint.storage.readers import FileBytes, read_pair
from counterpoint.storage.winners import Bad
from counterpoint.storage.wording import lines_of, named, said

_ID = re.compile(rb'"id"\s*:\s*("[^"\\\n]*(?:\\.[^"\\\n]*)*")')

MOST_SOUGHT = 200
"""Rows of one file, of those that do not say their ids, whose lines are looked for one by one."""


@dataclass(frozen=True)
class Place:
    """Where something stands: a bare file name of the readers folder, and the line from 1."""

    name: str
    line: int | None

    @property
    def words(self) -> str:
        """The place as a sentence says it."""
        return lines_of([self.line], self.name) if self.line else f"“{said(self.name)}”"


class Lines:
    """Finds the lines of records in a file; reads it when it is asked first.

    Of several lines with one id the last counts, that of the journal before the snapshot's: a
    later line is the one that holds. Bytes are held only where a row does not say its id.
    """

    def __init__(self, folder: ProjectFolder, names: FileNames) -> None:
        self._folder = folder
        self._names = names
        self._by_id: list[tuple[str, dict[str, int]]] | None = None
        self._files: tuple[FileBytes, ...] = ()
        self._sought = 0

    def sentence(self, bad: Bad) -> str:
        """What is wrong with a record, and where it stands."""
        place = self.place_of_row(bad)
        at = f"“{said(place.name)}”" + (f", line {place.line}" if place.line else "")
        what = record_words(bad)
        return f"{at}, table {bad.table}: {what} is damaged and was left out ({bad.damage})."

    def place_of_row(self, bad: Bad) -> Place:
        """Where a row stands that cannot be understood."""
        identity = id_of(bad.raw)
        return self.place_of(identity) if identity else self._place_of_text(bad.raw)

    def place_of(self, identity: str) -> Place:
        """Where a record stands, in the journal if that holds its latest version."""
        if self._by_id is None:
            self._by_id = [
                (file.path.name, lines_by_id(file.data)) for file in self._read() if file.data
            ]
        for name, lines in self._by_id:
            if identity in lines:
                return Place(name, lines[identity])
        return Place(self._names.name, None)

    def _place_of_text(self, raw: bytes) -> Place:
        """Where something stands that does not say which record it is: in a hostile file, many."""
        self._sought += 1
        if self._sought > MOST_SOUGHT:
            return Place(self._names.name, None)
        self._files = self._files or self._read()
        for file in self._files:
            data = file.data or b""
            at = data.rfind(raw)
            if at >= 0:
                return Place(file.path.name, 1 + data.count(b"\n", 0, at))
        return Place(self._names.name, None)

    def _read(self) -> tuple[FileBytes, FileBytes]:
        pair = read_pair(self._folder, self._names)
        return pair.journal, pair.snapshot


def record_words(bad: Bad) -> str:
    """What a sentence calls a row that could not be understood."""
    identity = id_of(bad.raw)
    return f"record {named(identity)}" if identity else f"row {named(bad.row)}"


class _Named(msgspec.Struct):
    """Which record it is, whatever else is wrong with it."""

    id: str


def id_of(raw: bytes) -> str:
    """The id of a record, whatever else is wrong with it; empty where it does not say."""
    try:
        return msgspec.json.decode(raw, type=_Named).id
    except MALFORMED:
        return ""


def lines_by_id(data: bytes) -> dict[str, int]:
    """The last line, from 1, of each id in a file of JSON or a journal, whole or damaged."""
    found: dict[str, int] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        for text in _ID.findall(line):
            found[_text(text)] = number
    return found


def _text(quoted: bytes) -> str:
    """A string of JSON; as it stands where that cannot be read."""
    if b"\\" in quoted:
        try:
            return msgspec.json.decode(quoted, type=str)
        except MALFORMED:
            pass
    return quoted[1:-1].decode("utf-8", "replace")

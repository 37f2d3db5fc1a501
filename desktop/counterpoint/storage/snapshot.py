"""The snapshot: a reader's file as plain TinyDB can open it, one record a line.

The table ``about`` comes first. Its checksum covers its own other fields and the text of all
other tables.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path

import msgspec

from counterpoint.storage.codec import MALFORMED, TABLES
from counterpoint.storage.durable import Confirm, replace_file
from counterpoint.storage.folder import FORMAT
from counterpoint.storage.salvage import RawTables, Salvage, salvaged
from counterpoint.storage.wording import capital, lines_of, said

ABOUT = "about"
_RECORDS_A_CHUNK = 512
_OPENING = b'{\n"about": {\n'
_HEAD = _OPENING + b'"1": '
_ABOUT_END = b"\n}"
_TABLE = re.compile(rb',\n("[^"\\\n]*"): \{\n')
_TABLE_END = b"\n}"
_END = b"\n}\n"
_BYTES_A_PIECE = 1 << 18


@dataclass(frozen=True)
class About:
    """What a reader's file says of itself. ``name`` is the reader's, ``reader`` the id.

    ``project`` is the id of the project it belongs to; empty in files of before it was kept.
    """

    generation: int
    reader: str
    name: str
    installation: str
    format: int = FORMAT
    checksum: str = ""
    project: str = ""

    @property
    def file_name(self) -> str:
        """The bare name of the file this installation writes."""
        return f"{self.reader}-{self.installation}.json"


@dataclass(frozen=True)
class SnapshotContents:
    """What a snapshot says, as JSON by table and row, and what is wrong with it.

    ``is_sound`` is false where the checksum does not fit; what could be read is there all the
    same. A newer program's file is taken as it is.
    """

    about: About | None = None
    tables: RawTables = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    is_sound: bool = True

    @property
    def is_newer(self) -> bool:
        """Whether a newer program wrote it."""
        return self.about is not None and self.about.format > FORMAT


_TABLES = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_PIECE = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])
_NAME = msgspec.json.Decoder(str)
_ABOUT = msgspec.json.Decoder(About)
_FIELDS = msgspec.json.Decoder(dict[str, object])


def write_snapshot(
    path: Path,
    tables: Mapping[str, Mapping[str, bytes]],
    about: About,
    confirm: Confirm = lambda _: None,
) -> About:
    """Put a snapshot in the place of the one before; what it then says of itself.

    Raises OSError, and what ``confirm`` raises; the old one then stands.
    """
    signed = replace(about, checksum=_checksum(asdict(about), _body(tables)))
    size = sum(len(raw) + 16 for rows in tables.values() for raw in rows.values())
    replace_file(path, _render(tables, signed), size, confirm)
    return signed


def parse_snapshot(data: bytes, name: str) -> SnapshotContents:
    """Read a snapshot; never raises.

    Where the checksum does not fit, everything that can be understood is read all the same.
    """
    sound = _in_pieces(data)
    if sound is not None:
        return sound
    try:
        raw = _TABLES.decode(data)
        about = _ABOUT.decode(raw[ABOUT]["1"])
    except (*MALFORMED, KeyError):
        return _damaged(data, name, None)
    tables = {table: _rows(rows) for table, rows in raw.items() if table != ABOUT}
    if about.format > FORMAT or _fits(data, tables, raw[ABOUT]["1"]):
        return SnapshotContents(about, tables)
    return _damaged(data, name, about)


def sound_head(data: bytes) -> Mapping[str, object] | None:
    """What a snapshot says of itself; None where the checksum does not fit its text as it stands.

    No record is read, so it costs a fraction of ``parse_snapshot``, and holds up no other thread.
    """
    end = data.find(_ABOUT_END)
    if not data.startswith(_HEAD) or end < 0:
        return None
    try:
        fields = _FIELDS.decode(data[len(_HEAD) : end])
    except MALFORMED:
        return None
    text = memoryview(data)[end + len(_ABOUT_END) :]
    return fields if _checksum(fields, iter([text])) == fields.get("checksum") else None


def has_rows(head: Mapping[str, object], tables: Mapping[str, Mapping[str, bytes]]) -> bool:
    """Whether a sound snapshot, of which this is the head, holds exactly these rows."""
    return _checksum(head, _body(tables)) == head.get("checksum")


def _in_pieces(data: bytes) -> SnapshotContents | None:
    """A sound snapshot as this program lays it out; None of any other, which may be sound, too.

    The parser holds up every other thread until it returns; it is given some records at a time.
    """
    if sound_head(data) is None:
        return None
    at = data.find(_ABOUT_END)
    tables: RawTables = {}
    try:
        about = _ABOUT.decode(data[len(_HEAD) : at])
        at += len(_ABOUT_END)
        while found := _TABLE.match(data, at):
            name = _NAME.decode(found[1])
            if name == ABOUT:
                return None  # Which of the two holds is for the parser to say.
            tables[name], at = _table_at(data, found.end())
    except MALFORMED:
        return None
    is_known = about.format <= FORMAT and data[at:] == _END
    return SnapshotContents(about, tables) if is_known else None


def _table_at(data: bytes, at: int) -> tuple[dict[str, bytes], int]:
    """The rows of a table from its first line on, and where it ends; raises what is MALFORMED.

    Each piece is JSON of its own, so that all of them together are what the parser would read.
    """
    rows: dict[str, bytes] = {}
    if data.startswith(_TABLE_END, at - 1):
        return rows, at - 1 + len(_TABLE_END)
    while True:
        cut = data.find(b",\n", at + _BYTES_A_PIECE)
        end = data.find(_TABLE_END, at, cut if cut >= 0 else len(data))
        stop = end if end >= 0 else cut
        pieces = _PIECE.decode(b"[{%b}]" % data[at : max(stop, at)])
        if len(pieces) != 1 or not pieces[0]:
            raise msgspec.DecodeError("this is no part of one table")
        rows.update(_rows(pieces[0]))
        if end >= 0:
            return rows, end + len(_TABLE_END)
        at = cut + len(b",\n")


def _rows(rows: Mapping[str, msgspec.Raw]) -> dict[str, bytes]:
    return {row: bytes(raw) for row, raw in rows.items()}


def _damaged(data: bytes, name: str, about: About | None) -> SnapshotContents:
    found: Salvage = salvaged(data)
    rows = found.tables.pop(ABOUT, {})
    count = sum(map(len, found.tables.values()))
    some = "one record" if count == 1 else f"{count} records"
    read = some if count else "nothing in it"
    summary = f"“{said(name)}” was damaged, or changed by another program: {read} could be read."
    skipped = []
    if found.bad:
        were = "was" if len(found.bad) == 1 else "were"
        lines = capital(lines_of(found.bad, name))
        skipped.append(f"{lines} could not be read and {were} left out.")
    odd = sorted(set(found.odd) - set(found.bad))
    if odd:
        are, them = ("is", "it") if len(odd) == 1 else ("are", "them")
        lines = capital(lines_of(odd, name))
        skipped.append(f"{lines} {are} not as this program writes {them}.")
    about = about or next(filter(None, map(_about, rows.values())), None)
    return SnapshotContents(about, found.tables, (summary, *skipped), is_sound=False)


def _about(raw: bytes) -> About | None:
    try:
        return _ABOUT.decode(raw)
    except MALFORMED:
        return None


def _fits(data: bytes, tables: Mapping[str, Mapping[str, bytes]], about: bytes) -> bool:
    """Whether the checksum is right: for the text as it stands, or as it would be written."""
    try:
        fields = msgspec.json.decode(about)
        end = data.find(_ABOUT_END)
        if data.startswith(_OPENING) and end > 0:
            text = memoryview(data)[end + len(_ABOUT_END) :]
            if _checksum(fields, iter([text])) == fields["checksum"]:
                return True
        return bool(_checksum(fields, _body(_compact(tables))) == fields["checksum"])
    except (*MALFORMED, KeyError):
        return False


def _compact(tables: Mapping[str, Mapping[str, bytes]]) -> RawTables:
    """The same rows as this program spells them, for a file that an editor laid out anew."""
    return {
        table: {row: msgspec.json.encode(msgspec.json.decode(raw)) for row, raw in rows.items()}
        for table, rows in tables.items()
    }


def _checksum(about: Mapping[str, object], body: Iterator[bytes | memoryview]) -> str:
    """SHA-256 of what ``about`` says beside its checksum, and of the text of the other tables."""
    fields = {key: value for key, value in about.items() if key != "checksum"}
    digest = hashlib.sha256(msgspec.json.encode(fields, order="sorted"))
    for chunk in body:
        digest.update(chunk)
    return digest.hexdigest()


def _render(tables: Mapping[str, Mapping[str, bytes]], about: About) -> Iterator[bytes]:
    yield _HEAD + msgspec.json.encode(about) + _ABOUT_END
    yield from _body(tables)


def _body(tables: Mapping[str, Mapping[str, bytes]]) -> Iterator[bytes]:
    """Everything after ``about``, in pieces small enough to let other threads run between."""
    for table in dict.fromkeys([*TABLES, *tables]):
        yield b",\n" + msgspec.json.encode(table) + b": {"
        rows = iter(tables.get(table, {}).items())
        mark = b"\n"
        while chunk := list(islice(rows, _RECORDS_A_CHUNK)):
            yield mark + b",\n".join(
                b"%b: %b" % (msgspec.json.encode(row), raw) for row, raw in chunk
            )
            mark = b",\n"
        yield b"\n}"
    yield b"\n}\n"

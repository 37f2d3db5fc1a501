"""Records as JSON and back.

What is known is checked strictly; what a newer version added stays where it was.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind
from counterpoint.storage.wording import plain_text

Raw = dict[str, Any]
"""A record as TinyDB holds it: JSON's own types and nothing else."""

TABLES: Mapping[str, type[Record]] = MappingProxyType(
    {
        "claims": Claim,
        "relations": Relation,
        "documents": Document,
        "kinds": Kind,
        "relation_kinds": RelationKind,
    }
)
"""The tables of a reader's file, beside ``about``."""

HIGHEST_READ = 2**52
"""A revision above it in a file can only be damage or malice: no reader makes so many changes.

The next revision is one above the highest that was read, so there must be room for it; and
JSON readers that know only doubles would round those above 2**53.
"""

HIGHEST_OWN = HIGHEST_READ + 2**32
"""The same for the file we write ourselves: what we wrote above the highest of another's.

A revision above it is not written, for nobody could read it again.
"""

MALFORMED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding foreign JSON raises; lone surrogates, NaN and great depth are among it."""

_TABLE_OF = {record_type: table for table, record_type in TABLES.items()}
_DECODERS = {table: msgspec.json.Decoder(record_type) for table, record_type in TABLES.items()}
# A relation kind has all that a kind must have.
_MOST_PARTICULAR_FIRST = ("claims", "relations", "documents", "relation_kinds", "kinds")
_OBJECT = msgspec.json.Decoder(Raw)

_LACKING = re.compile(r"missing required field `(\w+)`")
_ODD = re.compile(r"at `\$\.(\w+)")
"""What msgspec says of a field, in its words for programmers."""


class Damaged(ValueError):
    """A record that cannot be understood; says why."""


class Version(msgspec.Struct, frozen=True, gc=False):
    """Which record some JSON is, and which version of it."""

    id: str
    rev: int = 0
    writer: str = ""


_VERSION = msgspec.json.Decoder(Version)


def table_of(record: Record) -> str:
    """The name of the table a record belongs to."""
    return _TABLE_OF[type(record)]


def decode(table: str, raw: bytes, highest: int = HIGHEST_READ) -> Record:
    """The record that some JSON of a known table says; Damaged also for a revision too high."""
    try:
        record = _DECODERS[table].decode(raw)
    except MALFORMED as error:
        raise Damaged(_in_words(error)) from None
    if not record.id or not 0 <= record.rev <= highest:
        raise Damaged("its id is empty or its revision is out of range")
    if isinstance(record, Document) and not record.editions:
        raise Damaged("it has no edition")
    return record


def encode(record: Record, held: bytes | None = None) -> Raw:
    """A record as JSON types, laid over the version it replaces, whose unknown fields it keeps.

    Raises Damaged where JSON cannot hold it or could not give it back.
    """
    try:
        text = _text(record)
        decode(table_of(record), text, HIGHEST_OWN)
    except Damaged:
        raise
    except (OverflowError, TypeError, ValueError) as error:
        raise Damaged(_in_words(error)) from None
    known = _OBJECT.decode(text)
    return known if held is None else _overlaid(_object(held), known)


def version_of(raw: bytes) -> Version | None:
    """Which version of which record this is; None where the JSON does not say."""
    try:
        return _VERSION.decode(raw)
    except MALFORMED:
        return None


def guess_table(raw: bytes) -> str | None:
    """The table whose records look like this one; None where none does."""
    return next((table for table in _MOST_PARTICULAR_FIRST if is_record(table, raw)), None)


def is_record(table: str, raw: bytes) -> bool:
    """Whether some JSON is a record of a table; no other table than the known has any."""
    try:
        return table in TABLES and bool(decode(table, raw))
    except Damaged:
        return False


def is_json(raw: bytes) -> bool:
    """Whether any JSON parser would take these bytes for an object."""
    try:
        _OBJECT.decode(raw)
    except MALFORMED:
        return False
    return True


def _in_words(error: Exception) -> str:
    """Why a record cannot be understood: the end of a sentence, without its full stop."""
    if lacking := _LACKING.search(str(error)):
        return f"it has no “{lacking[1]}”"
    if odd := _ODD.search(str(error)):
        return f"its “{odd[1]}” is not what it should be"
    return "it is torn, or not as Counterpoint writes it"


def _text(record: Record) -> bytes:
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        # A lone surrogate, as broken PDFs yield: no encoding of Unicode can hold it.
        return msgspec.json.encode(_scrubbed(msgspec.to_builtins(record)))


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, Mapping):
        return {key: _scrubbed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(one) for one in value]
    return value


def _object(raw: bytes) -> Raw:
    try:
        return _OBJECT.decode(raw)
    except MALFORMED:
        return {}


def _overlaid(old: Any, new: Any) -> Any:
    """The new value with the keys only the old one has; in a list only where an item agrees."""
    if old == new:
        return new  # most of a record, at a fraction of the time
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _overlaid(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and isinstance(new, list):
        return [_same_item(old, index, value) for index, value in enumerate(new)]
    return new


def _same_item(old: list[Any], index: int, value: Any) -> Any:
    before = old[index] if index < len(old) else None
    if not (isinstance(before, dict) and isinstance(value, dict)):
        return value
    agrees = all(before.get(key) == known for key, known in value.items())
    return {**before, **value} if agrees else value

"""A snapshot is read in pieces, and says what JSON's own parser says of all of it."""

from __future__ import annotations

import hashlib
import json
import random
import re

import msgspec
import pytest

from counterpoint.storage.snapshot import About, parse_snapshot, write_snapshot

ABOUT = About(4, "ana", "Ana", "laptop")
LONG = b'{"id":"long","note":"%b"}' % (b"x" * (1 << 18))
"""A record of the length of a piece: the next piece begins right behind it."""

TABLES = {
    "documents": {"1": b'{"id":"paper"}'},
    "claims": {
        "1": LONG,
        **{str(n): b'{"id":"%d","tags":["a",{}]}' % n for n in range(2, 9)},
    },
    "memos": {"1": b'{"id":"from a newer version"}', "2": b"{}"},
}
MARKS = b',:{}[]"\n1 \\\xff'
LUMPS = (b",\n", b"\n}", b'"1": {}', b'}},"claims":{"9":{}', b"},{", b"{\n")
PARTS = (*(bytes([mark]) for mark in MARKS), *LUMPS)
"""What is put into the text, or in the place of some of it."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("pieces") / "s"
    write_snapshot(path, TABLES, ABOUT)
    return path.read_bytes()


def signed(text: bytes) -> bytes:
    """A snapshot of another program's making, with the checksum of its text after ``about``."""
    fields = {key: value for key, value in msgspec.to_builtins(ABOUT).items() if key != "checksum"}
    told = hashlib.sha256(msgspec.json.encode(fields, order="sorted") + text).hexdigest()
    about = json.dumps({**fields, "checksum": told}).encode()
    return b'{\n"about": {\n"1": ' + about + b"\n}" + text


def text_of(snapshot: bytes) -> bytes:
    """All after ``about``."""
    return snapshot[snapshot.index(b"\n}") + 2 :]


def parsed(data: bytes) -> dict[str, dict[str, bytes]] | None:
    """The tables as the parser reads them at once; None where this is no JSON of tables."""
    try:
        tables = msgspec.json.decode(data, type=dict[str, dict[str, msgspec.Raw]])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    del tables["about"]
    return {table: {row: bytes(raw) for row, raw in rows.items()} for table, rows in tables.items()}


def places(text: bytes) -> list[int]:
    """Where something may go wrong: all but the inside of the long record."""
    long = re.search(rb"x{1000,}", text)
    assert long is not None
    return [*range(long.start() + 2), *range(long.end() - 2, len(text))]


def test_a_snapshot_says_the_same_in_pieces(written: bytes) -> None:
    contents = parse_snapshot(written, "s")
    assert contents.is_sound
    assert contents.tables == parsed(written)
    assert list(contents.tables["claims"]) == list(TABLES["claims"])


@pytest.mark.parametrize("seed", range(4))
def test_what_is_signed_is_sound_only_where_it_is_json(written: bytes, seed: int) -> None:
    text, chance, kinds = text_of(written), random.Random(seed), set()
    there = places(text)
    for _ in range(60):
        at, added = chance.choice(there), chance.choice(PARTS)
        data = signed(text[:at] + added + text[at + chance.choice((0, 0, 1, 2)) :])
        contents, expected = parse_snapshot(data, "s"), parsed(data)
        assert contents.is_sound == (expected is not None), added
        assert expected is None or contents.tables == expected, added
        kinds.add(contents.is_sound)
    assert kinds == {True, False}


@pytest.mark.parametrize(
    "end",
    [
        b"",
        b"\n}",
        b"\n}\n}\n",
        b"\n},\n",
        b",\n\n}\n}\n",
        b',\n"2": {}\n}\n}',
        b'},{"2":{}\n}\n}\n',
    ],
)
def test_the_end_of_a_table_is_where_json_has_it(end: bytes) -> None:
    data = signed(b',\n"claims": {\n"1": ' + LONG + end)
    assert parse_snapshot(data, "s").is_sound == (parsed(data) is not None)


def test_of_two_tables_of_one_name_the_parser_chooses() -> None:
    data = signed(b',\n"claims": {\n"1": {}\n},\n"claims": {\n"2": {}\n}\n}\n')
    assert parse_snapshot(data, "s").tables == parsed(data) == {"claims": {"2": b"{}"}}


def test_a_second_table_about_is_not_overlooked() -> None:
    second = b'{"generation":9,"reader":"eve","name":"Eve","installation":"x"}'
    data = signed(b',\n"about": {\n"1": ' + second + b"\n}\n}\n")
    assert not parse_snapshot(data, "s").is_sound


def test_of_two_rows_of_one_number_the_last_counts() -> None:
    data = signed(b',\n"claims": {\n"1": {},\n"2": ' + LONG + b',\n"1": {"id":"a"}\n}\n}\n')
    assert parse_snapshot(data, "s").tables == parsed(data)

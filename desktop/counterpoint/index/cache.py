"""What can be searched of one project, in one SQLite file that can be made anew at any time.

One file a project, and not one for all: a query looks only at what it is about, what is damaged
costs one project, and what nobody opens any more goes as a whole.
"""

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpoint.index.words import indexed

FORMAT = 3
"""Of the tables, and of how words are cut; another one has the file made anew."""

BLOCK = 24
"""Bits of a passage's number that count within its edition, so that each edition is a range."""

WAIT_SECONDS = 1.0
"""How long another process that is writing is waited for."""

PRIVATE = 0o600

WORDS_TABLE = (
    "CREATE VIRTUAL TABLE words USING fts5(body, content='', columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
)

_EDITIONS = (
    "CREATE TABLE editions (id INTEGER PRIMARY KEY, sha256 TEXT, extractor TEXT, rows INTEGER, "
    "complete INTEGER, seen INTEGER, UNIQUE (sha256, extractor))"
)
_PASSAGES = (
    "CREATE TABLE passages "
    "(id INTEGER PRIMARY KEY, start INTEGER, paragraph INTEGER, page TEXT, body TEXT)"
)
_BODIES = "SELECT id, body FROM passages WHERE id BETWEEN ? AND ?"

_TABLES = (_EDITIONS, _PASSAGES, WORDS_TABLE, f"PRAGMA user_version = {FORMAT}")


class Outdated(Exception):
    """The file is of another version."""


@dataclass(frozen=True)
class Key:
    """A text: a file by its SHA-256, and the version of the code that has read it."""

    sha256: str
    extractor: str


@dataclass(frozen=True)
class Standing:
    """How much of a text is there: passages, and whether those are all."""

    rows: int = 0
    is_complete: bool = False


@dataclass(frozen=True)
class Row:
    """A passage: a paragraph or a part of one; ``start`` is its offset in the reading text.

    ``paragraph`` counts from 0; ``page`` is the label, None where there are no pages.
    """

    start: int
    paragraph: int
    page: str | None
    body: str


@dataclass(frozen=True)
class Piece:
    """Passages of a text, from number ``first`` on; ``is_last`` where no more follow."""

    first: int
    rows: Sequence[Row]
    is_last: bool = True


class Cache:
    """Owns one connection. Everything here raises sqlite3.Error where the file cannot be used.

    ``path`` is None where it is kept in memory; ``wait`` is how many seconds others who hold the
    file are waited for now.
    """

    def __init__(self, path: Path | None, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self._base = sqlite3.connect(
            path or ":memory:", timeout=wait, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare()
            self._base.execute(f"PRAGMA busy_timeout = {int(1000 * WAIT_SECONDS)}")
        except (sqlite3.Error, Outdated):
            self._base.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def standing(self, key: Key) -> Standing:
        """How much of a text is there."""
        found = self._base.execute(
            "SELECT rows, complete FROM editions WHERE sha256 = ? AND extractor = ?",
            (key.sha256, key.extractor),
        ).fetchone()
        return Standing(found[0], bool(found[1])) if found else Standing()

    def add(self, key: Key, piece: Piece, day: int) -> Standing:
        """Take passages of a text, which was wanted on a day; none where others are due.

        What was taken is there for good, so that a text can be taken in pieces.
        """
        self._base.execute("BEGIN IMMEDIATE")
        try:
            edition = self._edition(key, day)
            before = self.standing(key)
            if before.is_complete or piece.first != before.rows:
                self._base.execute("ROLLBACK")
                return before
            self._write(edition, piece)
            after = Standing(piece.first + len(piece.rows), piece.is_last)
            self._base.execute(
                "UPDATE editions SET rows = ?, complete = ? WHERE id = ?",
                (after.rows, after.is_complete, edition),
            )
            self._base.execute("COMMIT")
        except sqlite3.Error:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            raise
        return after

    def see(self, keys: Sequence[Key], day: int, forget_before: int) -> None:
        """Note that these texts were wanted on a day; forget those not wanted for long."""
        self._base.executemany(
            "UPDATE editions SET seen = ? WHERE sha256 = ? AND extractor = ? AND seen != ?",
            [(day, key.sha256, key.extractor, day) for key in keys],
        )
        old = "SELECT id FROM editions WHERE seen < ?"
        for (edition,) in self._base.execute(old, (forget_before,)).fetchall():
            self._forget(edition)

    def matching(self, match: str, keys: Sequence[Key]) -> dict[Key, list[int]]:
        """The numbers of the passages that a query of FTS5 finds, by text, ascending."""
        wanted = {self._number(key): key for key in keys}
        found: dict[Key, list[int]] = {}
        for (row,) in self._base.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,)):
            key = wanted.get(row >> BLOCK)
            if key is not None:
                found.setdefault(key, []).append(row)
        return found

    def first(self, match: str, key: Key, most: int) -> list[int]:
        """The first passages of one text that a query of FTS5 finds; many do not slow it."""
        start = self._number(key) << BLOCK
        return [
            row
            for (row,) in self._base.execute(
                "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?",
                (match, start, start + (1 << BLOCK) - 1, most),
            )
        ]

    def row(self, number: int) -> Row | None:
        """A passage by its number; None where it was forgotten meanwhile."""
        found = self._base.execute(
            "SELECT start, paragraph, page, body FROM passages WHERE id = ?", (number,)
        ).fetchone()
        return Row(*found) if found else None

    def _prepare(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = OFF"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute("PRAGMA cache_size = -16000")
        version = self._base.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, FORMAT):
            raise Outdated
        self._base.execute("BEGIN IMMEDIATE")  # or a disk that takes nothing would show later
        if self._base.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _TABLES:
                self._base.execute(statement)
        self._base.execute("COMMIT")

    def _edition(self, key: Key, day: int) -> int:
        self._base.execute(
            "INSERT OR IGNORE INTO editions (sha256, extractor, rows, complete, seen) "
            "VALUES (?, ?, 0, 0, ?)",
            (key.sha256, key.extractor, day),
        )
        return self._number(key)

    def _number(self, key: Key) -> int:
        found = self._base.execute(
            "SELECT id FROM editions WHERE sha256 = ? AND extractor = ?",
            (key.sha256, key.extractor),
        ).fetchone()
        return int(found[0]) if found else 0

    def _write(self, edition: int, piece: Piece) -> None:
        start = (edition << BLOCK) + piece.first
        self._base.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
            [
                (number, row.start, row.paragraph, row.page, row.body)
                for number, row in enumerate(piece.rows, start)
            ],
        )
        self._base.executemany(
            "INSERT INTO words (rowid, body) VALUES (?, ?)",
            [(number, indexed(row.body)) for number, row in enumerate(piece.rows, start)],
        )

    def _forget(self, edition: int) -> None:
        first, last = edition << BLOCK, ((edition + 1) << BLOCK) - 1
        self._base.execute("BEGIN IMMEDIATE")
        rows = self._base.execute(_BODIES, (first, last))
        self._base.executemany(
            "INSERT INTO words (words, rowid, body) VALUES ('delete', ?, ?)",
            [(number, indexed(body)) for number, body in rows.fetchall()],
        )
        self._base.execute("DELETE FROM passages WHERE id BETWEEN ? AND ?", (first, last))
        self._base.execute("DELETE FROM editions WHERE id = ?", (edition,))
        self._base.execute("COMMIT")


def open_cache(path: Path | None, wait: float = WAIT_SECONDS) -> tuple[Cache, bool]:
    """The cache in a file; made anew where that is damaged, in memory where it cannot be used.

    Also whether that is because others hold it at the moment.
    """
    if path is None:
        return Cache(None), False
    for _ in range(2):
        try:
            _make_private(path)
            return Cache(path, wait), False
        except (sqlite3.DatabaseError, Outdated) as error:
            if not is_damage(error):
                return Cache(None), is_held(error)
            remove(path)
        except OSError:
            break
    return Cache(None), False


def is_held(error: Exception) -> bool:
    """Whether others hold the file, so that it can be used later."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_damage(error: Exception) -> bool:
    """Whether a file must be made anew; not where it is only locked, or its disk full."""
    return isinstance(error, Outdated) or not isinstance(error, sqlite3.OperationalError)


def remove(path: Path) -> None:
    """Take a cache away with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _make_private(path: Path) -> None:
    """A file that only its owner can read; SQLite gives what it keeps beside it the same rights."""
    _make_folder(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE))


def _make_folder(folder: Path) -> None:
    """Make a folder and its parents so that only their owner can enter what is new of them."""
    if not folder.parent.exists():
        _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)

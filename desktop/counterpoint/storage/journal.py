"""The journal: what was done since the snapshot, one checksummed line a gesture.

A line is a checksum (the first 16 hexadecimal digits of the SHA-256 of the rest), a sequence
number and JSON, parted by spaces. Line 0 says which snapshot the journal continues.
"""

import codecs
import contextlib
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from counterpoint.storage.durable import (
    Confirm,
    naming,
    open_to_append,
    replace_file,
    sync_file,
    write_all,
)
from counterpoint.storage.wording import capital, lines_of

SUFFIX = ".journal"


@dataclass(frozen=True)
class Put:
    """One row as a gesture left it: table, TinyDB's number of the row, JSON; None if dropped."""

    table: str
    row: str
    raw: bytes | None


Gesture = tuple[Put, ...]


@dataclass(frozen=True)
class Binding:
    """The snapshot a journal continues."""

    generation: int
    checksum: str
    installation: str


@dataclass(frozen=True)
class JournalContents:
    """What a journal says: its binding if its first line is sound, gestures, and what is wrong."""

    binding: Binding | None = None
    gestures: tuple[Gesture, ...] = ()
    problems: tuple[str, ...] = ()


_BEGINNING = re.compile(rb"[0-9a-f]{0,16}|[0-9a-f]{16} [0-9]{0,19}( (?P<json>.*))?", re.DOTALL)
_UTF8 = codecs.getincrementaldecoder("utf-8")
_BINDING = msgspec.json.Decoder(Binding)
_GESTURE = msgspec.json.Decoder(list[tuple[str, str, msgspec.Raw]])


def render_line(sequence: int, payload: bytes) -> bytes:
    """One line of the journal, its end included; ``sequence`` is 0 for the binding, then 1 on."""
    rest = b"%d %b" % (sequence, payload)
    return b"%b %b\n" % (_checksum(rest), rest)


def render_gesture(sequence: int, gesture: Gesture) -> bytes:
    """The line of one gesture; ``sequence`` counts from 1."""
    rows = ((put.table, put.row, msgspec.Raw(put.raw or b"null")) for put in gesture)
    return render_line(sequence, msgspec.json.encode(list(rows)))


def parse_journal(data: bytes, name: str) -> JournalContents:
    """Read a journal; never raises.

    The beginning of a last line was never acknowledged, and goes without a word. Any other bad
    line is skipped and reported. Lines in another order than they were written in are all read,
    but then the journal has no binding: what they say holds by revision only.
    """
    lines = data.split(b"\n")
    tail = lines.pop()
    if _parse_line(tail) is not None or not _is_beginning(tail):
        lines.append(tail)
    reader = _Reader()
    for number, line in enumerate(lines, start=1):
        reader.take(number, line)
    return JournalContents(reader.sound_binding, tuple(reader.gestures), reader.problems(name))


class _Reader:
    """Owns what was understood of a journal so far."""

    def __init__(self) -> None:
        self.binding: Binding | None = None
        self.gestures: list[Gesture] = []
        self._damaged: list[int] = []
        self._misplaced: list[int] = []
        self._after_gaps: list[int] = []
        self._expected = 0
        self._after_damage = False

    def take(self, number: int, line: bytes) -> None:
        """Read one line; ``number`` counts from 1."""
        parsed = _parse_line(line)
        if parsed is None or not self._understood(*parsed):
            self._damaged.append(number)
            self._after_damage = True
            return
        if parsed[0] < self._expected:
            self._misplaced.append(number)
        elif parsed[0] > self._expected and not self._after_damage:
            self._after_gaps.append(number)
        self._expected = max(self._expected, parsed[0] + 1)
        self._after_damage = False

    @property
    def sound_binding(self) -> Binding | None:
        """The binding, unless lines came in another order than they were written in."""
        return None if self._misplaced else self.binding

    def problems(self, name: str) -> tuple[str, ...]:
        """What is wrong with the journal of that name, in sentences."""
        sentences = []
        if self._damaged:
            were = "is damaged and was" if len(self._damaged) == 1 else "are damaged and were"
            sentences.append(capital(f"{lines_of(self._damaged, name)} {were} left out."))
        if self._after_gaps:
            sentences.append(f"Before {lines_of(self._after_gaps, name)} lines are missing.")
        if self._misplaced:
            stand = "stands" if len(self._misplaced) == 1 else "stand"
            lines = capital(lines_of(self._misplaced, name))
            sentences.append(f"{lines} {stand} where another should be.")
        return tuple(sentences)

    def _understood(self, sequence: int, payload: bytes) -> bool:
        try:
            if sequence == 0:
                self.binding = _BINDING.decode(payload)
            else:
                self.gestures.append(_gesture(payload))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False
        return True


class Journal:
    """Owns an open journal: how far it is known to be good, and the next line's number.

    ``in_doubt`` is true after a failed sync: the system may have dropped the pages it could not
    write and report success the next time, so nothing is known of the tail.
    """

    def __init__(self, path: Path, lines: int) -> None:
        self.path = path
        self.in_doubt = False
        self._descriptor = open_to_append(path)
        self._length = os.fstat(self._descriptor).st_size
        self._next = 1 + lines

    @classmethod
    def create(
        cls,
        path: Path,
        binding: Binding,
        gestures: Sequence[Gesture],
        confirm: Confirm = lambda _: None,
    ) -> Self:
        """Start a journal with its first lines, in the place of whatever stood there.

        Raises OSError, and what ``confirm`` raises.
        """
        head = render_line(0, msgspec.json.encode(binding))
        replace_file(path, [head, *_lines(1, gestures)], confirm=confirm)
        return cls(path, len(gestures))

    @property
    def length(self) -> int:
        """Bytes that are known to be good."""
        return self._length

    @property
    def is_in_place(self) -> bool:
        """Whether the file of that name is the one we opened, as long as we left it."""
        try:
            there, ours = os.lstat(self.path), os.fstat(self._descriptor)
        except OSError:
            return False
        same_file = (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)
        return same_file and ours.st_size == self._length

    def append(self, gestures: Sequence[Gesture]) -> None:
        """Add a line for each gesture and wait until they are on the disk; raises OSError."""
        data = b"".join(_lines(self._next, gestures))
        with naming(self.path):
            self._write(data)
        self._length += len(data)
        self._next += len(gestures)

    def _write(self, data: bytes) -> None:
        try:
            write_all(self._descriptor, data)
        except OSError:
            self._take_back()
            raise
        try:
            sync_file(self._descriptor)
        except OSError:
            self.in_doubt = True
            raise

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)

    def _take_back(self) -> None:
        """Cut off the part of a line that a full disk let through."""
        try:
            os.ftruncate(self._descriptor, self._length)
        except OSError:
            self.in_doubt = True


def _lines(first: int, gestures: Sequence[Gesture]) -> Iterator[bytes]:
    for number, gesture in enumerate(gestures, start=first):
        yield render_gesture(number, gesture)


def puts_of(gestures: Iterable[Gesture]) -> Iterator[Put]:
    """Every row of every gesture, in order."""
    for gesture in gestures:
        yield from gesture


def _checksum(rest: bytes) -> bytes:
    return hashlib.sha256(rest).hexdigest()[:16].encode()


def _parse_line(line: bytes) -> tuple[int, bytes] | None:
    """Sequence number and payload; None where the checksum does not fit."""
    checksum, _, rest = line.partition(b" ")
    if checksum != _checksum(rest):
        return None
    number, _, payload = rest.partition(b" ")
    return (int(number), payload) if number.isdigit() and len(number) < 20 else None


def _is_beginning(line: bytes) -> bool:
    """Whether this can be what was written of a line when the power went."""
    found = _BEGINNING.fullmatch(line)
    if found is None or found["json"] is None:
        return found is not None
    try:
        # Of a number that ends here, nobody knows whether it is one.
        text = _UTF8().decode(found["json"]).rstrip("0123456789.eE+-")
        msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        return "truncated" in str(error)
    except (UnicodeDecodeError, RecursionError):
        pass
    return False


def _gesture(payload: bytes) -> Gesture:
    rows = _GESTURE.decode(payload)
    return tuple(Put(table, row, _raw(bytes(raw))) for table, row, raw in rows)


def _raw(raw: bytes) -> bytes | None:
    return None if raw == b"null" else raw

"""What readers' files say, read without the program: the other opinion on what must be there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

Rank = tuple[int, str, str]
"""Of the versions of a record the greatest wins: revision, writer, text."""

_HAS = {"id", "rev", "writer"}
_FRAME = re.compile(rb'[\s{},]*("\w+": ?\{)?\s*')
_ROW = re.compile(rb'\s*"\d+": ?(\{.*\}),?')


def said_in(paths: Iterable[Path]) -> dict[str, Rank]:
    """The greatest version of every record in these snapshots and journals, sound or not."""
    return greatest(version for path in paths for version in versions(path.read_bytes()))


def greatest(found: Iterable[tuple[str, Rank]]) -> dict[str, Rank]:
    """The greatest version of each record among these."""
    held: dict[str, Rank] = {}
    for identity, rank in found:
        held[identity] = max(rank, held.get(identity, rank))
    return held


@lru_cache(maxsize=64)
def versions(data: bytes) -> frozenset[tuple[str, Rank]]:
    """Every version of a record that stands in a whole line, with its id."""
    found = (record for line in data.split(b"\n") for record in _records(line))
    return frozenset((one["id"], ranked(one)) for one in found if one.keys() >= _HAS)


def bad_lines(data: bytes) -> list[int]:
    """The numbers of the lines that are neither whole rows or gestures nor the frame of a file.

    What stands after the last line's end may be the beginning of a line, and does not count.
    """
    lines = enumerate(data.split(b"\n")[:-1], start=1)
    return [number for number, line in lines if not (_FRAME.fullmatch(line) or _is_whole(line))]


def ranked(record: Mapping[str, Any]) -> Rank:
    """The rank of a record as JSON has it."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return (record["rev"], record["writer"], text)


def _is_whole(line: bytes) -> bool:
    row = _ROW.fullmatch(line)
    return _json(row[1]) is not None if row else _is_signed(line)


def _records(line: bytes) -> list[dict[str, Any]]:
    row = _ROW.fullmatch(line)
    if row is not None:
        return [one for one in [_json(row[1])] if isinstance(one, dict)]
    puts = _json(line.split(b" ", 2)[-1]) if _is_signed(line) else None
    return [put[2] for put in puts if put[2]] if isinstance(puts, list) else []


def _is_signed(line: bytes) -> bool:
    checksum, _, rest = line.partition(b" ")
    return checksum.decode("latin-1") == hashlib.sha256(rest).hexdigest()[:16]


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None

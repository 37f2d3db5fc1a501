"""What one start of the program says to another."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.storage.ringing.calls import (
    LONGEST_CALL,
    read_answer,
    read_call,
    write_answer,
    write_call,
)
from tests.storage.samples import Call

PATHS = (
    st.binary(min_size=1, max_size=30)
    .filter(lambda name: b"\0" not in name)
    .map(lambda name: Path("/", os.fsdecode(name)))
)
LINES = st.text(max_size=50).filter(str.isprintable)
EMPTY: dict[str, object] = {"project": None, "files": [], "link": "", "token": ""}


@given(st.builds(Call, st.none() | PATHS, st.lists(PATHS).map(tuple), LINES, LINES))
def test_a_call_arrives_as_it_was_made(call: Call) -> None:
    line = write_call(call)
    assert line is not None
    assert line.count(b"\n") == 1
    assert read_call(line, Call) == call


@given(st.binary() | st.text().map(str.encode))
def test_whatever_is_no_call_is_none(line: bytes) -> None:
    assert read_call(line, Call) is None


@pytest.mark.parametrize(
    "change",
    [
        {"project": 3},
        {"project": "6162"},
        {"project": "2f6"},
        {"project": "2f00"},
        {"project": "/tmp"},
        {"files": "2f61"},
        {"files": [None]},
        {"files": ["2e2e2f61"]},
        {"files": [float("nan")]},
        {"link": None},
        {"link": "x" * 2001},
        {"link": "a\nb"},
        {"link": "\ud800"},
        {"token": "x" * 1001},
        {"token": ["a"]},
        {"more": 1},
    ],
)
def test_only_what_a_call_may_hold_is_read(change: dict[str, object]) -> None:
    assert read_call(json.dumps(EMPTY).encode(), Call) == Call()
    assert read_call(json.dumps({**EMPTY, **change}).encode(), Call) is None


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b"9" * 5000, b"[]", b"{}", b"null", b"\xff"], ids=range(6)
)
def test_hostile_json_is_no_call(line: bytes) -> None:
    assert read_call(line, Call) is None


@pytest.mark.parametrize(
    "call",
    [
        Call(files=(Path("a.txt"),)),
        Call(project=Path()),
        Call(link="x" * 2001),
        Call(files=(Path("/" + "a" * (LONGEST_CALL // 2)),)),
    ],
    ids=range(4),
)
def test_a_call_nobody_would_read_is_not_written(call: Call) -> None:
    assert write_call(call) is None


def test_an_answer_is_yes_or_it_is_no() -> None:
    assert read_answer(write_answer(True))
    assert not any(map(read_answer, [write_answer(False), b"", b"true\n", b"[" * 99]))

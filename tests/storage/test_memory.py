"""What is remembered from one run to the next."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.storage.memory import LIMIT, Memory

WORDS = st.text(st.characters())  # lone surrogates too, as file names may hold
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where it is kept."""
    return tmp_path / "state" / "memory"


@given(st.dictionaries(WORDS, JSON, max_size=4))
def test_it_comes_back_as_it_was(what: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Memory(Path(folder)).remember("session", what)
        assert Memory(Path(folder)).recall("session") == what


@given(st.binary(max_size=200))
def test_whatever_stands_there_is_read_without_a_fault(text: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "session.json").write_bytes(text)
        assert isinstance(Memory(Path(folder)).recall("session"), dict)


def test_the_later_replaces_the_earlier(folder: Path) -> None:
    memory = Memory(folder)
    memory.remember("palette", {"recent": ["a"], "then": 1})
    memory.remember("palette", {"recent": ["b"]})
    memory.remember("session", {})
    assert memory.recall("palette") == {"recent": ["b"]}
    assert memory.recall("never") == {}
    assert sorted(path.name for path in folder.iterdir()) == ["palette.json", "session.json"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[1]",
        b'"session"',
        b"null",
        b'{"a": ',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "\xff"}',
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a": "' + b"x" * LIMIT + b'"}',
    ],
    ids=range(12),
)
def test_what_makes_no_sense_is_as_good_as_none(folder: Path, text: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "session.json").write_bytes(text)
    assert Memory(folder).recall("session") == {}


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "device", "closed"])
def test_what_is_no_file_of_ours_is_as_good_as_none(folder: Path, kind: str) -> None:
    folder.mkdir(parents=True)
    path, elsewhere = folder / "session.json", folder / "elsewhere"
    elsewhere.write_text('{"a": 1}', encoding="utf-8")
    make: dict[str, Callable[[], object]] = {
        "folder": path.mkdir,
        "pipe": lambda: os.mkfifo(path),
        "link": lambda: path.symlink_to(elsewhere),
        "device": lambda: path.symlink_to("/dev/zero"),
        "closed": lambda: path.touch(mode=0),
    }
    make[kind]()
    memory = Memory(folder)
    assert memory.recall("session") == {}
    memory.remember("session", {"b": 2})
    memory.recall("session")
    assert elsewhere.read_text("utf-8") == '{"a": 1}'


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "a.b", "a\0", "é", "a\n", "a" * 65])
def test_a_name_cannot_lead_elsewhere(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no bare name"):
        Memory(folder).recall(name)
    with pytest.raises(ValueError, match="no bare name"):
        Memory(folder).remember(name, {})


@pytest.mark.parametrize("what", [{"a": float("nan")}, {"a": {1, 2}}, {"a": "x" * LIMIT}])
def test_what_could_not_be_recalled_is_not_remembered(
    folder: Path, what: dict[str, object]
) -> None:
    memory = Memory(folder)
    memory.remember("session", {"a": 1})
    with pytest.raises((ValueError, TypeError)):
        memory.remember("session", what)
    assert memory.recall("session") == {"a": 1}


def test_a_disk_that_refuses_takes_nothing_away(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("in the way", encoding="utf-8")
    memory = Memory(folder)
    memory.remember("session", {"a": 1})
    assert memory.recall("session") == {}
    assert folder.read_text("utf-8") == "in the way"


@pytest.mark.parametrize("mode", [0o755, 0o777])
def test_only_its_owner_can_read_it(folder: Path, mode: int) -> None:
    folder.mkdir(parents=True)
    folder.chmod(mode)
    Memory(folder).remember("session", {"a": 1})
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "session.json").stat().st_mode & 0o777 == 0o600


def test_two_threads_leave_one_of_both(folder: Path) -> None:
    memory = Memory(folder)
    whats = [{"all": [number] * 1000} for number in range(4)]
    threads = [threading.Thread(target=memory.remember, args=("session", what)) for what in whats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert memory.recall("session") in whats
    assert [path.name for path in folder.iterdir()] == ["session.json"]

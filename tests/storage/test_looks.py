"""How files look to those who ask whether another program has written them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint.storage.looks import look_of, looks_in


def _rewritten(path: Path) -> None:
    path.write_bytes(b"longer")


def _touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def _replaced(path: Path) -> None:
    """Another file of the same size and time."""
    before = path.stat()
    path.rename(path.with_name("before"))
    path.write_bytes(b"two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("deed", [_rewritten, _touched, _replaced, Path.unlink])
def test_whatever_another_program_does_changes_the_look(
    tmp_path: Path, deed: Callable[[Path], object]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    before = look_of(path), looks_in(tmp_path)
    assert before == (look_of(path), looks_in(tmp_path))
    deed(path)
    assert look_of(path) != before[0]
    assert looks_in(tmp_path) != before[1]


def test_a_link_is_looked_at_itself_and_what_is_not_there_has_no_look(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    assert looks_in(tmp_path) == {"link": look_of(tmp_path / "link")}
    assert look_of(tmp_path / "link") is not None
    assert look_of(tmp_path / "nowhere") is None
    assert looks_in(tmp_path / "nowhere") == looks_in(tmp_path / "link") == {}


def test_the_same_bytes_in_another_place_are_as_full(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    before = look_of(path)
    assert before is not None
    _replaced(path)
    now = look_of(path)
    assert now is not None
    assert now.is_as_full(before)
    assert now != before
    assert not now.is_as_full(None)
    _rewritten(path)
    assert not now.is_as_full(look_of(path))

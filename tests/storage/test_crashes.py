"""Errors that nobody foresaw are written down, in little room, for their owner alone."""

from __future__ import annotations

import stat
import sys
import threading
from pathlib import Path

import pytest

from counterpoint.storage.crashes import LARGEST, LONGEST, CrashHook, CrashLog


def stumble(hook: CrashHook, words: str) -> None:
    """An error comes to the hook as Python brings it."""
    try:
        raise ZeroDivisionError(words)
    except ZeroDivisionError as error:
        hook.caught(type(error), error, error.__traceback__)


def test_a_report_says_what_happened_where_and_is_private(tmp_path: Path) -> None:
    heard: list[Path | None] = []
    hook = CrashHook(lambda: tmp_path / "reports", "1.2")
    hook.told = heard.append
    stumble(hook, "one")
    log = tmp_path / "reports" / "errors.log"
    assert heard == [log]
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: one" in text
    assert "test_crashes.py" in text
    assert "Counterpoint 1.2" in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_one_error_again_and_again_is_one_report_and_one_sentence(tmp_path: Path) -> None:
    heard: list[Path | None] = []
    hook = CrashHook(lambda: tmp_path, "1")
    hook.told = heard.append
    for _ in range(100):
        stumble(hook, "painting")
    assert (tmp_path / "errors.log").read_text(encoding="utf-8").count("painting") == 1
    assert len(heard) == 1


def test_the_files_stay_small(tmp_path: Path) -> None:
    log = CrashLog(tmp_path)
    for number in range(3 * LARGEST // LONGEST):
        log.write(f"{number} " * LONGEST)
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes.keys() == {"errors.log", "errors.log.1"}
    assert max(sizes.values()) <= LARGEST


def test_where_nothing_can_be_written_the_reader_is_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way", encoding="utf-8")
    heard: list[Path | None] = []
    hook = CrashHook(lambda: tmp_path / "reports", "1")
    hook.told = heard.append
    stumble(hook, "two")
    assert heard == [None]


def test_a_link_in_the_place_of_the_log_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "errors.log").symlink_to(tmp_path / "other")
    hook = CrashHook(lambda: tmp_path, "1")
    stumble(hook, "three")
    assert not (tmp_path / "other").exists()


def test_errors_of_threads_are_heard_and_an_interrupt_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    heard: list[Path | None] = []
    hook = CrashHook(lambda: tmp_path, "1")
    hook.told = heard.append
    hook.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert heard == []
    thread = threading.Thread(target=lambda: stumble_over([]))
    thread.start()
    thread.join()
    assert "IndexError" in (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert len(heard) == 1


def stumble_over(empty: list[int]) -> int:
    """Ask for what is not there."""
    return empty[0]

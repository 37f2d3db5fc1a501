"""Who may write, and what those are told who may not."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.lock import COMMAND, Holder, WriteLock
from counterpoint.storage.store import Store
from tests.storage.outside import told, write
from tests.storage.samples import ANA, BEN, LONG, claim, environment, held, program, reopened, saved


@pytest.fixture
def keeper(folder: ProjectFolder) -> Iterator[subprocess.Popen[str]]:
    """Another process that has written a claim and holds the project open."""
    process = subprocess.Popen(
        program(folder.path, module="keeper"),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    yield process
    process.kill()
    process.communicate()


def end(process: subprocess.Popen[str]) -> None:
    """Have the other process close its project."""
    process.communicate("close\n", timeout=LONG)


def test_a_project_can_be_written_once_the_other_process_has_ended(
    folder: ProjectFolder, keeper: subprocess.Popen[str]
) -> None:
    store = Store.open(folder.path, ANA)
    assert f"process {keeper.pid}" in store.read_only_reason
    assert store.look() is None
    end(keeper)
    _, sentences = told(store)
    assert "You can write in this project now" in sentences
    assert store.read_only_reason == ""
    write(store, claim(2))
    assert store.close(LONG)
    assert reopened(folder) == ({"claim-1": claim(1), "claim-2": claim(2)}, ())


def test_a_killed_process_leaves_the_project_to_the_next(
    folder: ProjectFolder, keeper: subprocess.Popen[str]
) -> None:
    store = Store.open(folder.path, ANA)
    keeper.kill()
    keeper.wait()
    assert "You can write" in told(store)[1]
    write(store, claim(2))
    assert store.close(LONG)
    assert reopened(folder) == ({"claim-1": claim(1), "claim-2": claim(2)}, ())


def test_who_only_reads_sees_what_the_other_window_writes(folder: ProjectFolder) -> None:
    first = Store.open(folder.path, ANA)
    second = Store.open(folder.path, ANA)
    for number in range(3):
        write(first, claim(number))
        assert told(second)[0] == {f"claim-{number}": claim(number)}
    first.save([claim(7)])
    assert first.close(LONG)
    records, sentences = told(second)
    assert records == {"claim-7": claim(7)}
    assert "what was written meanwhile is here" in sentences
    write(second, claim(8), claim(7, rev=2))
    assert second.close(LONG)
    assert reopened(folder)[0].keys() == {f"claim-{n}" for n in (0, 1, 2, 7, 8)}


def test_what_was_written_between_look_and_take_is_refused(folder: ProjectFolder) -> None:
    first = Store.open(folder.path, ANA)
    second = Store.open(folder.path, ANA)
    assert first.close(LONG)
    news = second.look()
    with pytest.raises(Refusal, match="reading only"):
        second.save([claim(1)])
    third = Store.open(folder.path, ANA)
    assert third.read_only
    assert news is not None
    second.take(news)
    write(second, claim(1))
    assert second.close(LONG)
    assert third.close(LONG)


def test_a_closed_store_takes_no_lock(folder: ProjectFolder) -> None:
    first = Store.open(folder.path, ANA)
    second = Store.open(folder.path, ANA)
    assert second.close(LONG)
    assert first.close(LONG)
    assert second.look() is None
    third = Store.open(folder.path, ANA)
    assert not third.read_only
    assert third.close(LONG)


def test_a_command_line_run_is_told_from_a_window(folder: ProjectFolder) -> None:
    running = Store.open(folder.path, ANA, COMMAND)
    window = Store.open(folder.path, ANA)
    assert "a command of Counterpoint" in window.read_only_reason
    assert "As soon as it has ended" in window.read_only_reason
    assert running.close(LONG)
    assert window.close(LONG)


@pytest.mark.parametrize(("ago", "expected"), [(0, "%H:%M"), (100, "%Y-%m-%d %H:%M")])
def test_the_sentence_says_since_when(tmp_path: Path, ago: int, expected: str) -> None:
    lock, waiting = (WriteLock(tmp_path / "x.json", tmp_path) for _ in range(2))
    assert lock.acquire() == ""
    then = datetime.now(UTC) - timedelta(days=ago)
    (holder,) = (tmp_path / "locks").glob("*.holder")
    holder.write_bytes(msgspec.json.encode(Holder(77, "window", then.isoformat())))
    assert f"(process 77, since {then.astimezone():{expected}})" in waiting.acquire()
    lock.release()


def test_a_lock_that_cannot_be_taken_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "locks").touch()
    told = WriteLock(tmp_path / "x.json", tmp_path).acquire()
    assert "“" + str(tmp_path / "locks") in told
    assert "a file stands where a folder belongs; move it away. Then open" in told


@pytest.mark.parametrize("signed", [b"", b"{", b'{"pid":1,"program":"window","since":"x"}'])
def test_a_holder_who_cannot_be_read_is_no_obstacle(tmp_path: Path, signed: bytes) -> None:
    lock, waiting = (WriteLock(tmp_path / "x.json", tmp_path) for _ in range(2))
    assert lock.acquire() == ""
    (holder,) = (tmp_path / "locks").glob("*.holder")
    holder.write_bytes(signed)
    assert "another window of Counterpoint" in waiting.acquire()
    lock.release()


def test_a_reader_of_another_file_waits_for_nobody(folder: ProjectFolder) -> None:
    saved(folder, claim(1), by=BEN)
    ana, ben = Store.open(folder.path, ANA), Store.open(folder.path, BEN)
    assert (ana.read_only_reason, ben.read_only_reason) == ("", "")
    assert held(ana) == held(ben)
    assert ana.close(LONG)
    assert ben.close(LONG)

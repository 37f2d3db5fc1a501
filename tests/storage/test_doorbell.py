"""A second start of the program reaches the window that runs."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from threading import Thread

import pytest

from counterpoint.storage.places import runtime_folder
from counterpoint.storage.ringing.calls import LONGEST_CALL, write_call
from counterpoint.storage.ringing.doorbell import (
    MOST_CALLERS,
    Doorbell,
    Entry,
    Ring,
    hang,
    ring,
    ring_or_hang,
)
from counterpoint.storage.ringing.sockets import SocketFolder
from tests.storage.samples import LONG, Call, environment, program

CALL = Call(files=(Path("/tmp/a\udcff b.txt"),), link="counterpoint://claim/a/b", token="t")
ROUNDS = 5
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where windows can be reached."""
    return tmp_path / "runtime"


@pytest.fixture
def bell(folder: Path) -> Iterator[Doorbell[Call]]:
    """A window's doorbell."""
    doorbell = hang(folder, Call)
    assert doorbell is not None
    yield doorbell
    doorbell.close()


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts other processes; none outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def one(*arguments: object) -> subprocess.Popen[str]:
        command = program(folder, *arguments, module="ringer")
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, env=environment(), stdin=pipe, stdout=pipe, text=True, bufsize=1
        )
        started.append(process)
        assert said(process) == "ready"
        return process

    yield one
    for process in started:
        process.kill()
        process.communicate()


def go(*processes: subprocess.Popen[str]) -> None:
    """Let processes ring or become windows, all at once."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")


def said(process: subprocess.Popen[str]) -> str:
    """The next line of a process."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def heard(bell: Doorbell[Call]) -> list[Ring[Call]]:
    """The next rings; waits for them as an event loop does."""
    while True:
        assert select.select([bell], [], [], LONG)[0]
        rings = bell.rings()
        if rings:
            return rings


def settle(bell: Doorbell[Call]) -> None:
    """Hear all there is to hear now; none of it is a call."""
    while select.select([bell], [], [], 0)[0]:
        assert bell.rings() == []


def caller(folder: Path) -> AbstractContextManager[socket.socket]:
    """A connection to the one window there is."""
    (path,) = folder.glob("*.socket")
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(LONG)
    descriptor = os.open(folder, os.O_RDONLY)
    connection.connect(f"/proc/self/fd/{descriptor}/{path.name}")
    os.close(descriptor)
    return closing(connection)


def test_a_call_reaches_a_window_and_its_answer_the_caller(
    folder: Path, bell: Doorbell[Call]
) -> None:
    answers: list[bool] = []
    for taken in (True, False):
        thread = Thread(target=lambda: answers.append(ring(folder, CALL, LONG)))
        thread.start()
        (rung,) = heard(bell)
        rung.answer(taken)
        rung.answer(not taken)
        thread.join()
        assert rung.call == CALL
    assert answers == [True, False]


def test_nobody_there_is_not_taken(folder: Path) -> None:
    assert not ring(folder, CALL, LONG)


def test_another_process_rings_before_the_window_listens(
    bell: Doorbell[Call], start: Start
) -> None:
    process = start(LONG, "/tmp/b.txt")
    go(process)
    (rung,) = heard(bell)
    assert rung.call == Call(files=(Path("/tmp/b.txt"),))
    rung.answer(True)
    assert said(process) == "taken"


def test_of_starts_at_one_moment_one_becomes_the_window(start: Start) -> None:
    for _ in range(ROUNDS):
        starts = [start(LONG, f"/tmp/{number}") for number in range(4)]
        go(*starts)
        words = [said(process) for process in starts]
        assert sorted(words) == ["taken"] * 3 + ["window"]
        window = starts[words.index("window")]
        files = {said(window) for _ in range(3)}
        assert files == {f"/tmp/{n}" for n in range(4) if words[n] == "taken"}
        window.communicate()


def test_names_come_by_the_age_of_their_sockets(folder: Path) -> None:
    with closing(SocketFolder.made(folder)) as sockets:
        made = [sockets.listen(1) for _ in range(3)]
        names = [name for _, name in made]
        for order in (names, names[::-1]):
            for age, name in enumerate(order):
                os.utime(folder / name, (1e9 - age, 1e9 - age))
            assert sockets.names() == order
        for listener, _ in made:
            listener.close()


def test_the_newest_window_is_asked_first(folder: Path, bell: Doorbell[Call], start: Start) -> None:
    newer = start(LONG)
    go(newer)
    heard(bell)[0].answer(False)
    assert said(newer) == "window"
    assert ring(folder, Call(files=(Path("/tmp/c.txt"),)), LONG)
    assert said(newer) == "/tmp/c.txt"
    assert bell.rings() == []


def test_the_socket_of_a_killed_window_is_cleared_away(folder: Path, start: Start) -> None:
    window = start(LONG)
    go(window)
    assert said(window) == "window"
    window.kill()
    window.wait()
    assert len(list(folder.iterdir())) == 1
    assert not ring(folder, CALL, LONG)
    assert list(folder.iterdir()) == []


def test_a_socket_that_refuses_stays_while_its_process_lives(folder: Path) -> None:
    with closing(SocketFolder.made(folder)) as sockets:
        listener, name = sockets.listen(1)
        listener.close()
        assert not ring(folder, CALL, LONG)
        assert sockets.names() == [name]


def test_a_system_without_a_folder_for_it_warns_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTERPOINT_HOME")
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert runtime_folder().is_absolute()


def test_a_window_that_hangs_is_left_alone(folder: Path, bell: Doorbell[Call]) -> None:
    assert not ring(folder, CALL, 0.05)
    assert len(list(folder.iterdir())) == 1
    settle(bell)


def test_a_silent_caller_keeps_nobody_waiting(folder: Path, bell: Doorbell[Call]) -> None:
    with caller(folder) as silent, caller(folder) as slow:
        line = write_call(CALL) or b""
        slow.sendall(line[:9])
        settle(bell)
        slow.sendall(line[9:])
        (rung,) = heard(bell)
        rung.answer(True)
        assert rung.call == CALL
        assert slow.recv(99) == b'{"taken": true}\n'
        bell.close()
        assert silent.recv(99) == b""


def test_too_many_silent_callers_make_room(folder: Path, bell: Doorbell[Call]) -> None:
    with caller(folder) as first:
        settle(bell)
        others = [caller(folder) for _ in range(MOST_CALLERS)]
        settle(bell)
        assert first.recv(99) == b""
    for other in others:
        other.__exit__(None, None, None)


@pytest.mark.parametrize(
    "line",
    [b"\n", b"{}\n", b"[" * 50_000 + b"\n", b'{"a": 1}\n{"a": 1}\n', b"\xff\n"],
    ids=range(5),
)
def test_what_is_no_call_is_not_taken(folder: Path, bell: Doorbell[Call], line: bytes) -> None:
    with caller(folder) as stranger:
        stranger.sendall(line)
        settle(bell)
        assert stranger.recv(99) == b'{"taken": false}\n'


def test_whoever_says_too_much_is_dropped(folder: Path, bell: Doorbell[Call]) -> None:
    with caller(folder) as talker:
        talker.setblocking(False)
        sent = 0
        with contextlib.suppress(BrokenPipeError):
            while sent < 2 * LONGEST_CALL:
                settle(bell)
                sent += talker.send(b"x" * 50_000)
        assert LONGEST_CALL <= sent <= LONGEST_CALL + 100_000


def test_a_silent_caller_is_dropped_when_the_next_comes(folder: Path) -> None:
    with (
        closing(Doorbell(SocketFolder.made(folder), Call, patience=0.0)) as bell,
        caller(folder) as silent,
    ):
        settle(bell)
        with caller(folder):
            settle(bell)
        assert silent.recv(99) == b""


def test_a_caller_who_has_gone_is_not_heard(folder: Path, bell: Doorbell[Call]) -> None:
    with caller(folder) as hasty:
        hasty.sendall(write_call(CALL) or b"")
    settle(bell)
    assert bell.rings() == []


def test_a_window_that_closes_answers_nobody_and_leaves_nothing(folder: Path) -> None:
    bell = hang(folder, Call)
    assert bell is not None
    with caller(folder) as waiting:
        waiting.sendall(write_call(CALL) or b"")
        assert heard(bell)
        bell.close()
        assert waiting.recv(99) == b'{"taken": false}\n'
    assert list(folder.iterdir()) == []
    bell.close()


def test_a_deep_folder_has_a_doorbell_too(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120)
    bell = hang(deep, Call)
    assert bell is not None
    with caller(deep):
        settle(bell)
    bell.close()


@pytest.mark.parametrize("kind", ["open", "link", "file"])
def test_a_folder_that_others_may_enter_has_no_doorbell(folder: Path, kind: str) -> None:
    other = folder.with_name("other")
    other.mkdir(0o700)
    match kind:
        case "open":
            other.chmod(0o710)
            other.rename(folder)
        case "link":
            folder.symlink_to(other)
        case _:
            folder.touch()
    assert hang(folder, Call) is None
    assert not ring(folder, CALL, LONG)
    entry = ring_or_hang(folder, CALL, Call, LONG)
    assert (entry.is_taken, entry.doorbell) == (False, None)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that takes no new names")
def test_where_no_socket_can_be_made_a_window_opens_without_a_doorbell() -> None:
    ours_and_closed_to_new_names = Path("/proc/self/fd")
    assert ring_or_hang(ours_and_closed_to_new_names, CALL, Call, LONG) == Entry()
    assert hang(ours_and_closed_to_new_names, Call) is None


def test_a_folder_may_be_closed_while_it_is_locked(folder: Path) -> None:
    sockets = SocketFolder.made(folder)
    with sockets.locked(LONG):
        sockets.close()
    sockets.close()
    again = SocketFolder.made(folder)
    with again.locked(LONG):
        assert again.names() == []
    again.close()


def test_what_has_the_number_of_a_closed_folder_stays_open(folder: Path) -> None:
    sockets = SocketFolder.made(folder)
    sockets.close()
    with folder.joinpath("other").open("wb") as other:
        sockets.close()
        other.write(b"still open")
    assert folder.joinpath("other").read_bytes() == b"still open"


def test_the_folder_is_private(folder: Path, bell: Doorbell[Call]) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_start_loads_no_library_for_it() -> None:
    code = "import sys, counterpoint.storage.ringing.doorbell as d, counterpoint.storage.places; "
    code += "print(*sys.modules)"
    command = [sys.executable, "-c", code]
    loaded = subprocess.check_output(command, env=environment(), text=True).split()
    heavy = {"tinydb", "PySide6", "pymupdf", "sqlite3", "msgspec", "filelock", "asyncio"}
    assert heavy.isdisjoint(loaded)

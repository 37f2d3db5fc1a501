"""Stories of workers that hang, die, or are asked for what they gave up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.client.frames import Frame, FrameReader
from counterpoint.documents.client.launch import WorkerProcess, start_worker
from counterpoint.documents.client.queue import OVERDUE, Answer, JobQueue
from counterpoint.documents.client.replies import Arranged, Hello, Opened, Refused, hello
from counterpoint.domain.refusal import Refusal
from tests.documents.pdfs import Text, endless, pdf

PACKAGES = Path(__file__).parents[2] / "desktop"


class Window:
    """Holds a worker and its queue, and does the round that the window does."""

    def __init__(self, path: Path) -> None:
        self.queue = JobQueue(jobs.Open(str(path)))
        self.worker, self.greeting = self.started()
        self.ahead = 0.0

    def started(self) -> tuple[WorkerProcess, Hello]:
        self.worker, self.reader = start_worker(), FrameReader()
        return self.worker, hello(self.frame())

    def frame(self) -> Frame:
        while True:
            received = self.worker.read()
            assert received, "the worker is gone"
            for frame in self.reader.feed(received):
                return frame

    def send(self) -> None:
        request = self.queue.next_frame(monotonic())
        assert request
        self.worker.write(request)

    def answers(self) -> list[Answer]:
        self.send()
        return self.queue.take(self.frame(), self.worker.pixels)

    def restart(self, now: float) -> list[Answer]:
        self.worker.kill()
        refused = self.queue.restart(now)
        self.worker, self.greeting = self.started()
        return refused


def test_a_worker_killed_in_a_job_is_started_again_and_the_job_done(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([Text(60, 100, "It rained.")]))
    window = Window(tmp_path / "a.pdf")
    assert isinstance(window.answers()[0].reply, Opened)
    window.queue.put(jobs.Arrange(), "sizes")
    window.send()
    os.kill(window.worker.process.pid, signal.SIGKILL)
    assert window.restart(monotonic()) == []
    assert window.answers() == []
    (answer,) = window.answers()
    assert (answer.key, answer.reply) == ("sizes", Arranged(((595.0, 842.0),)))
    window.worker.kill()


def test_a_job_over_its_deadline_is_stopped_and_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(endless())
    window = Window(tmp_path / "a.pdf")
    window.answers()
    window.queue.put(jobs.Render(1, 1.0), "picture")
    window.queue.put(jobs.Arrange(), "sizes", priority=1)
    window.send()
    late = monotonic() + 16
    assert window.queue.is_overdue(late)
    (refused,) = window.restart(late)
    assert (refused.key, refused.reply) == ("picture", Refused(OVERDUE))
    assert window.answers() == []
    assert window.answers()[0].key == "sizes"
    window.worker.kill()


def test_a_page_that_hangs_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(endless())
    with BlockingWorker(
        deadline_of=lambda job: 0.5 if isinstance(job, jobs.Render) else 30
    ) as worker:
        worker.open(str(tmp_path / "a.pdf"))
        with pytest.raises(Refusal, match="took too long"):
            worker.ask(jobs.Render(1, 1.0))


def test_a_worker_ends_with_the_window_even_while_it_hangs(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux ends a process with its parent")
    (tmp_path / "a.pdf").write_bytes(endless())
    program = (
        "import os, sys\n"
        "from counterpoint.documents.client import frames, jobs, launch\n"
        "worker = launch.start_worker(); worker.read()\n"
        "worker.write(frames.encode(jobs.to_head(jobs.Open(sys.argv[1]), 1))); worker.read()\n"
        "worker.write(frames.encode(jobs.to_head(jobs.Render(1, 1.0), 2)))\n"
        "print(worker.process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    window = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.pdf")],
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        stdout=subprocess.PIPE,
        check=False,
    )
    pid, ends = int(window.stdout), monotonic() + 10
    while is_running(pid) and monotonic() < ends:
        os.sched_yield()
    assert not is_running(pid)


def is_running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_a_worker_is_given_little_of_the_environment() -> None:
    with BlockingWorker() as worker:
        pid = worker._process.process.pid
        names = Path(f"/proc/{pid}/environ").read_text(encoding="utf-8").split("\0")
    allowed = {"LANG", "LC_ALL", "LC_CTYPE", "TZ", ""}
    assert {name.partition("=")[0] for name in names} <= allowed


def test_the_client_loads_neither_the_engine_nor_the_window() -> None:
    program = (
        "import sys; from counterpoint.documents.client import blocking, queue, launch, pages\n"
        "heavy = {'pymupdf', 'PySide6', 'sentencex', 'markdown_it', 'charset_normalizer'}\n"
        "print(heavy & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert found.stdout.strip() == "set()"

"""Work off the event loop, and its results back on it."""

import contextlib
import socket
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QSocketNotifier

Result = TypeVar("Result")


class Mailbox(QObject):
    """Carries calls from any thread to the event loop, in order.

    A byte through a socket pair wakes the loop: Qt's own cross-thread signals are not used.
    """

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[Callable[[], None]] = deque()
        self._inside, self._outside = socket.socketpair()
        self._inside.setblocking(False)
        self._outside.setblocking(False)
        self._notifier = QSocketNotifier(self._inside.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._deliver)

    def post(self, call: Callable[[], None]) -> None:
        """Have ``call`` made on the event loop. Safe from any thread."""
        self._calls.append(call)
        with contextlib.suppress(OSError):
            self._outside.send(b"\0")

    def close(self) -> None:
        """Deliver nothing more."""
        self._notifier.setEnabled(False)
        self._calls.clear()
        self._inside.close()
        self._outside.close()

    def _deliver(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._inside.recv(4096)
        while self._calls:
            self._calls.popleft()()


class Background:
    """Owns one thread for work that waits on the disk, such as copying a document."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._droppable: set[Future[Any]] = set()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="disk")

    def run(self, work: Callable[[], Result], done: Callable[[Future[Result]], None]) -> None:
        """Do ``work`` in the thread and hand its future to ``done`` on the event loop."""
        future = self._threads.submit(work)
        self._droppable.add(future)
        future.add_done_callback(self._droppable.discard)  # or it would keep what it refers to
        future.add_done_callback(lambda ended: self._mailbox.post(lambda: done(ended)))

    def jot(self, work: Callable[[], None]) -> None:
        """Have something small written down in the thread, even if everything ends meanwhile."""
        future = self._threads.submit(work)
        future.add_done_callback(lambda ended: self._mailbox.post(ended.result))

    def close(self) -> None:
        """Finish what has begun, write down what was jotted, and drop the rest."""
        for future in tuple(self._droppable):
            future.cancel()
        self._threads.shutdown(wait=True)

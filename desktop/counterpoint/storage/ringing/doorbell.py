"""How a second start of the program reaches a window that runs.

Each window has a socket in one folder. Python has no such sockets on Windows: no window can be
reached there, and every start opens one of its own. Imported before all else, so it loads little.
"""

import contextlib
import selectors
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from counterpoint.storage.ringing.calls import (
    LONGEST_ANSWER,
    LONGEST_CALL,
    Asking,
    MakeCall,
    read_answer,
    read_call,
    write_answer,
    write_call,
)
from counterpoint.storage.ringing.sockets import SocketFolder, is_of_this_reader

PATIENCE_SECONDS = 5.0
"""For a caller to say its call."""

MOST_CALLERS = 32
"""Callers that may be heard at once; the one that has taken longest goes first."""

_WAITING = 64
"""Callers that may wait for the window to come up."""

_LOCK_SECONDS = 2.0
_BLOCK = 1 << 16
_LEAST_SECONDS = 0.001

Asked = TypeVar("Asked")


class Ring(Generic[Asked]):
    """Owns the connection of a caller who waits for the answer."""

    def __init__(self, call: Asked, connection: socket.socket) -> None:
        self.call = call
        self._connection = connection

    @property
    def is_answered(self) -> bool:
        """Whether nobody waits any more."""
        return self._connection.fileno() < 0

    def answer(self, taken: bool) -> None:
        """Say whether this window has taken the call; only the first answer counts."""
        # A caller who did not wait has opened a window of its own.
        with contextlib.suppress(OSError):
            self._connection.send(write_answer(taken))
        self._connection.close()


class _Caller:
    """Owns a connection and what was said on it so far."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        connection.setblocking(False)
        self.connection = connection
        self.deadline = deadline
        self.said = bytearray()
        self.is_gone = False

    def listen(self) -> None:
        """Take in what has come; never waits."""
        try:
            while len(self.said) <= LONGEST_CALL:
                part = self.connection.recv(_BLOCK)
                if not part:
                    self.is_gone = True
                    return
                self.said += part
        except BlockingIOError:
            return
        except OSError:
            self.is_gone = True

    @property
    def is_through(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.is_gone or self.said.endswith(b"\n") or len(self.said) > LONGEST_CALL


class Doorbell(Generic[Asked]):
    """Owns a window's socket, and the callers who are not answered yet.

    Nothing waits: what a caller says is kept until its line is complete. A caller who takes too
    long is dropped when the next one rings, for until then it costs a descriptor and no time.
    """

    def __init__(
        self, folder: SocketFolder, make: MakeCall[Asked], patience: float = PATIENCE_SECONDS
    ) -> None:
        """Use ``hang``."""
        self._folder = folder
        self._make = make
        self._patience = patience
        self._callers: list[_Caller] = []
        self._rings: list[Ring[Asked]] = []
        self._selector = selectors.DefaultSelector()
        self._listener, self._name = folder.listen(_WAITING)
        self._selector.register(self._listener, selectors.EVENT_READ)

    def fileno(self) -> int:
        """The descriptor that can be read while anybody has something to say.

        It stands for all connections: an epoll descriptor on Linux, elsewhere a kqueue.
        """
        return self._selector.fileno()

    def rings(self) -> list[Ring[Asked]]:
        """Who has rung since last asked and still waits; each must be answered."""
        self._rings = [ring for ring in self._rings if not ring.is_answered]
        heard: list[Ring[Asked]] = []
        for key, _ in self._selector.select(0):
            if key.data is None:
                self._admit()
            else:
                heard += self._hear(key.data)
        self._drop_slow()
        self._rings += heard
        return heard

    def close(self) -> None:
        """Hear no more; whoever waits learns that nobody takes the call."""
        self._folder.remove(self._name)
        self._listener.close()
        for caller in self._callers:
            caller.connection.close()
        for ring in self._rings:
            ring.answer(False)
        self._callers, self._rings = [], []
        self._selector.close()
        self._folder.close()

    def _admit(self) -> None:
        """Let everybody in who waits at the door."""
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                if not is_of_this_reader(connection):
                    connection.close()
                    continue
                caller = _Caller(connection, time.monotonic() + self._patience)
                self._callers.append(caller)
                self._selector.register(connection, selectors.EVENT_READ, caller)

    def _hear(self, caller: _Caller) -> list[Ring[Asked]]:
        caller.listen()
        if not caller.is_through:
            return []
        self._forget(caller)
        if caller.is_gone:
            # It gave up waiting and opens a window of its own.
            caller.connection.close()
            return []
        call = read_call(bytes(caller.said), self._make)
        if call is None:
            Ring(call, caller.connection).answer(False)
            return []
        return [Ring(call, caller.connection)]

    def _drop_slow(self) -> None:
        now = time.monotonic()
        late = [caller for caller in self._callers if caller.deadline < now]
        surplus = self._callers[:-MOST_CALLERS]
        for caller in dict.fromkeys([*late, *surplus]):
            self._forget(caller)
            caller.connection.close()

    def _forget(self, caller: _Caller) -> None:
        self._selector.unregister(caller.connection)
        self._callers.remove(caller)


@dataclass(frozen=True)
class Entry(Generic[Asked]):
    """How a start goes on: it ends where a window has taken its call, else it becomes a window.

    ``doorbell`` is then that window's; None where no window can be reached on this system.
    """

    is_taken: bool = False
    doorbell: Doorbell[Asked] | None = None


def hang(folder: Path, make: MakeCall[Asked]) -> Doorbell[Asked] | None:
    """A doorbell in that folder, to which calls come as ``make`` builds them.

    Who rings before ``rings`` is asked waits. None where there can be none: on Windows, where the
    folder is not ours alone, or where no socket can be made in it.
    """
    sockets = _opened(folder)
    return None if sockets is None else _hung(sockets, make)


def ring(folder: Path, call: Asking, seconds: float) -> bool:
    """Ask the windows that hang there, the newest first, whether one takes a call.

    It takes so many seconds at most. False where no window does; on Windows, always.
    """
    message = write_call(call)
    sockets = None if message is None else _opened(folder)
    if message is None or sockets is None:
        return False
    try:
        return _ask(sockets, message, set(), seconds)
    finally:
        sockets.close()


def ring_or_hang(folder: Path, call: Asking, make: MakeCall[Asked], seconds: float) -> Entry[Asked]:
    """Ring; where no window takes the call, hang a doorbell.

    Of starts at the same moment exactly one hangs while the others ring there: the lock is held
    while a socket is made that nobody else can have missed, and never while a window is asked.
    """
    sockets = _opened(folder)
    if sockets is None:
        return Entry()
    message, asked = write_call(call), set[str]()
    while True:
        if message is not None and _ask(sockets, message, asked, seconds):
            sockets.close()
            return Entry(is_taken=True)
        with sockets.locked(_LOCK_SECONDS):
            if message is None or asked.issuperset(sockets.names()):
                return Entry(doorbell=_hung(sockets, make))


def _opened(folder: Path) -> SocketFolder | None:
    if not hasattr(socket, "AF_UNIX"):
        return None
    try:
        return SocketFolder.made(folder)
    except OSError:
        return None


def _hung(sockets: SocketFolder, make: MakeCall[Asked]) -> Doorbell[Asked] | None:
    try:
        return Doorbell(sockets, make)
    except OSError:
        sockets.close()
        return None


def _ask(sockets: SocketFolder, message: bytes, asked: set[str], seconds: float) -> bool:
    """Ask every window not asked yet; one that does not answer leaves its share to the others."""
    deadline = time.monotonic() + seconds
    names = [name for name in sockets.names() if name not in asked]
    for left, name in zip(range(len(names), 0, -1), names, strict=True):
        asked.add(name)
        now = time.monotonic()
        if _takes(sockets, name, message, now + (deadline - now) / left):
            return True
    return False


def _takes(sockets: SocketFolder, name: str, message: bytes, deadline: float) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            _limit(connection, deadline)
            connection.connect(sockets.address(name))
            if not is_of_this_reader(connection):
                return False
            connection.sendall(message)
            return read_answer(_answer(connection, deadline))
        except ConnectionRefusedError:
            sockets.remove_stale(name)
        except OSError:
            return False
    return False


def _answer(connection: socket.socket, deadline: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\n") and len(answer) < LONGEST_ANSWER:
        _limit(connection, deadline)
        part = connection.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer


def _limit(connection: socket.socket, deadline: float) -> None:
    """Let the next step end at the deadline."""
    connection.settimeout(max(deadline - time.monotonic(), _LEAST_SECONDS))

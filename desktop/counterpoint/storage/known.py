"""The list of the projects this installation knows: a file in the state folder."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import make_folder, read_plain, replace_file
from counterpoint.storage.wording import plain_text

MOST_KNOWN = 200
"""Projects that are remembered, the latest first."""

MOST_COUNTED = 10**9
"""No project holds more; a count beyond that, or below 0, is read as 0."""

_LIMIT = 1 << 22
_LOCK_SECONDS = 1.0


class Known(msgspec.Struct, frozen=True):
    """A project: where it is, the fingerprints and sizes of the files it was made from.

    ``documents`` and ``claims`` say how many it held when it was open last (``opened``: UTC,
    ISO 8601).
    """

    path: str
    files: list[str] = []
    sizes: list[int] = []
    id: str = ""
    name: str = ""
    documents: int = 0
    claims: int = 0
    opened: str = ""


class KnownProjects:
    """Reads and changes the list, from any thread and beside other windows.

    It is a convenience: one that cannot be read is as good as none.
    """

    def __init__(self, state: Path) -> None:
        self._path = state / "projects.json"

    def read(self) -> list[Known]:
        """The list, each project once, however its path is written there."""
        try:
            known = msgspec.json.decode(read_plain(self._path, _LIMIT), type=list[Known])
        except (OSError, Refusal, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return []
        known = [_sound(one) for one in known]
        first = {one.path: one for one in reversed(known)}
        return [one for one in known if first[one.path] is one]

    def put_first(self, path: Path, change: Callable[[Known], Known]) -> None:
        """Put a project first, changed from what was known of it; raises OSError."""
        name = plain_text(str(path))
        with self._changing():
            known = self.read()
            before = next((one for one in known if one.path == name), Known(name))
            others = [one for one in known if one.path != name]
            self._write([change(before), *others][:MOST_KNOWN])

    def drop(self, path: Path) -> None:
        """Take a project off the list; raises OSError."""
        name = plain_text(str(path))
        with self._changing():
            known = self.read()
            left = [one for one in known if one.path != name]
            if len(left) < len(known):
                self._write(left)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """Keep others from changing the list; a lock that cannot be had is done without.

        At worst an entry is then lost, which the next visit brings back.
        """
        make_folder(self._path.parent)
        lock = FileLock(self._path.with_suffix(".lock"), timeout=_LOCK_SECONDS, mode=0o600)
        with contextlib.ExitStack() as held:
            with contextlib.suppress(Timeout, OSError):
                held.enter_context(lock)
            yield

    def _write(self, known: list[Known]) -> None:
        text = msgspec.json.format(msgspec.json.encode(known), indent=1)
        replace_file(self._path, [text, b"\n"])


def _sound(one: Known) -> Known:
    """An entry as this program would have written it."""
    path, documents, claims = str(Path(one.path)), _count(one.documents), _count(one.claims)
    return msgspec.structs.replace(one, path=path, documents=documents, claims=claims)


def _count(told: int) -> int:
    return told if 0 <= told <= MOST_COUNTED else 0

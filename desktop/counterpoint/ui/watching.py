"""What other readers and other programs do in the project that is open, seen while it is."""

import gc
from collections import deque
from concurrent.futures import Future
from time import perf_counter

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from counterpoint.app.news import Deeds
from counterpoint.app.ports import News, Store
from counterpoint.app.session import Session
from counterpoint.domain.claims import Claim
from counterpoint.domain.records import Record
from counterpoint.domain.relations import Relation
from counterpoint.ui.background import Background

LOOK_MILLISECONDS = 2000
"""Between two looks; not every file system says that something has changed."""

SOON_MILLISECONDS = 60
"""After it was said: a program that replaces a file does several things to it."""

SLICE, SLICE_SECONDS = 20, 0.006
"""Records that come in as one change, and how long a turn of the event loop may take them in."""

MANY = 1_000
"""Records after which a full collection would be due that looks at every one of them."""

LABEL = "What others wrote"


class Watching(QObject):
    """Owns when the folder of one project is looked at, and what of the news is still to come in.

    ``said`` carries the sentences that the reader is to know, ``came`` follows once all of it is
    in; ``ceased`` carries before why the project could only be read, once it can be written. It
    looks on the disk thread, never twice at once, and takes in on the event loop, some at a time.
    """

    said = Signal(object)
    ceased = Signal(str)
    came = Signal()

    def __init__(self, session: Session, store: Store, disk: Background) -> None:
        super().__init__()
        self._session = session
        self._store = store
        self._disk = disk
        self._is_looking = self._is_closed = False
        self._is_due = False
        self._notes: list[str] = []
        self._sentences: list[str] = []
        self._refusal = store.read_only_reason
        self._deeds = Deeds(session.project, session.readers)
        self._waiting: deque[Record] = deque()
        self._is_sorted = True
        self._is_much = False
        self._pause = QTimer(self, singleShot=True, interval=LOOK_MILLISECONDS)
        self._pause.timeout.connect(self._look)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._take_some)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._hurry)
        self._watch()
        self._pause.start()

    @property
    def is_idle(self) -> bool:
        """Whether all that was found has come in."""
        return not self._is_looking and not self._waiting

    def note(self, sentence: str) -> None:
        """Say this first when what comes in is told; an empty sentence says nothing."""
        if sentence:
            self._notes.append(sentence)

    def close(self) -> None:
        """Look no more; what is still to come in is read again when the project is opened."""
        self._is_closed = True
        self._pause.stop()
        self._turn.stop()
        self._watcher.deleteLater()

    def _watch(self) -> None:
        """Ask the system to say when the folders change; they may have come only now."""
        watched = {*self._watcher.directories()}
        there = {str(path) for path in self._store.watched if path.is_dir()}
        if there - watched:
            self._watcher.addPaths(sorted(there - watched))

    def _hurry(self) -> None:
        """Something has changed: look soon, or again once this look is over."""
        self._is_due = True
        if not (self._is_looking or self._waiting or self._is_closed):
            self._pause.start(SOON_MILLISECONDS)

    def _look(self) -> None:
        self._is_looking, self._is_due = True, False
        self._disk.run(self._store.look, self._hear)

    def _hear(self, looked: Future[News | None]) -> None:
        """A look has ended."""
        self._is_looking = False
        if self._is_closed or looked.cancelled():
            return
        news = looked.result()
        if news is None:
            self._rest()
            return
        records = self._store.take(news)
        self._sentences += news.sentences
        self._session.project.refuse = self._store.read_only_reason
        self._session.project.expect(records)
        self._waiting.extend(records)
        self._is_sorted = False
        self._is_much = len(self._waiting) > MANY
        self._turn.start()

    def _take_some(self) -> None:
        """Take in as much as a turn of the event loop has time for."""
        if not self._is_sorted:
            self._waiting = deque(sorted(self._waiting, key=_turn_of))
            self._is_sorted = True
            return  # of 5,000 records this takes as long as a turn may
        session = self._session
        session.readers.meet(self._store.writers(), self._store.own_installations())
        end = perf_counter() + SLICE_SECONDS
        while self._waiting:
            some = [self._waiting.popleft() for _ in range(min(SLICE, len(self._waiting)))]
            session.readers.learn(some)
            self._deeds.count(session.project.take(some, LABEL))
            if perf_counter() > end:
                break
        if self._is_much:
            gc.freeze()  # a full collection over all that came would stop the window for long
        if not self._waiting:
            self._turn.stop()
            self._tell()
            self._is_due = True  # there may be more that came meanwhile
            self._rest()

    def _tell(self) -> None:
        summary = self._deeds.sentence
        said = [summary] if summary else []
        sentences = [*self._notes, *said, *self._sentences]
        self._notes, self._sentences = [], []
        self._deeds = Deeds(self._session.project, self._session.readers)
        if self._refusal and not self._store.read_only_reason:
            self.ceased.emit(self._refusal)
        self._refusal = self._store.read_only_reason
        if sentences:
            self.said.emit(sentences)
        self.came.emit()

    def _rest(self) -> None:
        self._watch()
        self._pause.start(SOON_MILLISECONDS if self._is_due else LOOK_MILLISECONDS)


def _turn_of(record: Record) -> tuple[int, str, tuple[int, ...]]:
    """Claims come in after what they are of, page by page, and ties after what they tie."""
    if isinstance(record, Claim):
        places = record.anchor.places
        return (1, record.document, (places[0].section, places[0].start) if places else ())
    return (2 if isinstance(record, Relation) else 0, "", ())

"""What documents' pages look like and what they say, for all who ask."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from counterpoint.documents.client import jobs
from counterpoint.documents.client.highlights import FileHighlights
from counterpoint.documents.client.links import PageLinks
from counterpoint.documents.client.pages import PageLines
from counterpoint.documents.client.queue import Answer
from counterpoint.documents.client.replies import Arranged, Opened, Picture, Refused
from counterpoint.domain.reading import ReadingText
from counterpoint.ui.reading_ahead import ReadingAhead
from counterpoint.ui.workers import DocumentWorker, Workers

PICTURE_MILLISECONDS = 250
"""How long reading the text waits for a first picture; none may be wanted."""

SOON, LATER, LAST = 0, 5, 9
"""Priorities: what is on the screen, what will be needed, what can wait."""

PageJob = jobs.Render | jobs.Lines
"""What is asked of a page."""

FileJob = PageJob | jobs.Arrange | jobs.Highlights | jobs.Links
"""What can be asked of a document."""

Signature = tuple[int, int]
"""Size and time (ns) of a file, one of which changes when it is written."""

NO_FILE: Signature = (0, 0)

Slot = Callable[..., None]


@dataclass
class _Wanted:
    priority: int
    askers: set[object]


class Feed(QObject):
    """Owns what is asked for of one document, and by whom; says what arrives.

    What the document cannot give arrives as ``refused`` with one sentence, and the feed is then
    silent; a page that it cannot give is ``missed``, with the job. A feed without a worker is
    refused from the beginning, and ``problem`` says why.
    """

    opened = Signal(object)
    arranged = Signal(object, object)
    pictured = Signal(object, object)
    lined = Signal(object, object)
    missed = Signal(object)
    highlighted = Signal(object, object)
    read = Signal(object)
    refused = Signal(str)

    def __init__(self, worker: DocumentWorker | None, problem: str = "") -> None:
        super().__init__()
        self._worker = worker
        self._wanted: dict[jobs.Job, _Wanted] = {}
        self._reading = ReadingAhead(worker.put, LATER) if worker is not None else None
        self.document: Opened | None = None
        self.text: ReadingText | None = None
        self.problem = problem
        if worker is not None:
            worker.answered.connect(self._announce)

    @property
    def worker_pid(self) -> int:
        """The process id of the worker; 0 where there is none."""
        return self._worker.pid if self._worker else 0

    @property
    def is_protected(self) -> bool:
        """Whether a password has opened the document."""
        return self._worker is not None and self._worker.has_password

    @property
    def is_idle(self) -> bool:
        """Whether everything asked for has arrived."""
        return self._worker is None or self._worker.is_idle

    def ask(self, job: FileJob, priority: int = SOON, who: object = None) -> None:
        """Ask for the sizes of all pages, a page's picture, where its characters stand, and so on.

        What several ask for is done once, and all of them hear the answer.
        """
        if self.problem or self._worker is None:
            return
        if self._reading is not None and isinstance(job, PageJob):
            self._reading.give_way()
        wanted = self._wanted.setdefault(job, _Wanted(LAST + 1, set()))
        wanted.askers.add(who)
        if priority < wanted.priority:
            wanted.priority = priority
            self._worker.put(job, job, priority)

    def forget(self, job: FileJob, who: object = None) -> None:
        """One who has asked for a job wants it no longer; the last one to say so cancels it."""
        wanted = self._wanted.get(job)
        if wanted is None:
            return
        wanted.askers.discard(who)
        if not wanted.askers and self._worker is not None:
            del self._wanted[job]
            self._worker.cancel(job)

    def close(self) -> None:
        """End the worker; what is asked for from now on is not heard."""
        if self._worker is not None:
            self._worker.close()
        self.deleteLater()  # Qt keeps what its slots refer to, unseen by Python's collector

    def _announce(self, answer: Answer) -> None:
        self._wanted.pop(answer.job, None)
        match answer.job, answer.reply:
            case jobs.Open(), Opened() as document:
                self.document = document
                QTimer.singleShot(PICTURE_MILLISECONDS, self, self._plan_reading)
                self.opened.emit(document)
            case jobs.Open() | jobs.Arrange() | jobs.Read(), Refused(sentence):
                self._refuse(sentence)
            case jobs.Arrange() as job, Arranged() as reply:
                self.arranged.emit(job.layout, reply)
            case jobs.Render() as job, Picture() as reply:
                self._plan_reading()
                self.pictured.emit(job, reply)
            case (jobs.Lines() | jobs.Links()) as job, (PageLines() | PageLinks()) as reply:
                self.lined.emit(job, reply)
            case jobs.Highlights() as job, FileHighlights() | Refused() as reply:
                found = reply if isinstance(reply, FileHighlights) else None
                self.highlighted.emit(job, found)
            case jobs.Render() | jobs.Lines() as job, Refused():
                self.missed.emit(job)
            case _, ReadingText() as text:
                self.text = text
                self.read.emit(text)
            case jobs.Extract(), _ if self._reading is not None:
                self._reading.go_on()  # text that could not be extracted is refused when it is read
            case _:
                pass

    def _refuse(self, sentence: str) -> None:
        """Say once what is wrong, though several jobs may be refused with it."""
        if not self.problem:
            self.problem = sentence
            self.refused.emit(sentence)

    def _plan_reading(self) -> None:
        """Read the whole text, in batches between which pages can be rendered.

        It begins once the first picture is there, so that the reader sees a page first.
        """
        document = self.document
        if document is not None and self._reading is not None:
            self._reading.begin(document)


class Ear:
    """Owns the connections of one listener: what it listens to next takes the place of the last."""

    def __init__(self) -> None:
        self._heard: tuple[tuple[SignalInstance, Slot], ...] = ()

    def listen(self, *wires: tuple[SignalInstance, Slot]) -> None:
        """Hear these signals, each in its slot, and no others."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._heard = wires
        for signal, slot in wires:
            signal.connect(slot)


class Feeds(QObject):
    """Owns the feed of each document that is open.

    ``protected`` are the files (SHA-256) that a password has opened in this sitting; ``tried``
    tells how the file of each document looked when it was opened last.
    """

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers
        self._feeds: dict[str, Feed] = {}
        self.protected: set[str] = set()
        self.tried: dict[str, Signature] = {}

    def of(self, document: str) -> Feed | None:
        """A document's feed; None where it is not open."""
        return self._feeds.get(document)

    def start(self, path: str, sha256: str = "") -> Feed:
        """A feed for a file whose document is not known yet."""
        return Feed(DocumentWorker(self._workers, jobs.Open(path, sha256)))

    def open(self, document: str, opening: jobs.Open) -> Feed:
        """The feed of a document, started if need be."""
        if document not in self._feeds:
            self._feeds[document] = Feed(DocumentWorker(self._workers, opening))
        return self._feeds[document]

    def refused(self, document: str, sentence: str) -> Feed:
        """The feed of a document that cannot be opened, with the sentence that says why.

        It is forgotten when no pane shows it, so the document is tried again when one does.
        """
        return self._feeds.setdefault(document, Feed(None, sentence))

    def adopt(self, document: str, feed: Feed) -> Feed:
        """Take over a feed once its document is known; the one that is there stays."""
        held = self._feeds.setdefault(document, feed)
        if held is not feed:
            feed.close()
        return held

    def drop(self, document: str) -> None:
        """Close a document's feed; it is started anew when it is asked for."""
        if document in self._feeds:
            self._feeds.pop(document).close()

    def keep_only(self, documents: set[str]) -> None:
        """Close the feeds of documents that are in view no more."""
        for document in set(self._feeds) - documents:
            self._feeds.pop(document).close()

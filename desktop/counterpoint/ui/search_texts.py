"""Giving the index every text of a project: those that panes have read, and then the others."""

import os
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from counterpoint.app.desk import Aspect
from counterpoint.app.ports import Store
from counterpoint.app.searching import Pieces
from counterpoint.app.session import Session
from counterpoint.documents.client import jobs
from counterpoint.documents.client.launch import WorkerProcess, start_worker
from counterpoint.documents.client.queue import Answer
from counterpoint.documents.client.replies import Opened, Refused
from counterpoint.domain.changes import Change
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.index_link import IndexLink
from counterpoint.ui.reading_ahead import ReadingAhead
from counterpoint.ui.workers import DocumentWorker, Workers

IDLE_MILLISECONDS = 3000
"""How long after the last text has come the index is thought of, if nobody asks for it before."""

NICENESS = 15
"""Priority of a worker that reads what nobody is looking at, from 0 (as all others) to 19."""


class UnhurriedWorkers(Workers):
    """Starts workers that leave the processor to others; keeps no spare."""

    def __init__(self) -> None:
        super().__init__([])

    def take(self) -> WorkerProcess:
        worker = start_worker()
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, worker.process.pid, NICENESS)
        return worker


class UnseenReader(QObject):
    """Owns the one worker that reads a document which no pane shows."""

    read = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._workers = UnhurriedWorkers()
        self._worker: DocumentWorker | None = None
        self._reading: ReadingAhead | None = None

    def begin(self, opening: jobs.Open) -> None:
        """Read a document; one of the signals says what came of it, and not at once."""
        self.stop()
        self._worker = worker = DocumentWorker(self._workers, opening)
        self._reading = ReadingAhead(worker.put, 0)
        worker.answered.connect(self._hear)

    def stop(self) -> None:
        """Give up what is being read."""
        if self._worker is not None:
            self._worker.close()
            self._worker.deleteLater()
        self._worker = self._reading = None

    def _hear(self, answer: Answer) -> None:
        reading = self._reading
        if reading is None:
            return
        match answer.job, answer.reply:
            case jobs.Open() | jobs.Read(), Refused(sentence, is_locked):
                self.stop()
                self.refused.emit(_with_help(sentence) if is_locked else sentence)
            case jobs.Open(), Opened() as document:
                reading.begin(document)
            case _, ReadingText() as text:
                self.stop()
                self.read.emit(text)
            case jobs.Extract(), _:
                reading.go_on()  # text that could not be extracted is refused when it is read
            case _:
                pass


@dataclass(frozen=True, eq=False)
class _Refusal:
    """Why a document cannot be searched, and the text of it that was on the desk then."""

    document: str
    sentence: str
    text: ReadingText | None


class ProjectTexts(QObject):
    """Owns which texts of one project the index has, and hands over the others one by one.

    It begins when ``want`` is called, or when the reader's documents have been read for a while;
    ``changed`` follows each step. Files (SHA-256) that are ``protected`` are written to no file.
    """

    changed = Signal()

    def __init__(
        self, session: Session, store: Store, link: IndexLink, protected: Set[str] = frozenset()
    ) -> None:
        super().__init__()
        self._session = session
        self._store = store
        self._link = link
        self._protected = protected
        self._reader = UnseenReader()
        self._reader.read.connect(self._hand_over)
        self._reader.refused.connect(self._refuse)
        self._standing: dict[str, int] = {}
        self._complete: set[str] = set()
        self._job = 0
        self._current: Document | None = None
        self._is_wanted = False
        self._is_closed = False
        self._refusals: dict[str, _Refusal] = {}
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MILLISECONDS)
        self._idle.timeout.connect(self.want)
        session.desk.subscribe(lambda aspect: self._note_news(aspect is Aspect.TEXT))
        session.project.subscribe(lambda change: self._note_news(_brings_document(change)))
        link.replaced.connect(self._doubt)

    @property
    def documents(self) -> tuple[Document, ...]:
        """What there is to search, in the order of the catalogue."""
        return tuple(self._session.project.documents())

    @property
    def refused(self) -> dict[str, str]:
        """A sentence for each document, by id, that cannot be read."""
        documents = self.documents
        found = {one.id: self._refusals.get(one.edition.sha256) for one in documents}
        return {id_: refusal.sentence for id_, refusal in found.items() if refusal is not None}

    @property
    def read(self) -> int:
        """How many documents can be searched, or cannot be read at all."""
        return len(self.documents) - len(self._lacking())

    def want(self) -> None:
        """See to it that every text is there; harmless while that is under way."""
        self._is_wanted = True
        if self._is_closed or self._current is not None or self._job:
            return
        documents = self.documents

        def compare(answer: Mapping[str, Any]) -> None:
            if "standing" in answer:
                self._note_standing(documents, answer["standing"])
            if answer.get("done"):
                self._job = 0
                self._go_on()

        texts = [document.edition.sha256 for document in documents]
        request = {"kind": "have", "project": self._store.id, "texts": texts}
        self._job = self._link.ask(request, compare)

    def check(self, lacking: int) -> None:
        """The index says how many texts it lacks: where that is news, look at them all again."""
        if lacking > len(self._lacking()) + len(self.refused):
            self._doubt()

    def close(self) -> None:
        """Give up what is being read; what the index has it keeps."""
        self._is_closed = True
        self._idle.stop()
        self._link.cancel(self._job)
        self._reader.stop()

    def _doubt(self) -> None:
        """What was kept in memory may be gone."""
        self._complete.clear()
        self._standing.clear()
        self._note_news()

    def _lacking(self) -> list[Document]:
        done = self._complete | self._refusals.keys()
        return [one for one in self.documents if one.edition.sha256 not in done]

    def _note_standing(self, documents: Sequence[Document], standing: list[Any]) -> None:
        for document, (rows, is_complete) in zip(documents, standing, strict=True):
            sha = document.edition.sha256
            self._standing[sha] = int(rows)
            if is_complete:
                self._complete.add(sha)
            else:
                self._complete.discard(sha)

    def _go_on(self) -> None:
        """Take the next text; those that are there already go before those that must be read."""
        self._current = None
        if self._is_closed:
            return
        desk = self._session.desk
        self._refusals = {
            sha: one
            for sha, one in self._refusals.items()
            if desk.texts.get(one.document, one.text) is one.text  # else it was locked, or is new
        }
        self.changed.emit()
        shown = {pane.document for pane in desk.panes}
        lacking = [one for one in self._lacking() if one.id in desk.texts or one.id not in shown]
        lacking.sort(key=lambda one: one.id not in desk.texts)
        if not lacking or self._link.problem:
            return
        self._current = lacking[0]
        text = desk.texts.get(lacking[0].id)
        if text is not None:
            self._hand_over(text)
            return
        try:
            self._reader.begin(_opening(self._store, lacking[0]))
        except Refusal as refusal:
            self._refuse(str(refusal))

    def _refuse(self, sentence: str) -> None:
        document = self._current
        if document is not None:
            text = self._session.desk.texts.get(document.id)
            self._refusals[document.edition.sha256] = _Refusal(document.id, sentence, text)
        QTimer.singleShot(0, self, self._go_on)

    def _hand_over(self, text: ReadingText) -> None:
        if self._current is not None:
            sha = self._current.edition.sha256
            self._send(sha, text, Pieces(text, self._standing.get(sha, 0)))

    def _send(self, sha: str, text: ReadingText, pieces: Pieces) -> None:
        """Give the index a text in pieces, each when the one before was taken."""
        request = {"kind": "add", "project": self._store.id, "text": sha, "first": pieces.first}
        request |= {"rows": pieces.take(), "last": pieces.is_over}
        if sha in self._protected:
            request |= {"private": True}

        def taken(answer: Mapping[str, Any]) -> None:
            if "refused" in answer:
                self._job = 0
                self._refuse(str(answer["refused"]))
            if "rows" not in answer:
                return
            self._job, self._standing[sha] = 0, int(answer["rows"])
            if answer["complete"]:
                self._complete.add(sha)
                self._go_on()
            elif not self._is_closed:
                is_due = pieces.first == self._standing[sha]
                self._send(sha, text, pieces if is_due else Pieces(text, self._standing[sha]))

        self._job = self._link.ask(request, taken)

    def _note_news(self, is_news: bool = True) -> None:
        """There may be more to search: at once where the reader has asked for it."""
        if not is_news or self._is_closed:
            return
        if self._is_wanted:
            self.want()
        else:
            self._idle.start()


def _opening(store: Store, document: Document) -> jobs.Open:
    return jobs.Open(str(store.document_path(document)), document.edition.sha256, document.format)


def _with_help(sentence: str) -> str:
    """That a document is locked, and what to do."""
    return f"{sentence.removesuffix('.')}; open it in a pane to type it."


def _brings_document(change: Change) -> bool:
    return any(isinstance(edit.after, Document) for edit in change.edits)

"""Bringing documents to the desk: from the project, or from files outside it."""

from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from counterpoint.app.catalogue import document_of, next_order, with_edition
from counterpoint.app.desk import MOST_PANES, index_of
from counterpoint.app.ports import Store
from counterpoint.app.session import Session
from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Arranged
from counterpoint.domain.changes import Change
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import utc_now
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.background import Background
from counterpoint.ui.feeds import NO_FILE, Feed, Feeds, Signature

MOST_AT_ONCE = MOST_PANES
"""Files that are read at the same time while they are added; each takes a process."""


@dataclass(frozen=True)
class Source:
    """A file outside the project that is being added.

    ``pane`` is the id of the pane it is for, None where it is only listed. ``order`` is its place
    in the catalogue, settled when it was asked for and not when it has come. ``signature`` tells
    whether the file is changed while it is read.
    """

    path: Path
    pane: int | None
    order: int
    signature: Signature


class Opening(QObject):
    """Owns the feeds of one project's documents, and the files that are being added.

    ``problem`` carries the id of a pane, or None, and a sentence; ``progressed`` follows each
    file, ``settled`` when none is being added any more.
    """

    problem = Signal(object, str)
    progressed = Signal()
    settled = Signal()

    def __init__(self, session: Session, store: Store, feeds: Feeds, disk: Background) -> None:
        super().__init__()
        self._session = session
        self._store = store
        self._feeds = feeds
        self._disk = disk
        self._adding: dict[Feed, Source] = {}
        self._waiting: deque[Source] = deque()
        self._last_order = 0
        self._is_closed = False
        session.project.subscribe(partial(_follow_editions, session, feeds))

    def feed_of(self, identity: str) -> Feed | None:
        """The feed of a document in the project, started if need be."""
        document = self._session.project.get(Document, identity)
        if document is None:
            return None
        return self._feeds.of(identity) or self._watch(document, self._start(document))

    def show_first(self) -> None:
        """Put the first documents of the catalogue into the panes."""
        desk = self._session.desk
        documents = self._session.project.documents()
        for index, document in enumerate(documents[: len(desk.panes)]):
            desk.show(document.id, index)

    def add_all(self, paths: Sequence[Path], feeds: Mapping[Path, Feed]) -> None:
        """Add files, one a pane as long as there are panes, a single one in the active pane.

        ``feeds`` are workers that have a file open already.
        """
        desk = self._session.desk
        paths = list(dict.fromkeys(paths))
        while len(desk.panes) < min(len(paths), MOST_PANES):
            desk.add_pane()
        panes: list[int | None] = [pane.id for pane in desk.panes]
        if len(paths) == 1:
            panes = [desk.pane.id]
        else:
            desk.activate(0)
        panes += [None] * len(paths)
        for path, pane in zip(paths, panes, strict=False):
            self._last_order = max(self._last_order + 1, next_order(self._session.project))
            source = Source(path, pane, self._last_order, signature(path))
            if path in feeds:
                self._add(source, feeds[path])
            else:
                self._waiting.append(source)
        self._go_on()

    @property
    def left(self) -> int:
        """How many files are still being added."""
        return len(self._adding) + len(self._waiting)

    def keep_feeds(self) -> None:
        """End the workers of documents that no pane shows."""
        self._feeds.keep_only({pane.document or "" for pane in self._session.desk.panes})

    def close(self) -> None:
        """End all workers; files that are still being added are given up."""
        self._is_closed = True
        self._waiting.clear()
        for feed in self._adding:
            feed.close()
        self._adding.clear()
        self._feeds.keep_only(set())

    def _go_on(self) -> None:
        while self._waiting and len(self._adding) < MOST_AT_ONCE:
            source = self._waiting.popleft()
            self._add(source, self._feeds.start(str(source.path.absolute())))
        self.progressed.emit()
        if not self.left:
            self.settled.emit()

    def _add(self, source: Source, feed: Feed) -> None:
        self._adding[feed] = source
        feed.refused.connect(lambda why: self._give_up(feed, why))
        if feed.document is not None:
            self._copy(feed)
        elif feed.problem:
            self._give_up(feed, feed.problem)
        else:
            feed.opened.connect(lambda _: self._copy(feed))

    def _copy(self, feed: Feed) -> None:
        source = self._adding.get(feed)
        if source is None or self._is_closed:
            return

        def done(copied: Future[tuple[str, str]]) -> None:
            if self._is_closed:
                return
            try:
                self._admit(feed, *copied.result())
            except Refusal as refusal:
                self._give_up(feed, str(refusal))

        self._disk.run(lambda: self._store.add_document(source.path), done)

    def _admit(self, feed: Feed, file: str, sha256: str) -> None:
        """The copy is there: enter it into the catalogue and show it."""
        source = self._adding.get(feed)
        if source is None or feed.document is None:
            return
        if signature(source.path) != source.signature:
            raise Refusal("The file is being changed; try again in a moment.")
        project = self._session.project
        document = with_edition(project, sha256)
        if document is None:
            edition = Edition(sha256, file, utc_now())
            document = document_of(feed.document, edition, source.order)
            project.put(f"Add “{document.title}”", document)
        del self._adding[feed]
        self._show(document, feed, source)
        self._go_on()

    def _show(self, document: Document, feed: Feed, source: Source) -> None:
        index = index_of(self._session.desk.panes, source.pane)
        if index is None:
            feed.close()
            return
        self._watch(document, self._feeds.adopt(document.id, feed))
        self._session.desk.show(document.id, index)

    def _give_up(self, feed: Feed, sentence: str) -> None:
        source = self._adding.pop(feed, None)
        if source is not None and not self._is_closed:
            feed.close()
            self.problem.emit(source.pane, f"“{source.path.name}”: {sentence}")
            self._go_on()

    def _start(self, document: Document) -> Feed:
        try:
            path = self._store.document_path(document)
        except Refusal as refusal:
            self._feeds.tried[document.id] = NO_FILE
            return self._feeds.refused(document.id, str(refusal))
        self._feeds.tried[document.id] = signature(path)  # before it is opened: it may be growing
        opening = jobs.Open(str(path), document.edition.sha256, document.format)
        return self._feeds.open(document.id, opening)

    def _watch(self, document: Document, feed: Feed) -> Feed:
        def take(text: ReadingText) -> None:
            if feed.is_protected:
                self._feeds.protected.add(document.edition.sha256)
            _take_text(self._session, document.id, text)

        if feed.text is not None:
            take(feed.text)
        else:
            feed.read.connect(take)
        feed.arranged.connect(
            lambda layout, reply: _take_sheets(self._session, document.id, feed, (layout, reply))
        )
        return feed


def _follow_editions(session: Session, feeds: Feeds, change: Change) -> None:
    """Read a document anew once another of its editions is the one that is shown."""
    for edit in change.edits:
        before, after = edit.before, edit.after
        if not isinstance(before, Document) or not isinstance(after, Document):
            continue
        if after.editions and before.editions[-1:] != after.editions[-1:]:
            feeds.drop(after.id)
            session.await_edition(after.id, after.edition.sha256)


def _take_text(session: Session, document: str, text: ReadingText) -> None:
    if document not in session.desk.texts:
        session.take_text(document, text)


def _take_sheets(
    session: Session, document: str, feed: Feed, answer: tuple[jobs.Layout, Arranged]
) -> None:
    """Pages have been laid out: those that are fixed are of these sizes, unless they are turned."""
    layout, reply = answer
    if feed.document is None or not feed.document.fixed:
        return
    is_turned = bool(layout.turn % 180)
    sheets = [(height, width) if is_turned else (width, height) for width, height in reply.sizes]
    session.take_sheets(document, sheets)


def signature(path: Path) -> Signature:
    """Size and time of the last change; a file that is not to be had has neither."""
    try:
        found = path.stat()
    except OSError:
        return NO_FILE
    return (found.st_size, found.st_mtime_ns)

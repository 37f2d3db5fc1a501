"""Bringing documents to the desk: from the project, or from files outside it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from counterpoint.app.catalogue import document_of, next_order, with_edition
from counterpoint.app.desk import MOST_PANES
from counterpoint.app.ports import Store
from counterpoint.app.session import Session
from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import utc_now
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.background import Background
from counterpoint.ui.feeds import Feed, Feeds


@dataclass(frozen=True)
class Source:
    """A file outside the project.

    ``signature`` tells whether it is changed while it is read; ``order`` is its place in the
    catalogue, settled when it was asked for and not when it has come.
    """

    path: Path
    signature: tuple[int, int]
    order: int


def _named(path: Path, sentence: str) -> str:
    return f"“{path.name}”: {sentence}"


def _signature(path: Path) -> tuple[int, int]:
    """Size and time of the last change; a file that is not to be had has neither."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_size, found.st_mtime_ns)


class Opening(QObject):
    """Owns the feeds of one project's documents, and the files that are being added.

    ``problem`` carries a pane and the sentence to show in it.
    """

    problem = Signal(int, str)

    def __init__(self, session: Session, store: Store, feeds: Feeds, disk: Background) -> None:
        super().__init__()
        self._session = session
        self._store = store
        self._feeds = feeds
        self._disk = disk
        self._adding: set[Feed] = set()
        self._last_order = 0

    def feed_of(self, identity: str) -> Feed | None:
        """The feed of a document in the project, started if need be."""
        document = self._session.project.get(Document, identity)
        if document is None:
            return None
        held = self._feeds.of(identity)
        return held or self._watch(document, self._start(document))

    def show_first(self) -> None:
        """Put the first documents of the catalogue into the panes."""
        desk = self._session.desk
        documents = self._session.project.documents()
        for index, document in enumerate(documents[: len(desk.panes)]):
            desk.show(document.id, index)

    def add(self, path: Path, pane: int | None, feed: Feed | None = None) -> None:
        """Copy a file into the project and show it in a pane, or only list it.

        ``feed`` is the worker that has the file open already, if one has.
        """
        self._last_order = max(self._last_order + 1, next_order(self._session.project))
        source = Source(path, _signature(path), self._last_order)
        feed = feed or self._feeds.start(str(path.absolute()))
        self._adding.add(feed)
        feed.refused.connect(lambda why: self._give_up(feed, pane, _named(path, why)))
        if feed.document is not None:
            self._copy(source, pane, feed)
        elif feed.problem:
            self._give_up(feed, pane, _named(path, feed.problem))
        else:
            feed.opened.connect(lambda _: self._copy(source, pane, feed))

    def add_all(self, paths: list[Path]) -> None:
        """Add files, one a pane as long as there are panes."""
        desk = self._session.desk
        start = desk.active if len(paths) == 1 else 0
        while len(desk.panes) < min(len(paths), MOST_PANES):
            desk.add_pane()
        for index, path in enumerate(paths):
            pane = start + index
            self.add(path, pane if pane < len(desk.panes) else None)

    def keep_feeds(self) -> None:
        """End the workers of documents that no pane shows."""
        shown = {pane.document or "" for pane in self._session.desk.panes}
        self._feeds.keep_only(shown)

    def _copy(self, source: Source, pane: int | None, feed: Feed) -> None:
        def done(copied: Future[tuple[str, str]]) -> None:
            try:
                file, sha256 = copied.result()
                if _signature(source.path) != source.signature:
                    raise Refusal(f"“{source.path.name}” is being changed; try again in a moment.")
                edition = Edition(sha256, file, utc_now())
                self._admit(pane, feed, self._entry(feed, edition, source.order))
            except Refusal as refusal:
                self._give_up(feed, pane, str(refusal))

        self._disk.run(lambda: self._store.add_document(source.path), done)

    def _entry(self, feed: Feed, edition: Edition, order: int) -> Document:
        """The catalogue's entry of a copy, made if there is none."""
        project = self._session.project
        document = with_edition(project, edition.sha256)
        if document is None and feed.document is not None:
            document = document_of(feed.document, edition, order)
            project.put(f"Add “{document.title}”", document)
        if document is None:
            raise Refusal("The document was closed while it was being added; add it again.")
        return document

    def _admit(self, pane: int | None, feed: Feed, document: Document) -> None:
        """The document is in the catalogue: show it."""
        if feed not in self._adding:
            return
        self._adding.discard(feed)
        if pane is None:
            feed.close()
            return
        self._watch(document, self._feeds.adopt(document.id, feed))
        self._session.desk.show(document.id, pane)

    def _give_up(self, feed: Feed, pane: int | None, sentence: str) -> None:
        if feed in self._adding:
            self._adding.discard(feed)
            feed.close()
            self.problem.emit(-1 if pane is None else pane, sentence)

    def _start(self, document: Document) -> Feed:
        def opening() -> jobs.Open:
            path = self._store.document_path(document)
            return jobs.Open(str(path), document.edition.sha256, document.format)

        return self._feeds.open(document.id, opening)

    def _watch(self, document: Document, feed: Feed) -> Feed:
        if feed.text is not None:
            self._take_text(document.id, feed.text)
        else:
            feed.read.connect(lambda text: self._take_text(document.id, text))
        return feed

    def _take_text(self, document: str, text: ReadingText) -> None:
        if document not in self._session.desk.texts:
            self._session.marks.read(document, text)
            self._session.desk.set_text(document, text)


class FirstTitle(QObject):
    """Waits for the first of several files to open, to name a new project after it.

    ``known`` is called with the title; ``failed`` when none could be opened.
    """

    def __init__(
        self,
        feeds: dict[Path, Feed],
        known: Callable[[str], None],
        failed: Callable[[], None],
    ) -> None:
        super().__init__()
        self._feeds = feeds
        self._known = known
        self._failed = failed
        self._is_settled = False
        for feed in feeds.values():
            feed.opened.connect(self._settle)
            feed.refused.connect(self._settle)
        self._settle()

    def _settle(self, *_: object) -> None:
        """The first file, in the order given, that could be opened gives the title."""
        for path, feed in self._feeds.items():
            if self._is_settled or not (feed.document or feed.problem):
                return
            if isinstance(feed.document, Opened):
                self._is_settled = True
                self._known(feed.document.title or path.stem)
                return
        self._is_settled = True
        self._failed()

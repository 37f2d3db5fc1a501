"""Documents whose files come after the records that name them, as when a folder is synchronised."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from counterpoint.app.desk import Aspect
from counterpoint.app.ports import Store
from counterpoint.app.session import Session
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.background import Background
from counterpoint.ui.feeds import NO_FILE, Feeds, Signature
from counterpoint.ui.opening import signature

LOOK_MILLISECONDS = 1500
"""Between two looks; a file that looks the same in both has come to its end."""


class LateFiles(QObject):
    """Owns how the files looked last of the documents that a pane cannot show.

    ``came`` carries what of the desk is to show anew, once one of them is another than the one
    that was tried: it has come, is whole by now, or has gone.
    """

    came = Signal(object)

    def __init__(self, session: Session, store: Store, feeds: Feeds, disk: Background) -> None:
        super().__init__()
        self._session = session
        self._store = store
        self._feeds = feeds
        self._disk = disk
        self._last: Mapping[str, Signature] = {}
        self._is_closed = False
        self.timer = QTimer(self, singleShot=True, interval=LOOK_MILLISECONDS)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def close(self) -> None:
        """Look no more."""
        self._is_closed = True
        self.timer.stop()

    def _look(self) -> None:
        refused = list(self._refused())
        if refused:
            self._disk.run(partial(_looks_of, self._store, refused), self._hear)
        else:
            self._last = {}
            self.timer.start()

    def _refused(self) -> Iterator[Document]:
        """The documents in panes that cannot be shown."""
        for identity in {pane.document for pane in self._session.desk.panes if pane.document}:
            feed = self._feeds.of(identity)
            document = self._session.project.get(Document, identity)
            if feed is not None and document is not None and feed.problem:
                yield document

    def _hear(self, looked: Future[Mapping[str, Signature]]) -> None:
        if self._is_closed or looked.cancelled():
            return
        before, self._last = self._last, looked.result()
        ready = [one for one, look in self._last.items() if self._is_ready(one, look, before)]
        for identity in ready:
            self._feeds.drop(identity)
        if ready:
            self.came.emit(Aspect.PANES)
        self.timer.start()

    def _is_ready(self, identity: str, look: Signature, before: Mapping[str, Signature]) -> bool:
        """Whether a file is another than the one that was tried, and has stopped growing."""
        return look != self._feeds.tried.setdefault(identity, look) and look == before.get(identity)


def _looks_of(store: Store, documents: Sequence[Document]) -> Mapping[str, Signature]:
    return {one.id: _look_of(store, one) for one in documents}


def _look_of(store: Store, document: Document) -> Signature:
    try:
        return signature(store.document_path(document))
    except Refusal:
        return NO_FILE

"""One project on the screen: its panes and panels, and what ties them to the session."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from counterpoint.app import showing
from counterpoint.app.describing import counted, place_of
from counterpoint.app.desk import Aspect, Desk
from counterpoint.app.editing import Wording, write
from counterpoint.app.marks import Marks
from counterpoint.app.ports import Reader, Store
from counterpoint.app.session import Session
from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.exchange.attribution import reader_names
from counterpoint.ui.bay import Bay
from counterpoint.ui.claims_panel import ClaimsPanel
from counterpoint.ui.desk_view import DeskView
from counterpoint.ui.documents_panel import DocumentsPanel
from counterpoint.ui.feeds import Feeds
from counterpoint.ui.opening import Opening
from counterpoint.ui.saving import Saving
from counterpoint.ui.surroundings import Surroundings


class Workbench(QObject):
    """Owns one open project and its widgets; ``changed`` follows what header and strip show."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, around: Surroundings, store: Store, reader: Reader) -> None:
        super().__init__()
        self._around = around
        self._reader = reader
        self.store = store
        self.session = _session_of(store, reader)
        self.saving = Saving(store, around.mailbox)
        self.session.project.subscribe(self.saving.save)
        feeds = Feeds(around.workers)
        self.feeds = feeds
        self.opening = Opening(self.session, store, feeds, around.disk)
        self.documents = DocumentsPanel(around.look, self.session)
        self.desk = DeskView(around, self.session, self.opening.feed_of)
        self.claims = ClaimsPanel(around.look, self.session, self.readers)
        self.widget = Bay(around.look, self.documents, self.desk, self.claims)
        self._connect()

    @property
    def counts(self) -> str:
        """How many documents and claims there are."""
        project = self.session.project
        documents = counted(len(project.all(Document)), "document")
        return f"{documents}  ·  {counted(project.claim_count(), 'claim')}"

    @property
    def state(self) -> str:
        """How far saving has come, and where the reader is."""
        desk, words = self.session.desk, [self.saving.state]
        text = desk.texts.get(desk.pane.document or "")
        if text is not None and desk.pane.selection is not None:
            anchor = anchor_of(text, "", desk.pane.selection)
            words.append(place_of(anchor))
        return "  ·  ".join(words)

    def readers(self) -> dict[str, str]:
        """The names of all readers by id."""
        names = reader_names(self.session.project, self.store.writers())
        return {**names, self._reader.id: self._reader.name}

    def edit_claim(self, field: str) -> None:
        """Write about the claim under the cursor."""
        claim = self.session.own_claim_under_cursor()
        self.widget.show_claims()
        self.claims.edit(claim, field)

    def close(self) -> bool:
        """Hand over what is being written, end the workers, save; whether all was saved."""
        self.claims.editor.commit()
        self.feeds.keep_only(set())
        return self.store.close()

    def add_files(self, paths: list[Path]) -> None:
        """Add files to the project, one a pane as long as there are panes."""
        self.opening.add_all(paths)

    def _connect(self) -> None:
        desk, project = self.session.desk, self.session.project
        desk.subscribe(self._follow)
        project.subscribe(self._follow_project)
        self.saving.changed.connect(self.changed)
        session = self.session
        self.documents.document_pressed.connect(self._guard(partial(showing.document, session)))
        self.documents.heading_pressed.connect(self._guard(partial(showing.heading, session)))
        self.claims.claim_pressed.connect(self._guard(partial(showing.claim, session)))
        self.claims.tie_pressed.connect(self._guard(partial(showing.tie, session)))
        self.claims.editor.written.connect(self._guard(self._write))
        self.opening.problem.connect(self._tell_problem)

    def _guard(self, act: Callable[..., None]) -> Callable[..., None]:
        """A slot whose refusal is shown where those of commands are."""
        return lambda *arguments: self._around.guard(lambda: act(*arguments))

    def _follow_project(self, change: Change) -> None:
        if any(isinstance(edit.after, Document) for edit in change.edits):
            showing.clear_removed(self.session)
        self.changed.emit()

    def _follow(self, aspect: Aspect) -> None:
        if aspect is Aspect.PANES:
            QTimer.singleShot(0, self.opening.keep_feeds)
        self.changed.emit()

    def _write(self, identity: str, wording: Wording) -> None:
        claim = self.session.project.get(Claim, identity)
        if claim is not None:
            write(self.session.project, claim, wording)

    def _tell_problem(self, pane: int, sentence: str) -> None:
        panes = self.session.desk.panes
        if 0 <= pane < len(panes) and panes[pane].document is None:
            self.desk.widget_of(panes[pane]).say(sentence)
        else:
            self.said.emit(sentence)


def _session_of(store: Store, reader: Reader) -> Session:
    project = Project(reader.installation, reader.id, refuse=store.read_only_reason)
    project.load(store.records())
    return Session(project, Desk(), Marks(project))

"""One project on the screen: its panes and panels, and what ties them to the session."""

import gc
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from counterpoint.app import relating, showing
from counterpoint.app.commands import Mode
from counterpoint.app.describing import counted, place_of
from counterpoint.app.desk import Aspect, index_of
from counterpoint.app.editing import Wording, write
from counterpoint.app.ports import Reader, Store
from counterpoint.app.readers import Readers
from counterpoint.app.seeking import Seeker
from counterpoint.app.session import Session, anchor_at
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.relations import Relation
from counterpoint.ui.backing_up import BackingUp
from counterpoint.ui.bay import Bay
from counterpoint.ui.claims_panel import ClaimsPanel
from counterpoint.ui.desk_view import DeskView
from counterpoint.ui.documents_panel import DocumentsPanel
from counterpoint.ui.feeds import Feeds
from counterpoint.ui.finding import Around, Finder
from counterpoint.ui.go_to import GoTo
from counterpoint.ui.index_seeker import IndexSeeker
from counterpoint.ui.late_files import LateFiles
from counterpoint.ui.links import Links
from counterpoint.ui.opening import Opening
from counterpoint.ui.renewal import Renewal
from counterpoint.ui.saving import Saver
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.watching import Watching

CLOSE_SECONDS = 5.0
"""How long closing a project may wait for the disk."""

GIVEN_UP_SECONDS = 0.5
"""The same where the disk has refused and the reader has been told."""


class Workbench(QObject):
    """Owns one open project and its widgets; ``changed`` follows what header and strip show.

    ``told`` carries sentences that belong together. ``left_field`` follows when the keys shall go
    back to the page.
    """

    changed = Signal()
    said = Signal(str)
    told = Signal(object)
    left_field = Signal()

    def __init__(self, around: Surroundings, store: Store, reader: Reader) -> None:
        super().__init__()
        self._around = around
        self.store = store
        self.session = _session_of(store, reader, IndexSeeker(around.index))
        self.saving = Saver(store, around.mailbox)
        self.session.project.subscribe(self.saving.save)
        self.backing = BackingUp(store.backups, around.disk, self.saving)
        feeds = Feeds(around.workers)
        self.feeds = feeds
        self.opening = Opening(self.session, store, feeds, around.disk)
        self.documents = DocumentsPanel(around.look, self.session)
        self.desk = DeskView(around, self.session, self.opening.feed_of)
        self.finder = Finder(Around(around.look, self.session, self.desk))
        self.go_to = GoTo(around.look, self.session, self.desk, feeds)
        self.links = Links(self.go_to)
        self.claims = ClaimsPanel(around.look, self.session)
        self.widget = Bay(around.look, self.documents, self.desk, self.claims)
        self.watching = Watching(self.session, store, around.disk)
        self.late = LateFiles(self.session, store, feeds, around.disk)
        self._renewal = Renewal(self.changed.emit, self)
        self._connect()

    @property
    def counts(self) -> str:
        """How many documents and claims there are."""
        documents = counted(self.document_count, "document")
        return f"{documents}  ·  {counted(self.session.tally.total, 'claim')}"

    @property
    def document_count(self) -> int:
        """How many documents the project holds."""
        return len(self.session.project.all(Document))

    @property
    def state(self) -> str:
        """How far saving has come, unless a sign says that it does not; and where the reader is."""
        is_writing = self.claims.editor.is_dirty and self.saving.is_done
        desk, words = self.session.desk, ["Writing …" if is_writing else self.saving.state]
        words = [] if self.saving.failure else words
        if self.opening.left > 1:
            words.insert(0, f"{self.opening.left} files to come")
        mark = self.session.mark_under_cursor()
        theirs = self.session.readers.name_of(mark.claim) if mark else ""
        if theirs:
            words.append(f"{theirs}’s claim")
        text = desk.texts.get(desk.pane.document or "")
        if text is not None and desk.pane.selected is not None:
            anchor = anchor_at(text, "", desk.pane.selected)
            words.append(place_of(anchor))
        return "  ·  ".join(words)

    def edit_claim(self, field: str) -> None:
        """Write about the claim under the cursor."""
        claim = self.session.own_claim_under_cursor()
        if self.session.project.refuse:
            raise Refusal(self.session.project.refuse)
        self.widget.show_claims()
        self.claims.edit(claim, field)

    def is_saved(self, seconds: float) -> bool:
        """Hand over what is being written, and wait that long for the disk to have it all."""
        self.claims.editor.commit()
        if self.saving.failure:
            return False
        return (self.saving.is_done or self.store.wait_saved(seconds)) and not self.saving.failure

    def close(self) -> bool:
        """End the workers and let go of the project; whether all of it is on some disk."""
        self.watching.close()
        self.late.close()
        self.claims.editor.commit()
        self.opening.close()
        self.backing.close()
        ending = self.store.close(GIVEN_UP_SECONDS if self.saving.failure else CLOSE_SECONDS)
        return ending.is_saved or ending.is_kept

    def end_search(self, act: Callable[[], None]) -> None:
        """Settle or drop the choice; the field keeps the keys while nothing fits."""
        self._around.guard(act)
        if self.session.desk.mode is not Mode.CHOOSING:
            self.left_field.emit()

    def _connect(self) -> None:
        session, claims = self.session, self.claims
        session.desk.subscribe(self._follow)
        session.project.subscribe(self._follow_project)
        session.notices.subscribe(self.said.emit)
        self.saving.changed.connect(self.changed)
        self.backing.said.connect(self.said)
        self.watching.said.connect(self.told)
        self.watching.came.connect(self.changed)
        self.late.came.connect(self.desk.follow)
        for view in (self.documents.renewal, self.desk.renewal, claims.renewal):
            self.watching.came.connect(view.catch_up)
        claims.overtaken.connect(self.watching.note)
        claims.editor.dirtied.connect(self.changed)
        claims.editor.left.connect(self.left_field)
        claims.editor.written.connect(self._guard(self._write))
        self.documents.document_pressed.connect(self._guard(partial(showing.document, session)))
        self.documents.heading_pressed.connect(self._guard(self._go_to_heading))
        for asked in (self.finder, self.go_to):
            asked.left.connect(self.left_field)
            asked.said.connect(self.said)
        claims.claim_pressed.connect(self._guard(partial(showing.claim, session)))
        claims.tie_pressed.connect(self._guard(partial(showing.tie, session)))
        claims.searched.connect(self._guard(partial(relating.filter_candidates, session)))
        claims.stepped.connect(self._guard(partial(relating.step, session)))
        claims.choice_made.connect(lambda: self.end_search(partial(relating.choose, session)))
        claims.choice_dropped.connect(lambda: self.end_search(partial(relating.cancel, session)))
        self.opening.problem.connect(self._tell_problem)
        self.opening.progressed.connect(self.changed)
        self.widget.rearranging.connect(claims.editor.leave)

    def _guard(self, act: Callable[..., None]) -> Callable[..., None]:
        """A slot whose refusal is shown where those of commands are."""
        return lambda *arguments: self._around.guard(lambda: act(*arguments))

    def _go_to_heading(self, offset: int) -> None:
        self.session.trail.leave(self.session.desk, self.session.desk.active)
        showing.heading(self.session, offset)

    def _follow_project(self, change: Change) -> None:
        if any(isinstance(edit.after, Document) for edit in change.edits):
            showing.clear_removed(self.session)
            showing.bring_back(self.session)
            _say_emptied(self.session, self.desk, change)
        self._around.guard(lambda: self.watching.note(relating.follow(self.session, change)))
        self._renewal.be_due()
        if not change.is_foreign:
            self._renewal.catch_up()

    def _follow(self, aspect: Aspect) -> None:
        if aspect is Aspect.PANES:
            QTimer.singleShot(0, self.opening.keep_feeds)
        if aspect in (Aspect.SELECTION, Aspect.ACTIVE) and self.session.desk.relating is None:
            self.claims.editor.leave()  # only the pointer moves the cursor while one writes
        self.changed.emit()

    def _write(self, identity: str, wording: Wording, goes_on: bool) -> None:
        claim = self.session.project.kept(Claim, identity)
        if claim is not None:
            write(self.session.project, claim, wording, goes_on=goes_on)

    def _tell_problem(self, pane: int | None, sentence: str) -> None:
        desk = self.session.desk
        index = index_of(desk.panes, pane)
        if index is not None and desk.panes[index].document is None:
            self.desk.widget_of(desk.panes[index]).say(sentence)
        else:
            self.said.emit(sentence)


def _say_emptied(session: Session, desk: DeskView, change: Change) -> None:
    """Say in the panes whose document another reader removed why they are empty."""
    for record in change.records if change.is_foreign else ():
        emptied = session.emptied.get(record.id, ())
        for pane in session.desk.panes:
            if isinstance(record, Document) and pane.id in emptied:
                desk.widget_of(pane).say(showing.told_removed(session, record))


def _session_of(store: Store, reader: Reader, seeker: Seeker) -> Session:
    project = Project(reader.installation, reader.id, refuse=store.read_only_reason)
    gc.freeze()  # or each full collection while loading looks at all that was decoded
    project.load(store.records())
    readers = Readers(reader)
    readers.meet(store.writers(), store.own_installations())
    readers.learn([*project.all(Claim), *project.all(Relation)])
    return Session.on(project, seeker, readers)

"""The right side of the desk: all claims, narrowed, and the one being written about."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counterpoint.app import editing, listing, telling
from counterpoint.app.desk import Aspect
from counterpoint.app.editing import Wording
from counterpoint.app.roster import Roster
from counterpoint.app.session import Session
from counterpoint.domain.changes import Change
from counterpoint.domain.claims import Claim
from counterpoint.ui.chips import Chips
from counterpoint.ui.claim_editor import ClaimEditor
from counterpoint.ui.claim_list import ClaimList
from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.renewal import Renewal
from counterpoint.ui.theme import HEADER_HEIGHT, SMALL_SIZE, Look

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ClaimsPanel(Panel):
    """Follows the project and the desk; says what was pressed and what is searched for.

    ``stepped`` carries 1 or -1, ``overtaken`` what a reader who writes is told of what others did.
    ``renewal`` shows what came from others.
    """

    claim_pressed = Signal(str)
    tie_pressed = Signal(str, str)
    searched = Signal(str)
    stepped = Signal(int)
    overtaken = Signal(str)
    choice_made = Signal()
    choice_dropped = Signal()

    def __init__(self, look: Look, session: Session) -> None:
        super().__init__(look)
        self._session = session
        self._roster = Roster(session)
        self._shown_query: tuple[str, ...] | None = None
        self._count = Label(look, "muted", SMALL_SIZE)
        self._empty = Label(look, "muted", SMALL_SIZE)
        self._chips = Chips(look)
        self.search = QLineEdit(placeholderText="Words of a claim")
        self.search.setVisible(False)
        self.list = ClaimList(look, partial(telling.card_of, session))
        self.editor = ClaimEditor(look)
        self.renewal = Renewal(self._renew, self)
        self._lay_out(look)
        self._connect()
        self.relist()

    @property
    def summaries(self) -> list[str]:
        """What is listed, a line for each claim."""
        return [self.list.card(claim).summary for claim in self._roster.ids]

    def relist(self) -> None:
        """List anew."""
        self._roster.rebuild()
        self.list.show_ids(self._roster.ids)
        self._say_counts()
        self._follow_cursor()

    def edit(self, claim: Claim, field: str) -> None:
        """Let the reader write about a claim."""
        self.editor.edit(claim.id, Wording.of(claim), field)

    def begin_search(self) -> None:
        """Let the reader type what claims are narrowed by."""
        self.search.clear()
        self.search.setVisible(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.searched.emit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.search or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choice_made.emit()
        elif key == Qt.Key.Key_Escape:
            self.choice_dropped.emit()
        elif key in STEPS:
            self.stepped.emit(STEPS[key])
        else:
            return False
        return True

    def _lay_out(self, look: Look) -> None:
        head = QWidget()
        head.setFixedHeight(HEADER_HEIGHT)
        title = Label(look, bold=True)
        title.say("Claims")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(title, 1)
        row.addWidget(self._count)
        inset = QVBoxLayout()
        inset.setContentsMargins(16, 4, 12, 10)
        inset.setSpacing(8)
        for widget in (self._chips, self.search, self._empty):
            inset.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(inset)
        column.addWidget(self.list, 1)
        column.addWidget(self.editor)

    def _connect(self) -> None:
        self._session.project.subscribe(self._follow_project)
        self._session.desk.subscribe(self._follow_desk)
        self._chips.pressed.connect(self.narrow)
        self.list.claim_pressed.connect(self.claim_pressed)
        self.list.tie_pressed.connect(self.tie_pressed)
        self.search.installEventFilter(self)
        self.search.textEdited.connect(self.searched)

    def narrow(self, name: str) -> None:
        """Press a choice of the filter."""
        self._roster.filter = self._roster.filter.toggled(name)
        self.relist()

    def _follow_project(self, change: Change) -> None:
        steps = self._roster.follow(change)
        if steps is None:
            self.list.show_ids(self._roster.ids)
        else:
            self.list.follow(steps)
        self._follow_editor(change)
        if change.is_foreign:
            self.renewal.be_due()
            return
        self.list.viewport().update()
        self._say_counts()
        self._follow_cursor()

    def _renew(self) -> None:
        """Show what others did; the list stays where it is."""
        self.list.viewport().update()
        self._say_counts()
        self._follow_cursor(is_still=True)

    def _follow_editor(self, change: Change) -> None:
        """The claim being written about may be gone, or worded otherwise elsewhere."""
        claim = self._session.project.get(Claim, self.editor.claim)
        is_touched = any(record.id == self.editor.claim for record in change.records)
        if not change.is_foreign and claim is None:
            self.editor.drop()
        elif change.is_foreign and is_touched:
            clashes = self.editor.overtake(Wording.of(claim)) if claim else ()
            sentence = editing.told_overtaken(clashes) if claim else editing.GONE_ELSEWHERE
            self.overtaken.emit(sentence)

    def _follow_desk(self, aspect: Aspect) -> None:
        relating = self._session.desk.relating
        query = relating.candidates if relating and relating.query is not None else None
        is_narrowed_by_pane = self._roster.filter.this_document and aspect in (
            Aspect.PANES,
            Aspect.ACTIVE,
        )
        if query is None:
            self.search.setVisible(False)
        if query != self._shown_query or is_narrowed_by_pane:
            self._shown_query = query
            self.relist()
        elif aspect is Aspect.TEXT and self._roster.filter.to_check:
            self.relist()
        elif aspect is Aspect.TEXT:
            self.list.show_ids(self._roster.ids)
            self._say_counts()
        else:
            self._follow_cursor()

    def _follow_cursor(self, *, is_still: bool = False) -> None:
        """Mark the claim under the cursor, and bring its card into view unless all stays still."""
        relating = self._session.desk.relating
        mark = self._session.mark_under_cursor() if relating is None else None
        claim = relating.proposal if relating else mark.claim.id if mark else None
        lost = self._session.lost_at_hand
        if relating is None and lost is not None:
            claim = lost  # its passage is still to be shown by the reader
        row = None if is_still or not claim else self._roster.row_of(claim)
        self.list.show_current(claim, row)

    def _say_counts(self) -> None:
        listed, total = len(self._roster.ids), self._session.tally.total
        shown = f"{listed:,} of {total:,}" if listed != total else f"{total:,}"
        self._count.say(f"{shown}  ·  by place" if total else "")
        self._chips.show_choices(listing.choices(self._session, self._roster.filter))
        self._empty.setVisible(not listed)
        self._empty.say("No claim fits." if total else "1 to 9, and 0, make a claim.")

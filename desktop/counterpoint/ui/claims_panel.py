"""The right side of the desk: all claims, narrowed, and the one being written about."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counterpoint.app import listing, relating
from counterpoint.app.describing import place_of, relation_words
from counterpoint.app.desk import Aspect
from counterpoint.app.editing import Wording
from counterpoint.app.session import Session
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document
from counterpoint.domain.relations import Relation
from counterpoint.exchange.material import verdict_on
from counterpoint.ui.cards import Card, Tie
from counterpoint.ui.chips import Chips
from counterpoint.ui.claim_editor import ClaimEditor
from counterpoint.ui.claim_list import ClaimList
from counterpoint.ui.labels import Label
from counterpoint.ui.panels import Panel
from counterpoint.ui.theme import HEADER_HEIGHT, SMALL_SIZE, Look

ReaderNames = Callable[[], Mapping[str, str]]
"""The names of readers by id."""


class ClaimsPanel(Panel):
    """Follows the project and the desk; says which claim or tie was pressed."""

    claim_pressed = Signal(str)
    tie_pressed = Signal(str, str)
    choice_made = Signal()
    choice_dropped = Signal()

    def __init__(self, look: Look, session: Session, reader_names: ReaderNames) -> None:
        super().__init__(look)
        self._session = session
        self._reader_names = reader_names
        self._filter = listing.Filter()
        self._count = Label(look, "muted", SMALL_SIZE)
        self._empty = Label(look, "muted", SMALL_SIZE)
        self._chips = Chips(look)
        self.search = QLineEdit(placeholderText="Words of a claim")
        self.search.setVisible(False)
        self.list = ClaimList(look)
        self.editor = ClaimEditor(look)
        self._lay_out(look)
        self._connect()
        self.refresh()

    def refresh(self, *_: object) -> None:
        """List what the project holds now."""
        claims = listing.listed(self._session, self._filter)
        total = self._session.project.claim_count()
        shown = f"{len(claims):,} of {total:,}" if len(claims) != total else f"{total:,}"
        self._count.say(f"{shown}  ·  by place" if total else "")
        self._chips.show_choices(listing.choices(self._session, self._filter))
        self.list.cards.show([self._card(claim) for claim in claims])
        self._empty.setVisible(not claims)
        self._empty.say("No claim fits." if total else "1 to 9 make the selection a claim.")
        self._follow_cursor()

    def edit(self, claim: Claim, field: str) -> None:
        """Let the reader write about a claim."""
        self.editor.edit(claim.id, Wording.of(claim), field)

    def begin_search(self) -> None:
        """Offer all claims, narrowed by what is typed."""
        self.search.clear()
        relating.filter_candidates(self._session, "")
        self.search.setVisible(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.search or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(event, QKeyEvent):
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.choice_made.emit()
            case Qt.Key.Key_Escape:
                self.choice_dropped.emit()
            case Qt.Key.Key_Down:
                relating.next_candidate(self._session)
            case Qt.Key.Key_Up:
                relating.previous_candidate(self._session)
            case _:
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
        self._session.project.subscribe(self.refresh)
        self._session.desk.subscribe(self._follow_desk)
        self._chips.pressed.connect(self._narrow)
        self.list.claim_pressed.connect(self.claim_pressed)
        self.list.painter_of_cards.tie_pressed.connect(self.tie_pressed)
        self.search.installEventFilter(self)
        self.search.textEdited.connect(lambda text: relating.filter_candidates(self._session, text))

    def _narrow(self, name: str) -> None:
        self._filter = self._filter.toggled(name)
        self.refresh()

    def _follow_desk(self, aspect: Aspect) -> None:
        if aspect is Aspect.MODE:
            relation = self._session.desk.relating
            if relation is None or relation.chosen or relation.query is None:
                self.search.setVisible(False)
            self.refresh()
        elif aspect is Aspect.SELECTION and not self._filter.this_document:
            self._follow_cursor()
        else:
            self.refresh()

    def _follow_cursor(self) -> None:
        relation = self._session.desk.relating
        if relation is not None:
            self.list.show_current(relation.proposal)
            return
        mark = self._session.mark_under_cursor()
        self.list.show_current(mark.claim.id if mark else None)

    def _card(self, claim: Claim) -> Card:
        session = self._session
        relations = session.project.relations_of(claim.id)
        verdict = verdict_on(session.project, claim)
        return Card(
            claim=claim.id,
            kind=session.project.scheme.kind(claim.kind),
            source=self._source(claim),
            place=place_of(claim.anchor),
            quote=" ".join(claim.quote.split()),
            restatement=claim.restatement,
            note=claim.note,
            tags=claim.tags,
            verdict=verdict.value if verdict and relations else "",
            aside=self._aside(claim),
            star=claim.star,
            ties=tuple(self._tie(claim, relation) for relation in relations),
        )

    def _aside(self, claim: Claim) -> str:
        parts = (
            []
            if claim.reader == self._session.project.reader
            else [self._reader_names().get(claim.reader, "another reader")]
        )
        state = self._session.marks.state_of(claim)
        if state in (State.MOVED, State.LOST):
            parts.append("moved, please check" if state is State.MOVED else "passage not found")
        return "  ".join((*parts, claim.likelihood or "")).strip()

    def _source(self, claim: Claim) -> str:
        document = self._session.project.get(Document, claim.document)
        return document.short_name if document else ""

    def _tie(self, claim: Claim, relation: Relation) -> Tie:
        project = self._session.project
        other = project.get(Claim, relation.other(claim.id))
        words = relation_words(relation, project.scheme.relation_kind(relation.kind), claim)
        if other is None:
            return Tie(words, "", "a claim that is no longer there", "", project.scheme.kind(""))
        kind = project.scheme.kind(other.kind)
        headline = other.headline if len(other.headline) <= 80 else other.headline[:79] + "…"
        place = f"{self._source(other)} {place_of(other.anchor)}".strip()
        return Tie(words, other.id, headline, place, kind)

"""The project, the desk, the marks and the counts that one window works on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterpoint.app import regions
from counterpoint.app.awaiting import Awaited
from counterpoint.app.desk import (
    DOCUMENT_GONE,
    Aspect,
    Desk,
    Pane,
    Selected,
    has_no_words,
    is_in,
    selected_in,
)
from counterpoint.app.marks import Mark, Marks
from counterpoint.app.notices import Notices
from counterpoint.app.ports import Reader
from counterpoint.app.readers import Readers
from counterpoint.app.seeking import Seeker
from counterpoint.app.tally import Tally
from counterpoint.app.trail import Trail
from counterpoint.domain.anchoring import Sheet, anchor_of, find, region_anchor
from counterpoint.domain.anchors import Anchor, Region
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.refusal import Refusal

_NO_CLAIM_HERE = (
    "There is no claim here yet; the keys 1 to 9 make one, “.” and “,” go to the next and the"
    " previous."
)

_MAKE_MY_OWN = "+ and a digit make one of your own."
_GO_TO_MY_OWN = "“.” and “,” go to yours."


@dataclass
class Chosen:
    """Owns which claim (id) was gone to last, and the pane (id) and selection of that time.

    ``has_selected`` tells whether the reader has selected something since; going to another
    claim, or making one, ends it. ``seen`` is the active pane as it was last.
    """

    claim: str = ""
    pane: int = 0
    selection: Selected | None = None
    has_selected: bool = False
    seen: Pane | None = None

    def take(self, claim: str, pane: Pane) -> None:
        """A claim is gone to in a pane."""
        self.claim, self.pane, self.selection = claim, pane.id, pane.selected
        self.has_selected, self.seen = False, pane

    def follow(self, aspect: Aspect, pane: Pane) -> None:
        """The desk has changed; this is the active pane now."""
        if aspect is not Aspect.SELECTION or pane is self.seen:
            return
        self.seen = pane
        if pane.claim is None:
            self.has_selected = True
        elif pane.claim != self.claim:
            self.claim = ""


@dataclass(frozen=True)
class Session:
    """What the commands of a reader act on.

    ``awaited`` has where cursors are to go once their texts have arrived, ``chosen`` which claim
    was gone to last, ``emptied`` the panes (ids) out of which a document (id) was removed;
    ``readers`` are those who have said something.
    """

    project: Project
    desk: Desk
    marks: Marks
    tally: Tally
    trail: Trail
    readers: Readers
    awaited: Awaited = field(default_factory=Awaited)
    chosen: Chosen = field(default_factory=Chosen)
    notices: Notices = field(default_factory=Notices)
    emptied: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def on(
        cls, project: Project, seeker: Seeker | None = None, readers: Readers | None = None
    ) -> "Session":
        """A session that begins with an empty desk; ``seeker`` looks for claims that moved."""
        trail = Trail(lambda document: project.get(Document, document) is not None)
        readers = readers or Readers(Reader(project.reader, "", project.writer))
        session = cls(project, Desk(), Marks(project, seeker), Tally(project), trail, readers)
        session.marks.sheets = session.desk.sheets
        session.marks.subscribe(session.take_findings)
        session.desk.subscribe(lambda aspect: session.chosen.follow(aspect, session.desk.pane))
        return session

    def take_text(self, document: str, text: ReadingText) -> None:
        """A document's reading text has arrived: its claims stand in it from now on."""
        self.marks.read(document, text)
        self.desk.set_text(document, text)
        for index, pane in enumerate(self.desk.panes):
            if pane.document != document:
                continue
            mark = self.marks.of_claim(pane.claim or "")
            cursor = self.awaited.take(pane.id, document)
            if mark is not None:
                self._place(mark.target, index, mark.claim.id)
            elif cursor is not None:
                self._select_awaited(index, cursor, text)

    def take_sheets(self, document: str, sheets: Sequence[Sheet]) -> None:
        """The sizes of a document's pages have become known; they stay as they are."""
        if document in self.desk.sheets:
            return
        self.desk.sheets[document] = sheets
        text, claims = self.desk.texts.get(document), self.project.claims_of(document)
        states = (self.marks.state_of(claim) for claim in claims if claim.anchor.region)
        if text is not None and State.UNCHECKED in states:
            self.marks.read(document, text)
        if has_no_words(text) or any(claim.anchor.region for claim in claims):
            self.take_findings(document)

    def await_edition(self, document: str, edition: str) -> None:
        """Another edition of a document (SHA-256) is to be read; cursors stay in their words."""
        desk, panes = self.desk, []
        text = desk.texts.pop(document, None)
        desk.sheets.pop(document, None)
        for pane in desk.panes:
            if pane.document != document:
                panes.append(pane)
                continue
            if text is not None and pane.selected is not None:
                cursor = anchor_at(text, edition, pane.selected)
                self.awaited.expect(pane.id, document, cursor)
            panes.append(Pane(pane.id, document))
        self.marks.forget(document)
        self.trail.forget(document)
        desk.lay(panes, desk.active)

    def take_findings(self, document: str) -> None:
        """A document's claims have been looked for: show where they are."""
        for index, pane in enumerate(self.desk.panes):
            mark = self.marks.of_claim(pane.claim or "")
            if pane.document != document or mark is None or mark.target == pane.selected:
                continue
            self._place(mark.target, index, mark.claim.id)
        text = self.desk.texts.get(document)
        if text is not None:
            self.desk.set_text(document, text)

    def mark_under_cursor(self) -> Mark | None:
        """The claim the reader has gone to, else the one closest to the selection."""
        pane = self.desk.pane
        gone_to = self.marks.of_claim(pane.claim or "")
        if gone_to is not None and _shares(gone_to.target, pane.selected):
            return gone_to
        marks = self.marks_at_hand()
        return marks[0] if marks else None

    def marks_at_hand(self) -> list[Mark]:
        """The marks that share something with the selection: the closest in extent, mine first."""
        pane = self.desk.pane
        document, text = pane.document or "", self.desk.texts.get(pane.document or "")
        if pane.region is not None:
            marks = self.marks.of(document)
            here = regions.on_page(marks, text, pane.region.section) if text else []
            return regions.over(here, pane.region, self.project.reader)
        return self.marks.over(document, pane.selection) if pane.selection else []

    @property
    def lost_at_hand(self) -> str | None:
        """The claim (id) without a passage that was gone to, until the reader goes to another."""
        chosen, pane = self.chosen, self.desk.pane
        if chosen.claim not in self.marks.lost:
            return None
        is_there = (chosen.pane, chosen.selection) == (pane.id, pane.selected)
        return chosen.claim if is_there or self.mark_under_cursor() is None else None

    def anchor_of_selection(self) -> Anchor:
        """What finds the selection of the active pane again; refuses while there is none."""
        desk, selected = self.desk, selected_in(self.desk)
        text = desk.texts.get(desk.pane.document or "") or desk.text
        document = self.project.get(Document, desk.pane.document or "")
        if document is None:
            raise Refusal(DOCUMENT_GONE)
        return anchor_at(text, document.edition.sha256, selected)

    def claim_under_cursor(self) -> Claim:
        """The claim under the cursor; refuses where there is none."""
        mark = self.mark_under_cursor()
        if mark is None:
            raise Refusal(_NO_CLAIM_HERE)
        return mark.claim

    def own_claim_under_cursor(self) -> Claim:
        """The claim under the cursor; refuses where there is none, or it is another reader's."""
        claim = self.claim_under_cursor()
        at_hand = {mark.claim.reader for mark in self.marks_at_hand()}
        has_own = self.project.reader in at_hand
        self.readers.refuse_others(claim, _GO_TO_MY_OWN if has_own else _MAKE_MY_OWN)
        return claim

    def go_to(self, claim: Claim, index: int) -> None:
        """Show a claim's passage in a pane, once its document's text is there.

        Where the passage was looked for and not found, the document is shown, and it refuses. What
        is only proposed, or shown beside the reader's own pane, is not chosen.
        """
        is_lost = self.marks.state_of(claim) is State.LOST
        if self.desk.relating is None and (is_lost or index == self.desk.active):
            self.chosen.take(claim.id, self.desk.panes[index])
        if is_lost:
            if self.desk.panes[index].document != claim.document:
                self.desk.show(claim.document, index)
            self.desk.activate(index)
            key = self.notices.named("check.attach", "Attach to the selection")
            raise Refusal(f"Its passage was not found. Select it in the document and press {key}.")
        mark = self.marks.of_claim(claim.id)
        self.trail.leave(self.desk, index)
        if self.desk.panes[index].document != claim.document or mark is None:
            self.desk.show(claim.document, index, claim.id)
        if mark is not None:
            self.desk.select(mark.target, index, claim.id)

    def _select_awaited(self, index: int, cursor: Anchor, text: ReadingText) -> None:
        found = cursor.region or find(cursor, text).passage
        if found is not None and is_in(found, text):
            self._place(found, index)

    def _place(self, found: Selected, index: int, claim: str | None = None) -> None:
        """Put a pane's cursor where it belongs, which is not the reader's doing."""
        before, chosen = self.chosen.has_selected, self.chosen.claim
        self.desk.select(found, index, claim)
        self.chosen.has_selected, self.chosen.claim = before, chosen


def place_of(text: ReadingText | None, selected: Selected) -> Passage:
    """Where a selection comes in reading order: a region is an empty passage there."""
    if not isinstance(selected, Region):
        return selected
    start = text.start_of(selected.section) if text else 0
    return Passage(start, start)


def anchor_at(text: ReadingText, edition: str, selected: Selected) -> Anchor:
    """What finds a selection again in that edition (SHA-256)."""
    if isinstance(selected, Region):
        return region_anchor(text, edition, selected)
    return anchor_of(text, edition, selected)


def _shares(one: Selected, other: Selected | None) -> bool:
    """Whether two selections share words, or some of a page."""
    if isinstance(one, Region):
        return isinstance(other, Region) and one.overlaps(other)
    return other is not None and not isinstance(other, Region) and one.overlaps(other)

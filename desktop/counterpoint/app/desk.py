"""What lies on the reader's desk: panes, the documents in them, and where the reader is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from counterpoint.app.commands import Mode
from counterpoint.app.regions import whole_page
from counterpoint.domain.anchoring import Sheet
from counterpoint.domain.anchors import Region
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.refusal import Refusal

MOST_PANES = 4

NO_TEXT = (
    "These pages are pictures without text. A page or a rectangle of it can be a claim; for text,"
    " have them recognised by another program (such as ocrmypdf) and open its file."
)

DOCUMENT_GONE = (
    "This document is not part of the project any more; add it again, and its claims are back."
)

Selected = Passage | Region
"""What is selected in a pane: words, or a rectangle of a page."""


class Aspect(Enum):
    """What about the desk has changed; SIGHT asks for a cursor that has not moved to be shown."""

    PANES = auto()
    ACTIVE = auto()
    SELECTION = auto()
    TEXT = auto()
    MODE = auto()
    SIGHT = auto()


@dataclass(frozen=True)
class Pane:
    """One place where a document is read; ``selection`` is where the sentence cursor is.

    A ``region`` of a page, where there is one, is selected in its stead; while ``is_outlining``
    the keys move and resize it. ``claim`` is the id of the claim the reader has gone to, if it was
    a claim; while its document's text has not arrived, the claim is still to be gone to.
    """

    id: int
    document: str | None = None
    selection: Passage | None = None
    claim: str | None = None
    region: Region | None = None
    is_outlining: bool = False

    @property
    def selected(self) -> Selected | None:
        """What the next key is about."""
        return self.region or self.selection


@dataclass(frozen=True)
class Relating:
    """A tie in the making: from ``source`` to one of ``candidates`` (ids of claims).

    ``chosen`` tells that the other end is settled and the kind is asked for. ``query`` is the
    text all claims are filtered by, None where the other pane's are offered. ``before`` is the
    other pane as it was, None where there is only one pane.
    """

    source: str
    candidates: tuple[str, ...]
    index: int = 0
    chosen: bool = False
    query: str | None = None
    before: Pane | None = None

    @property
    def proposal(self) -> str | None:
        """The claim proposed as the other end."""
        return self.candidates[self.index] if self.candidates else None


@dataclass
class Desk:
    """Owns the panes, the reading texts at hand, and the tie in the making.

    ``sheets`` are the sizes of all pages of the documents that have pages, as far as known.
    ``sought`` is the pane (id) whose selection was asked to come into view last.
    """

    panes: tuple[Pane, ...] = (Pane(0), Pane(1))
    active: int = 0
    sought: int = 0
    texts: dict[str, ReadingText] = field(default_factory=dict)
    sheets: dict[str, Sequence[Sheet]] = field(default_factory=dict)
    relating: Relating | None = None
    _listeners: list[Callable[[Aspect], None]] = field(default_factory=list)
    _left: dict[tuple[int, str], tuple[Selected, ReadingText | None]] = field(default_factory=dict)
    _next_id: int = 2

    def subscribe(self, listener: Callable[[Aspect], None]) -> None:
        """Tell ``listener`` what has changed, from now on."""
        self._listeners.append(listener)

    @property
    def mode(self) -> Mode:
        """What the keys act on."""
        if self.relating is not None:
            return Mode.TYING if self.relating.chosen else Mode.CHOOSING
        if self.pane.is_outlining:
            return Mode.OUTLINING
        return Mode.READING if self.pane.document else Mode.EMPTY

    @property
    def pane(self) -> Pane:
        """The active pane."""
        return self.panes[self.active]

    @property
    def text(self) -> ReadingText:
        """The reading text in the active pane; refuses while there is none."""
        return self.text_of(self.pane)

    @property
    def selection(self) -> Passage:
        """The selection in the active pane; refuses while there is none."""
        if self.pane.selection is None:
            is_bare = has_no_words(self.texts.get(self.pane.document or ""))
            raise Refusal(NO_TEXT if is_bare else "Select a passage first.")
        return self.pane.selection

    def text_of(self, pane: Pane) -> ReadingText:
        """A pane's reading text; refuses while there is none."""
        if pane.document is None:
            raise Refusal("Open a document first.")
        text = self.texts.get(pane.document)
        if text is None:
            raise Refusal("The text of this document is still being read; try again in a moment.")
        if has_no_words(text):
            raise Refusal(NO_TEXT)
        return text

    def show(self, document: str | None, index: int, claim: str | None = None) -> None:
        """Put a document into a pane, where it was last left there; None empties the pane.

        ``claim`` is to be gone to once the text is there. Raises IndexError where there is no
        such pane.
        """
        pane, text = self.panes[index], self.texts.get(document or "")
        if pane.document and pane.selected:
            self._left[pane.id, pane.document] = (pane.selected, self.texts.get(pane.document))
        left, within = self._left.get((pane.id, document or ""), (None, None))
        if within is not text:
            left = None  # it was left in another edition
        shown = with_selected(Pane(pane.id, document), left, claim) if left else None
        shown = shown or Pane(pane.id, document, claim=claim)
        self.panes = with_pane(self.panes, index, begun(self, shown))
        self.tell(Aspect.PANES)

    def lay(self, panes: Sequence[Pane], active: int) -> None:
        """Put these panes on the desk in the place of those there; ``active`` counts from 0."""
        self.panes, self.active = tuple(panes), active
        self._next_id = max(pane.id for pane in panes) + 1
        self.tell(Aspect.PANES)

    def select(
        self,
        selected: Selected,
        index: int | None = None,
        claim: str | None = None,
        *,
        is_outlining: bool = False,
    ) -> None:
        """Move the selection of a pane, the active one unless told otherwise.

        ``claim`` is the id of the claim that is gone to, if it is one. A region that
        ``is_outlining`` is one that the keys move from now on.
        """
        at = self.active if index is None else index
        pane = with_selected(self.panes[at], selected, claim)
        self.panes = with_pane(self.panes, at, replace(pane, is_outlining=is_outlining))
        self.tell(Aspect.SELECTION)

    def set_text(self, document: str, text: ReadingText) -> None:
        """A document's reading text has arrived: panes without a selection start at its first."""
        self.texts[document] = text
        self.panes = tuple(begun(self, pane) for pane in self.panes)
        self.tell(Aspect.TEXT)

    def activate(self, index: int) -> None:
        """Make a pane the active one; counting goes round."""
        self.active = index % len(self.panes)
        self.tell(Aspect.ACTIVE)

    def add_pane(self) -> None:
        """Open one more pane on the active document; Refusal where there are four."""
        if len(self.panes) == MOST_PANES:
            raise Refusal(f"{MOST_PANES} panes are the most; close one first.")
        added = replace(self.pane, id=self._next_id)
        self._next_id += 1
        self.panes = (*self.panes[: self.active + 1], added, *self.panes[self.active + 1 :])
        self.active += 1
        self.tell(Aspect.PANES)

    def close_pane(self) -> None:
        """Close the active pane; the last one is emptied instead."""
        if len(self.panes) == 1:
            self.panes = (Pane(self.pane.id),)
        else:
            self.panes = (*self.panes[: self.active], *self.panes[self.active + 1 :])
        self.active = min(self.active, len(self.panes) - 1)
        self.tell(Aspect.PANES)

    def set_relating(self, relating: Relating | None, put_back: Pane | None = None) -> None:
        """Begin, change or end a tie in the making; ``put_back`` is a pane as it was before."""
        self.relating = relating
        index = index_of(self.panes, put_back.id) if put_back else None
        if put_back is not None and index is not None:
            self.panes = with_pane(self.panes, index, put_back)
            self.tell(Aspect.PANES)
        self.tell(Aspect.MODE)

    def tell(self, aspect: Aspect) -> None:
        """Tell all listeners that this has changed."""
        for listener in self._listeners:
            listener(aspect)


def refuse_while_choosing(desk: Desk) -> None:
    """Raise Refusal while a claim is chosen that another is to be tied to."""
    if desk.relating is not None:
        raise Refusal("Choose a claim first, or press Esc.")


def bring_in(desk: Desk, index: int) -> None:
    """Have the selection of a pane (from 0) come into view, even where it is as before."""
    desk.sought = desk.panes[index].id
    desk.tell(Aspect.SIGHT)


def with_pane(panes: tuple[Pane, ...], index: int, pane: Pane) -> tuple[Pane, ...]:
    """The panes with another one at an index."""
    return (*panes[:index], pane, *panes[index + 1 :])


def selected_in(desk: Desk) -> Selected:
    """What is selected in the active pane; refuses while there is nothing."""
    return desk.pane.region or desk.selection


def begun(desk: Desk, pane: Pane) -> Pane:
    """A pane at the first sentence or, where there are only pictures, at the first page."""
    text, sheets = desk.texts.get(pane.document or ""), desk.sheets.get(pane.document or "")
    if text is not None and pane.selection is None and text.sentence_count:
        return replace(pane, selection=text.sentence(0))
    if has_no_words(text) and pane.region is None and sheets:
        return replace(pane, region=whole_page(0, sheets[0]))
    return pane


def with_selected(pane: Pane, selected: Selected, claim: str | None = None) -> Pane:
    """The pane with other words selected, or a region; the sentence cursor stays where it was."""
    if isinstance(selected, Region):
        return replace(pane, region=selected, claim=claim, is_outlining=False)
    return replace(pane, selection=selected, region=None, claim=claim, is_outlining=False)


def is_in(selected: Selected, text: ReadingText) -> bool:
    """Whether a text has words or a page there."""
    if isinstance(selected, Region):
        return selected.section < len(text.labels)
    return selected.end <= len(text.text)


def has_no_words(text: ReadingText | None) -> bool:
    """Whether a document's text has come and there is nothing in it: its pages are pictures."""
    return text is not None and not text.sentence_count


def index_of(panes: Sequence[Pane], identity: int | None) -> int | None:
    """Where the pane of an id is, from 0 at the left; None where it was closed."""
    return next((index for index, pane in enumerate(panes) if pane.id == identity), None)

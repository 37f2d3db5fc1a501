"""What lies on the reader's desk: panes, the documents in them, and where the reader is."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from counterpoint.app.commands import Mode
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.refusal import Refusal

MOST_PANES = 4


class Aspect(Enum):
    """What about the desk has changed."""

    PANES = auto()
    ACTIVE = auto()
    SELECTION = auto()
    TEXT = auto()
    MODE = auto()
    FOCUS = auto()


@dataclass(frozen=True)
class Pane:
    """One place where a document is read; ``selection`` is where the sentence cursor is."""

    id: int
    document: str | None = None
    selection: Passage | None = None


@dataclass(frozen=True)
class Relating:
    """A tie in the making: from ``source`` to one of ``candidates`` (ids of claims).

    ``chosen`` tells that the other end is settled and the kind is asked for. ``query`` is the
    text all claims are filtered by, None where the other pane's are offered. ``before`` holds
    the panes as they were.
    """

    source: str
    candidates: tuple[str, ...]
    index: int = 0
    chosen: bool = False
    query: str | None = None
    before: tuple[Pane, ...] = ()

    @property
    def proposal(self) -> str | None:
        """The claim proposed as the other end."""
        return self.candidates[self.index] if self.candidates else None


@dataclass
class Desk:
    """Owns the panes, the reading texts at hand, and the tie in the making."""

    panes: tuple[Pane, ...] = (Pane(0), Pane(1))
    active: int = 0
    texts: dict[str, ReadingText] = field(default_factory=dict)
    relating: Relating | None = None
    _listeners: list[Callable[[Aspect], None]] = field(default_factory=list)
    _next_id: int = 2

    def subscribe(self, listener: Callable[[Aspect], None]) -> None:
        """Tell ``listener`` what has changed, from now on."""
        self._listeners.append(listener)

    @property
    def mode(self) -> Mode:
        """What the keys act on."""
        if self.relating is not None:
            return Mode.TYING if self.relating.chosen else Mode.CHOOSING
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
            raise Refusal("Select a passage first.")
        return self.pane.selection

    def text_of(self, pane: Pane) -> ReadingText:
        """A pane's reading text; refuses while there is none."""
        if pane.document is None:
            raise Refusal("Open a document first: Ctrl+O.")
        text = self.texts.get(pane.document)
        if text is None or not text.sentence_count:
            raise Refusal("This document has no text to read yet.")
        return text

    def show(self, document: str | None, index: int, passage: Passage | None = None) -> None:
        """Put a document into a pane, at a passage or at its first sentence; None empties it."""
        text = self.texts.get(document or "")
        if passage is None and text is not None and text.sentence_count:
            passage = text.sentence(0)
        self._replace(index, replace(self.panes[index], document=document, selection=passage))
        self._tell(Aspect.PANES)

    def select(self, passage: Passage, index: int | None = None) -> None:
        """Move the selection of a pane, the active one unless told otherwise."""
        at = self.active if index is None else index
        self._replace(at, replace(self.panes[at], selection=passage))
        self._tell(Aspect.SELECTION)

    def set_text(self, document: str, text: ReadingText) -> None:
        """A document's reading text has arrived: panes without a selection start at its first."""
        self.texts[document] = text
        for index, pane in enumerate(self.panes):
            if pane.document == document and pane.selection is None and text.sentence_count:
                self._replace(index, replace(pane, selection=text.sentence(0)))
        self._tell(Aspect.TEXT)

    def activate(self, index: int) -> None:
        """Make a pane the active one; counting goes round."""
        self.active = index % len(self.panes)
        self._tell(Aspect.ACTIVE)

    def add_pane(self) -> None:
        """Open one more pane on the active document, at most four in all."""
        if len(self.panes) == MOST_PANES:
            raise Refusal(f"{MOST_PANES} panes are the most; close one with Ctrl+W.")
        added = replace(self.pane, id=self._next_id)
        self._next_id += 1
        self.panes = (*self.panes[: self.active + 1], added, *self.panes[self.active + 1 :])
        self.active += 1
        self._tell(Aspect.PANES)

    def close_pane(self) -> None:
        """Close the active pane; the last one is emptied instead."""
        if len(self.panes) == 1:
            self.panes = (Pane(self.pane.id),)
        else:
            self.panes = (*self.panes[: self.active], *self.panes[self.active + 1 :])
        self.active = min(self.active, len(self.panes) - 1)
        self._tell(Aspect.PANES)

    def set_relating(self, relating: Relating | None, panes: tuple[Pane, ...] = ()) -> None:
        """Begin, change or end a tie in the making; ``panes`` puts them back as they were."""
        self.relating = relating
        if panes:
            self.panes = panes
            self._tell(Aspect.PANES)
        self._tell(Aspect.MODE)

    def _replace(self, index: int, pane: Pane) -> None:
        self.panes = (*self.panes[:index], pane, *self.panes[index + 1 :])

    def _tell(self, aspect: Aspect) -> None:
        for listener in self._listeners:
            listener(aspect)

"""Finding words in the document of a pane, as they are typed."""

from dataclasses import dataclass
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from counterpoint.app.alike import Wanted
from counterpoint.app.commands import Command
from counterpoint.app.desk import Aspect, Pane, index_of
from counterpoint.app.finding import Search
from counterpoint.app.session import Session, place_of
from counterpoint.app.trail import Spot, spot_of
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.desk_view import DeskView
from counterpoint.ui.find_bar import FindBar
from counterpoint.ui.found_marks import FoundMarks
from counterpoint.ui.page_scenes import nothing_found
from counterpoint.ui.page_scroll import ViewPlace
from counterpoint.ui.pane import PaneWidget
from counterpoint.ui.theme import Look

TURN_SECONDS = 0.004
"""How long each turn of the event loop is spent looking."""

SHOW_SECONDS = 0.1
"""How often the count grows while the search goes on."""

PAST_THE_END = 1 << 30

NO_TEXT = "These pages are pictures without text; there is nothing to find in them."
NO_DOCUMENT = "Open a document first, then find words in it."
UNREADABLE = "This document could not be read; there is nothing to find in it."
STILL_READING = "still reading …"
NO_WORDS = "Press / first, and type what to find."
FROM_BEGINNING, FROM_END = "From the beginning again.", "From the end again."


@dataclass(frozen=True)
class Around:
    """What every pane's search acts on."""

    look: Look
    session: Session
    view: DeskView


class PaneFind(QObject):
    """Owns what is looked for in one pane; ``said`` carries what the strip shall say."""

    said = Signal(str)
    left = Signal()

    def __init__(self, around: Around, pane: int, widget: PaneWidget) -> None:
        super().__init__(widget)
        self._around = around
        self._pane = pane
        self._widget = widget
        self.bar = FindBar(around.look, widget)
        self._text: ReadingText | None = None
        self._wanted: Wanted | None = None
        self._search: Search | None = None
        self._marks: FoundMarks | None = None
        self._origin: Spot | None = None
        self._home: ViewPlace | None = None
        self._owed = 0
        self._shown = 0.0
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._go_on)
        self.bar.edited.connect(lambda: self._look(self.bar.wanted, owed=1))
        self.bar.entered.connect(self.step)
        self.bar.closed.connect(self.close)
        widget.refused.connect(self.follow)

    @property
    def is_settled(self) -> bool:
        """Whether everything was looked through."""
        return not self._turns.isActive()

    def open(self, wanted: Wanted) -> None:
        """Let the reader type what to find; the words of another search are looked for at once."""
        if self.bar.isVisible():
            self.bar.open(self.bar.words)
            return
        self._origin, self._home = self._spot(), self._widget.pages.aim.place
        self.bar.choose(wanted)
        self.bar.open(wanted.words)
        self._look(wanted)

    def close(self) -> None:
        """Leave the cursor at the hit; only that stays marked."""
        self.bar.setVisible(False)
        self._show_marks()
        self.left.emit()

    def step(self, direction: int, wanted: Wanted | None = None) -> None:
        """To the next hit (1) or the one before (-1) from where the reader is."""
        is_elsewhere = self._marks is None or self._marks.current is None
        if is_elsewhere and not self.bar.isVisible():
            self._origin, self._home = self._spot(), None
        if wanted is not None and self._search is None:
            self._look(wanted)
        self._owed = direction
        self._pay()
        self._show_marks()
        if self._text is None:
            self.said.emit(UNREADABLE if self._widget.problem else f"This text is {STILL_READING}")

    def follow(self) -> None:
        """The desk has changed: another text is searched anew, a hit that was left is forgotten."""
        pane = self._place()
        text = self._around.session.desk.texts.get(pane.document or "") if pane else None
        marks = self._marks
        is_given_up = bool(self._widget.problem) and self.bar.count == STILL_READING
        if (text is not self._text or is_given_up) and self._wanted is not None:
            owed = self._owed if self._text is None else 0
            self._origin, self._home = self._spot(), None
            self._look(self._wanted, owed)
        elif marks is not None and marks.current is not None and pane and pane.selection:
            is_left = not marks.current.overlaps(pane.selection)
            marks.current = None if is_left else marks.current
            if is_left:
                self._show_marks()

    def _look(self, wanted: Wanted, owed: int = 0) -> None:
        """Look for other words, or for the same with another choice."""
        pane, desk = self._place(), self._around.session.desk
        self._text = desk.texts.get(pane.document or "") if pane else None
        self._wanted, self._owed = wanted, owed
        self._search, self._marks = None, None
        if self._text is not None and self._text.sentence_count:
            start = place_of(self._text, self._origin.selected).start if self._origin else 0
            self._search = Search(self._text.text, wanted, start)
            self._marks = FoundMarks(self._text, self._search)
            self._go_on()
            return
        self._show_marks()
        if self._text is None and not self._widget.problem:
            self.bar.say(STILL_READING if wanted.words.strip() else "")
        else:
            self.bar.say("no text")
            if self.bar.isVisible():
                self.said.emit(UNREADABLE if self._text is None else NO_TEXT)

    def _go_on(self) -> None:
        """Look on for a few milliseconds, and go to the hit that is owed once it is known."""
        search, end = self._search, perf_counter() + TURN_SECONDS
        while search is not None and not search.is_done and perf_counter() < end:
            search.go_on()
        if search is None or search.is_done:
            self._turns.stop()
        else:
            self._turns.start()
        has_come = self._pay()
        if has_come or not self._turns.isActive() or end - self._shown > SHOW_SECONDS:
            self._show_marks()

    def _pay(self) -> bool:
        """Go to the hit that was asked for, if it is known by now; whether it is."""
        search, direction = self._search, self._owed
        if search is None or not direction:
            return False
        hit = self._next(search, direction)
        is_known = hit is not None or search.is_done
        if is_known:
            self._owed = 0
            self._arrive(hit)
        return is_known

    def _next(self, search: Search, direction: int) -> Passage | None:
        """The hit after or before the one gone to, else after or before the cursor."""
        current = self._marks.current if self._marks else None
        spot = self._spot()
        if current is not None:
            at = current.start + (direction > 0)
        else:
            at = place_of(self._text, spot.selected).start if spot else 0
        hit = search.at_or_after(at) if direction > 0 else search.before(at)
        if hit is None and search.is_done and search.count:
            self.said.emit(FROM_BEGINNING if direction > 0 else FROM_END)
            return search.at_or_after(0) if direction > 0 else search.before(PAST_THE_END)
        return hit

    def _arrive(self, hit: Passage | None) -> None:
        """Put the cursor at a hit's sentence; where there is none, back to where it was."""
        desk, before = self._around.session.desk, self._spot()
        index = index_of(desk.panes, self._pane)
        if self._marks is None or self._text is None or index is None:
            return
        self._marks.current = hit
        if hit is None:
            self._return(before, index)
            return
        goal = sentences_over(self._text, hit)
        if before is None or goal != before.selected:
            desk.select(goal, index)
        self._widget.pages.aim.reveal(self._text.places(hit))
        if self._origin is not None and self._origin.selected != goal:
            self._around.session.trail.leave_spot(self._origin)

    def _return(self, before: Spot | None, index: int) -> None:
        """Be where the reader was before anything was typed."""
        if self._origin is not None and before is not None and before != self._origin:
            self._around.session.desk.select(self._origin.selected, index)
            if self._home is not None:
                self._widget.pages.aim.rest_at(self._home)

    def _show_marks(self) -> None:
        """Mark the hits, and say how many there are."""
        search, marks, pages = self._search, self._marks, self._widget.pages
        self._shown = perf_counter()
        if marks is None or search is None:
            pages.scenes.found_on = nothing_found
        else:
            marks.shows_all = self.bar.isVisible()
            pages.scenes.found_on = marks.on
            self.bar.say(count_of(search, marks.current))
        pages.viewport().update()

    def _place(self) -> Pane | None:
        desk = self._around.session.desk
        index = index_of(desk.panes, self._pane)
        return None if index is None else desk.panes[index]

    def _spot(self) -> Spot | None:
        pane = self._place()
        return None if pane is None else spot_of(pane)


def sentences_over(text: ReadingText, hit: Passage) -> Passage:
    """The sentence that holds a hit, or those that it stands across."""
    first = text.sentence(text.sentence_at(hit.start))
    last = text.sentence(text.sentence_at(hit.end - 1))
    return Passage(first.start, last.end)


def count_of(search: Search, current: Passage | None) -> str:
    """How many hits there are, and which one is gone to."""
    if not search.wanted.words.strip():
        return ""
    if not search.is_done:
        return f"{search.count:,} …"
    if not search.count:
        return "not found"
    number = search.number_of(current) if current else 0
    return f"{number:,} of {search.count:,}" if number else f"{search.count:,} found"


class Finder(QObject):
    """Owns the searches of all panes, and the words that were looked for last."""

    said = Signal(str)
    left = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._finds: dict[int, PaneFind] = {}
        self._wanted = Wanted()
        around.session.desk.subscribe(self._follow)

    @property
    def active(self) -> PaneFind:
        """The search of the active pane."""
        pane = self._around.session.desk.pane
        if pane.id not in self._finds:
            find = PaneFind(self._around, pane.id, self._around.view.widget_of(pane))
            find.said.connect(self.said)
            find.left.connect(self.left)
            find.bar.edited.connect(lambda: self._note(find.bar.wanted))
            self._finds[pane.id] = find
        return self._finds[pane.id]

    def open(self) -> None:
        """Let the reader type what to find in the active pane."""
        self._require_text()
        self.active.open(self._wanted)

    def step(self, direction: int) -> None:
        """Go to the next hit (1) or the one before (-1)."""
        self._require_text()
        if not self._wanted.words.strip():
            raise Refusal(NO_WORDS)
        self.active.step(direction, self._wanted)

    def _require_text(self) -> None:
        desk = self._around.session.desk
        text = desk.texts.get(desk.pane.document or "")
        if desk.pane.document is None:
            raise Refusal(NO_DOCUMENT)
        if text is None and self._around.view.active.problem:
            raise Refusal(UNREADABLE)
        if text is not None and not text.sentence_count:
            raise Refusal(NO_TEXT)

    def _note(self, wanted: Wanted) -> None:
        self._wanted = wanted

    def _follow(self, aspect: Aspect) -> None:
        panes = {pane.id for pane in self._around.session.desk.panes}
        self._finds = {pane: find for pane, find in self._finds.items() if pane in panes}
        if aspect in (Aspect.PANES, Aspect.TEXT, Aspect.SELECTION):
            for find in self._finds.values():
                find.follow()


COMMANDS: tuple[Command[Finder], ...] = (
    Command(
        "find.open",
        "Find …",
        Finder.open,
        ("/", "Ctrl+F"),
        "Go",
        help="Finds words in the document of the active pane while you type them.",
        icon="search",
        also="search look words text",
    ),
    Command(
        "find.next",
        "Next hit",
        partial(Finder.step, direction=1),
        ("n",),
        "Go",
        help="Goes to the next place where the words stand, and on from the beginning.",
        also="find search forward",
    ),
    Command(
        "find.previous",
        "Previous hit",
        partial(Finder.step, direction=-1),
        ("Shift+N",),
        "Go",
        help="Goes to the place before where the words stand, and on from the end.",
        also="find search back",
    ),
)

"""Going to a page by its printed label or its number; to a paragraph where there are no pages."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from counterpoint.app.commands import Command
from counterpoint.app.desk import Pane, index_of
from counterpoint.app.regions import whole_page
from counterpoint.app.session import Session
from counterpoint.app.walking import sentence_on_page, sentence_under
from counterpoint.documents.client.replies import Opened
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.desk_view import DeskView
from counterpoint.ui.feeds import Feeds
from counterpoint.ui.labels import Label
from counterpoint.ui.page_scroll import ViewPlace
from counterpoint.ui.pane_bar import PaneBar
from counterpoint.ui.theme import SMALL_SIZE, Look


def page_named(labels: Sequence[str], pages: int, typed: str) -> int | None:
    """The index of the page of that label, else of that number; None where there is none."""
    wanted = typed.strip().casefold()
    for index, label in enumerate(labels):
        if label.casefold() == wanted:
            return index
    if wanted.isdecimal() and len(wanted) < 10 and 1 <= int(wanted) <= pages:
        return int(wanted) - 1
    return None


def numbered(typed: str, most: int) -> int | None:
    """The index, from 0, of what is counted from 1; None where there is none."""
    return page_named((), most, typed)


def none_such(what: str, typed: str, there: str) -> str:
    """The sentence that says which pages or paragraphs there are; ``there`` as “1 to 48”."""
    wanted = typed.strip()
    lack = f"There is no {what} {wanted if wanted.isdecimal() else f'“{wanted}”'}"
    are = f"the {what}s are" if " to " in there else f"the only {what} is"
    return f"{lack if wanted else f'Type the {what} to go to'}; {are} {there}."


class GoToBar(PaneBar):
    """Asks where to; ``say`` tells what there is."""

    def __init__(self, look: Look, pane: QWidget, lead: str) -> None:
        super().__init__(look, pane, f"{lead} …")
        self._hint = Label(look, "muted", SMALL_SIZE)
        self._hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.setMaximumWidth(160)
        self.row.addWidget(self.field, 1)
        self.row.addSpacing(8)
        self.row.addWidget(self._hint, 2)

    @property
    def hint(self) -> str:
        """What it says beside the field."""
        return self._hint.accessibleName()

    def say(self, hint: str, is_refusal: bool = False) -> None:
        """Say what there is, or that what is asked for is not."""
        self._hint.tone("text" if is_refusal else "muted")
        self._hint.say(hint)


class GoTo(QObject):
    """Owns the bar while it is open; ``left`` follows when the keys shall go back to the page,
    ``said`` carries what the strip shall say.
    """

    left = Signal()
    said = Signal(str)

    def __init__(self, look: Look, session: Session, view: DeskView, feeds: Feeds) -> None:
        super().__init__()
        self._look = look
        self.session = session
        self.view = view
        self.feeds = feeds
        self.bar: GoToBar | None = None

    def open(self) -> None:
        """Ask for a page, or for a paragraph."""
        self._drop()
        pane = self.session.desk.pane
        lead = "Go to page" if self._fixed(pane) else "Go to paragraph"
        hint = self._range(pane)
        self.bar = bar = GoToBar(self._look, self.view.widget_of(pane), lead)
        bar.entered.connect(lambda _: self._enter(bar, pane))
        bar.closed.connect(self._close)
        bar.edited.connect(lambda: bar.say(hint))
        bar.say(hint)
        bar.open("")

    def _enter(self, bar: GoToBar, pane: Pane) -> None:
        try:
            self.go(pane, bar.words)
        except Refusal as refusal:
            bar.say(str(refusal), is_refusal=True)
            self.said.emit(str(refusal))
            bar.field.selectAll()
        else:
            self._close()

    def go(self, pane: Pane, typed: str) -> None:
        """Go to what was typed; refuses where that is not there."""
        document = self._fixed(pane)
        if document is not None:
            page = page_named(document.labels, document.pages, typed)
            if page is None:
                raise Refusal(none_such("page", typed, self._range(pane)))
            self.go_to_page(pane, page)
            return
        text = self.session.desk.text_of(pane)
        paragraph = numbered(typed, text.paragraph_count)
        if paragraph is None:
            raise Refusal(none_such("paragraph", typed, self._range(pane)))
        self.session.trail.leave(self.session.desk, self._index(pane))
        start = text.paragraph(paragraph).start
        self.session.desk.select(sentence_under(text, start), self._index(pane))

    def go_to_page(self, pane: Pane, page: int, share: float = 0.0) -> None:
        """Bring a page's top, or a share of its height, into view and the cursor to it."""
        desk, index = self.session.desk, self._index(pane)
        text: ReadingText | None = desk.texts.get(pane.document or "")
        self.session.trail.leave(desk, index)
        passage = sentence_on_page(text, page) if text is not None else None
        sheets = desk.sheets.get(pane.document or "")
        if passage is not None:
            desk.select(passage, index)
        elif text is not None and sheets and page < len(sheets):
            desk.select(whole_page(page, sheets[page]), index)
        self.view.widget_of(pane).pages.aim.rest_at(ViewPlace(page, share))

    def go_to_passage(self, pane: Pane, passage: Passage, place: ViewPlace | None = None) -> None:
        """Bring the cursor to a passage, and a place into view."""
        desk, index = self.session.desk, self._index(pane)
        self.session.trail.leave(desk, index)
        desk.select(passage, index)
        if place is not None:
            self.view.widget_of(pane).pages.aim.rest_at(place)

    def _range(self, pane: Pane) -> str:
        """What there is, as “1 to 48”."""
        document = self._fixed(pane)
        if document is None:
            return f"1 to {self.session.desk.text_of(pane).paragraph_count:,}"
        labels = document.labels or ("1", str(document.pages))
        return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"

    def _fixed(self, pane: Pane) -> Opened | None:
        """The document of a pane where it has pages of its own."""
        feed = self.feeds.of(pane.document or "")
        document = feed.document if feed is not None else None
        return document if document is not None and document.fixed else None

    def _index(self, pane: Pane) -> int:
        found = index_of(self.session.desk.panes, pane.id)
        return self.session.desk.active if found is None else found

    def _close(self) -> None:
        self._drop()
        self.left.emit()

    def _drop(self) -> None:
        """Take the bar away; its pane may have taken it along."""
        bar, self.bar = self.bar, None
        if bar is not None and isValid(bar):
            bar.hide()
            bar.deleteLater()


COMMANDS: tuple[Command[GoTo], ...] = (
    Command(
        "go.page",
        "Go to page …",
        GoTo.open,
        ("Ctrl+G",),
        "Go",
        help="Goes to a page by its printed number, or to a paragraph where there are no pages.",
        also="number jump label paragraph",
    ),
)

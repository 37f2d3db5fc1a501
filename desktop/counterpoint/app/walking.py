"""Moving through a document: the sentence cursor and the selection."""

from counterpoint.app.commands import AT_DESK, WALKING, Command
from counterpoint.app.desk import Desk, bring_in, has_no_words
from counterpoint.app.regions import whole_page
from counterpoint.app.session import Session
from counterpoint.domain import words
from counterpoint.domain.reading import Passage, ReadingText

FAR = 1 << 30
"""More steps than there are pages."""


def next_sentence(desk: Desk) -> None:
    """Go to the sentence after the selection; where there is no text, to the next page."""
    if not _turned(desk, 1):
        _to_sentence(desk, _last_sentence(desk) + 1)


def previous_sentence(desk: Desk) -> None:
    """Go to the sentence before the selection; where there is no text, to the page before."""
    if not _turned(desk, -1):
        _to_sentence(desk, _first_sentence(desk) - 1)


def first_sentence(desk: Desk) -> None:
    """Go to the beginning."""
    if not _turned(desk, -FAR):
        _to_sentence(desk, 0)
    bring_in(desk, desk.active)


def last_sentence(desk: Desk) -> None:
    """Go to the end."""
    if not _turned(desk, FAR):
        _to_sentence(desk, desk.text.sentence_count - 1)
    bring_in(desk, desk.active)


def next_paragraph(desk: Desk) -> None:
    """Go to the first sentence of the next paragraph; where there is no text, to the next page."""
    if _turned(desk, 1):
        return
    _to_paragraph(desk, desk.text.paragraph_at(desk.selection.end - 1) + 1)


def previous_paragraph(desk: Desk) -> None:
    """Go to the first sentence of the paragraph before; without text, to the page before."""
    if _turned(desk, -1):
        return
    _to_paragraph(desk, desk.text.paragraph_at(desk.selection.start) - 1)


def extend_by_sentence(desk: Desk) -> None:
    """Take in the rest of the last sentence or, where it is whole, the next one."""
    text, selection = desk.text, desk.selection
    index = _last_sentence(desk)
    if text.sentence(index).end <= selection.end:
        index = min(index + 1, text.sentence_count - 1)
    desk.select(Passage(selection.start, max(selection.end, text.sentence(index).end)))


def give_back_sentence(desk: Desk) -> None:
    """Let go of the last sentence, as long as one remains."""
    text, selection = desk.text, desk.selection
    index = _last_sentence(desk) - 1
    if index >= 0 and text.sentence(index).end > selection.start:
        desk.select(Passage(selection.start, text.sentence(index).end))


def end_later(desk: Desk) -> None:
    """Move the end of the selection a word on."""
    selection = desk.selection
    desk.select(Passage(selection.start, words.end_after(desk.text.text, selection.end)))


def end_earlier(desk: Desk) -> None:
    """Move the end of the selection a word back, as long as one remains."""
    selection = desk.selection
    end = words.end_before(desk.text.text, selection.end)
    if end > selection.start:
        desk.select(Passage(selection.start, end))


def start_later(desk: Desk) -> None:
    """Move the start of the selection a word on, as long as one remains."""
    selection = desk.selection
    start = words.start_after(desk.text.text, selection.start)
    if start < selection.end:
        desk.select(Passage(start, selection.end))


def start_earlier(desk: Desk) -> None:
    """Move the start of the selection a word back."""
    selection = desk.selection
    desk.select(Passage(words.start_before(desk.text.text, selection.start), selection.end))


def next_pane(desk: Desk) -> None:
    """Go to the pane at the right."""
    desk.activate(desk.active + 1)


def previous_pane(desk: Desk) -> None:
    """Go to the pane at the left."""
    desk.activate(desk.active - 1)


def sentence_under(text: ReadingText, offset: int) -> Passage:
    """The sentence at an offset of the reading text."""
    return text.sentence(text.sentence_at(offset))


def sentence_on_page(text: ReadingText, section: int) -> Passage | None:
    """The first sentence that begins on a page, else what runs over to it; None without text."""
    start, following = text.offset_of(section, 0), text.offset_of(section + 1, 0)
    if start is None or start == following or not text.sentence_count:
        return None
    index = text.sentence_at(start)
    if text.sentence(index).start < start and index + 1 < text.sentence_count:
        after = text.sentence(index + 1)
        if following is None or after.start < following:
            return after
    return text.sentence(index)


def _turned(desk: Desk, step: int) -> bool:
    """Select the page so many on, or the last one that way, where there are only pictures.

    Whether that is so, and their sizes are known.
    """
    document = desk.pane.document or ""
    sheets = desk.sheets.get(document)
    if not sheets or not has_no_words(desk.texts.get(document)):
        return False
    here = desk.pane.region.section if desk.pane.region else -1
    page = min(max(here + step, 0), len(sheets) - 1)
    desk.select(whole_page(page, sheets[page]))
    return True


def _first_sentence(desk: Desk) -> int:
    return desk.text.sentence_at(desk.selection.start)


def _last_sentence(desk: Desk) -> int:
    return desk.text.sentence_at(desk.selection.end - 1)


def _to_sentence(desk: Desk, index: int) -> None:
    text = desk.text
    desk.select(text.sentence(min(max(index, 0), text.sentence_count - 1)))


def _to_paragraph(desk: Desk, index: int) -> None:
    text = desk.text
    index = min(max(index, 0), text.paragraph_count - 1)
    desk.select(sentence_under(text, text.paragraph(index).start))


COMMANDS: tuple[Command[Desk], ...] = (
    Command(
        "go.sentence.next",
        "Next sentence",
        next_sentence,
        ("j", "Down"),
        "Go",
        WALKING,
        "Goes to the next page where there is no text.",
        also="forward down page",
    ),
    Command(
        "go.sentence.previous",
        "Previous sentence",
        previous_sentence,
        ("k", "Up"),
        "Go",
        WALKING,
        "Goes to the previous page where there is no text.",
        also="back backward up page",
    ),
    Command(
        "go.paragraph.next", "Next paragraph", next_paragraph, ("}",), "Go", also="forward skip"
    ),
    Command(
        "go.paragraph.previous",
        "Previous paragraph",
        previous_paragraph,
        ("{",),
        "Go",
        also="back backward",
    ),
    Command(
        "go.first",
        "Beginning of the document",
        first_sentence,
        ("g g", "Home"),
        "Go",
        also="top start first",
    ),
    Command(
        "go.last",
        "End of the document",
        last_sentence,
        ("Shift+G", "End"),
        "Go",
        also="bottom last",
    ),
    Command(
        "select.sentence.more",
        "Extend by a sentence",
        extend_by_sentence,
        ("Shift+J", "Shift+Down"),
        "Select",
        WALKING,
        help="Takes in the rest of the last sentence first, where only a part is selected.",
        also="select mark widen longer",
    ),
    Command(
        "select.sentence.less",
        "Give a sentence back",
        give_back_sentence,
        ("Shift+K", "Shift+Up"),
        "Select",
        WALKING,
        help="Lets go of the last sentence, as long as one remains.",
        also="select narrow shrink shorter",
    ),
    Command(
        "select.end.later",
        "End a word later",
        end_later,
        ("Shift+Right",),
        "Select",
        WALKING,
        also="selection longer right widen",
    ),
    Command(
        "select.end.earlier",
        "End a word earlier",
        end_earlier,
        ("Shift+Left",),
        "Select",
        WALKING,
        also="selection shorter left narrow",
    ),
    Command(
        "select.start.later",
        "Start a word later",
        start_later,
        ("]", "Alt+Shift+Right"),
        "Select",
        also="selection shorter right narrow",
    ),
    Command(
        "select.start.earlier",
        "Start a word earlier",
        start_earlier,
        ("[", "Alt+Shift+Left"),
        "Select",
        also="selection longer left widen",
    ),
    Command(
        "pane.next",
        "Next pane",
        next_pane,
        ("Tab",),
        "View",
        AT_DESK,
        also="switch other column side",
    ),
    Command(
        "pane.previous",
        "Previous pane",
        previous_pane,
        ("Shift+Tab",),
        "View",
        AT_DESK,
        also="switch other column side",
    ),
    Command(
        "pane.add",
        "Add pane",
        Desk.add_pane,
        ("Ctrl+\\",),
        "View",
        AT_DESK,
        help="Opens one more pane on the same document; there can be four.",
        icon="pane-add",
        also="new split column side compare",
    ),
    Command(
        "pane.close",
        "Close pane",
        Desk.close_pane,
        ("Ctrl+W",),
        "View",
        AT_DESK,
        help="The document and its claims stay in the project.",
        icon="pane-close",
        also="remove unsplit column side",
    ),
)

RETURNS: tuple[Command[Session], ...] = (
    Command(
        "go.back",
        "Back",
        lambda session: session.trail.back(session.desk),
        ("Alt+Left",),
        "Go",
        help="Goes back to where you were before you went to a page, a hit, a heading, a link or"
        " a claim.",
        also="return previous place history",
    ),
    Command(
        "go.forward",
        "Forward",
        lambda session: session.trail.forward(session.desk),
        ("Alt+Right",),
        "Go",
        help="Goes forward again after “Back”.",
        also="return next place history",
    ),
)

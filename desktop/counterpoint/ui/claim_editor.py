"""Where a reader writes about a claim."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from counterpoint.app.editing import Wording, merged, parse_tags
from counterpoint.ui.labels import Label
from counterpoint.ui.theme import SMALL_SIZE, Look

RESTATEMENT_HEIGHT, NOTE_HEIGHT = 50, 84
PAUSE_MILLISECONDS = 700
"""How long after the last key what was typed is handed over."""


class ClaimEditor(QWidget):
    """Holds restatement, note and tags of one claim while they are written.

    ``written`` carries the claim's id, the wording, and whether the same writing goes on: after
    each pause and when the reader leaves. ``left`` follows when the keys shall go back to the
    page; ``dirtied`` when something is typed that is not handed over yet; ``focus_moved`` when
    the keys have come to a field or left it.
    """

    written = Signal(str, object, bool)
    dirtied = Signal()
    left = Signal()
    focus_moved = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._claim = ""
        self._base = Wording()
        self._has_written = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.commit)
        self.restatement = _field("The claim in your own words", RESTATEMENT_HEIGHT)
        self.note = _field("What you think of it", NOTE_HEIGHT)
        self.tags = QLineEdit(placeholderText="tags, with commas between them")
        form = QFormLayout(self)
        form.setContentsMargins(16, 12, 16, 12)
        form.setVerticalSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows = (("Restatement", self.restatement), ("Note", self.note), ("Tags", self.tags))
        for name, field in rows:
            label = Label(look, "muted", SMALL_SIZE)
            label.say(name)
            form.addRow(label, field)
            field.setAccessibleName(name)
            field.installEventFilter(self)
            field.textChanged.connect(self._change)
        self.setVisible(False)

    @property
    def claim(self) -> str:
        """The id of the claim being written about; empty when none is."""
        return self._claim

    @property
    def has_focus(self) -> bool:
        """Whether what is typed goes into one of the fields."""
        return any(field.hasFocus() for field in (self.restatement, self.note, self.tags))

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not handed over yet."""
        return self._pause.isActive()

    @property
    def wording(self) -> Wording:
        """What stands in the fields."""
        return Wording(
            " ".join(self.restatement.toPlainText().split()),
            self.note.toPlainText().strip(),
            parse_tags(self.tags.text()),
        )

    def edit(self, claim: str, wording: Wording, field: str = "restatement") -> None:
        """Open on a claim with the cursor at the end of a field."""
        self.commit()
        self._claim = ""
        self.restatement.setPlainText(wording.restatement)
        self.note.setPlainText(wording.note)
        self.tags.setText(", ".join(wording.tags))
        for text in (self.restatement, self.note):
            text.moveCursor(QTextCursor.MoveOperation.End)
        self._claim, self._base, self._has_written = claim, wording, False
        self.setVisible(True)
        widget = {"note": self.note, "tags": self.tags}.get(field, self.restatement)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Hand over what is written."""
        self._pause.stop()
        if not self._claim:
            return
        wording = self.wording
        self.written.emit(self._claim, wording, self._has_written)
        self._base, self._has_written = wording, True

    def overtake(self, theirs: Wording) -> tuple[str, ...]:
        """The claim has been given another wording elsewhere; the fields that clash with it.

        What was typed since it was handed over last stays, and so does the place of the cursor.
        """
        found = merged(self._base, self.wording, theirs)
        fields = (
            (self.restatement, found.wording.restatement, self.wording.restatement),
            (self.note, found.wording.note, self.wording.note),
            (self.tags, ", ".join(found.wording.tags), ", ".join(self.wording.tags)),
        )
        self._base = theirs
        for field, text, before in fields:
            if text != before:
                _put_text(field, text)
        return found.clashes

    def leave(self) -> None:
        """Hand over what is written and close."""
        self.commit()
        self.drop()

    def drop(self) -> None:
        """Close; what is not handed over is given up."""
        self._pause.stop()
        if self._claim:
            self._claim = ""
            self.setVisible(False)
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(watched, event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_moved.emit()
        return False

    def _change(self) -> None:
        if self._claim:
            self._pause.start()
            self.dirtied.emit()

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        leaves = event.key() == Qt.Key.Key_Escape or (
            is_enter and (watched is not self.note or with_control)
        )
        if leaves:
            self.leave()
        return leaves


def _put_text(field: QPlainTextEdit | QLineEdit, text: str) -> None:
    """Put another text into a field as if it had been there: it is not the reader's."""
    with QSignalBlocker(field):
        if isinstance(field, QLineEdit):
            place = field.cursorPosition()
            field.setText(text)
            field.setCursorPosition(place)
            return
        place = field.textCursor().position()
        field.setPlainText(text)
        cursor = field.textCursor()
        cursor.setPosition(min(place, len(field.toPlainText())))
        field.setTextCursor(cursor)


def _field(placeholder: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit(placeholderText=placeholder, tabChangesFocus=True)
    field.setFixedHeight(height)
    return field

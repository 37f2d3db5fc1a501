"""Where a reader writes about a claim."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from counterpoint.app.editing import Wording, parse_tags
from counterpoint.ui.labels import Label
from counterpoint.ui.theme import SMALL_SIZE, Look

NOTE_HEIGHT = 84


class ClaimEditor(QWidget):
    """Holds restatement, note and tags of one claim while they are written.

    ``written`` carries the claim's id and the wording whenever the reader leaves, whichever way;
    ``left`` follows when the keys shall go back to the page.
    """

    written = Signal(str, object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._claim = ""
        self.restatement = QLineEdit(placeholderText="The claim in your own words")
        self.note = QPlainTextEdit(placeholderText="What you think of it", tabChangesFocus=True)
        self.tags = QLineEdit(placeholderText="parted, by commas")
        self.note.setFixedHeight(NOTE_HEIGHT)
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
        self.setVisible(False)

    @property
    def claim(self) -> str:
        """The id of the claim being written about; empty when none is."""
        return self._claim

    def edit(self, claim: str, wording: Wording, field: str = "restatement") -> None:
        """Open on a claim with the cursor in a field."""
        self.commit()
        self._claim = claim
        self.restatement.setText(wording.restatement)
        self.note.setPlainText(wording.note)
        self.tags.setText(", ".join(wording.tags))
        self.setVisible(True)
        widget = {"note": self.note, "tags": self.tags}.get(field, self.restatement)
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Hand over what is written."""
        if self._claim:
            wording = Wording(
                " ".join(self.restatement.text().split()),
                self.note.toPlainText().strip(),
                parse_tags(self.tags.text()),
            )
            self.written.emit(self._claim, wording)

    def leave(self) -> None:
        """Hand over what is written and close."""
        self.commit()
        self._claim = ""
        self.setVisible(False)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.commit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(watched, event)
        return False

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        leaves = event.key() == Qt.Key.Key_Escape or (
            is_enter and (watched is not self.note or with_control)
        )
        if leaves:
            self.leave()
        return leaves

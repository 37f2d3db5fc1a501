"""The sheet on which a reader corrects title, author, date and publisher of a source."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from counterpoint.app.details import Details
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, centred, focus_round
from counterpoint.ui.sheet import SheetButton, buttons_row, heading_of
from counterpoint.ui.theme import SMALL_SIZE, Look

WIDTH, MARGIN = 520, 20
"""Logical pixels: the widest the sheet gets, and the room at its edges."""

LONGEST = 2000
"""Characters of the longest field."""


class DetailsSheet(Overlay):
    """Asks for details; ``save`` takes them and refuses what cannot be understood."""

    def __init__(
        self, look: Look, window: QWidget, details: Details, save: Callable[[Details], None]
    ) -> None:
        super().__init__(look, window)
        self._save = save
        self.title = _field("Title", details.title)
        self.author = _field("Author", details.author, "Ada Reed; Tom Vale")
        self.date = _field("Date", details.date, "2025, 2025-06 or 2025-06-22")
        self.publisher = _field("Publisher", details.publisher)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self._column = QVBoxLayout(self.card)
        self.setAccessibleName("Details of the document")
        self._lay_out()
        look.changed.connect(self._dress)
        self._dress()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        column = self._column
        wanted = column.heightForWidth(width) if column.hasHeightForWidth() else 0
        height = min(max(wanted, column.sizeHint().height()), room.height() - 24)
        return centred(room, width, height)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from field to field, and round."""
        fields = [self.title, self.author, self.date, self.publisher]
        focus_round(fields, forward)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
            event.accept()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Save and close; what cannot be understood is said here and nothing is lost."""
        typed = Details(
            self.title.text(), self.author.text(), self.date.text(), self.publisher.text()
        )
        try:
            self._save(typed)
        except Refusal as refusal:
            self.problem.setText(str(refusal))
            self.problem.show()
            self.fit()
            return
        self.dismiss()

    def _lay_out(self) -> None:
        heading = heading_of(self._look, "Details of the document")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for field in (self.title, self.author, self.date, self.publisher):
            name = Label(self._look, "muted")
            name.say(field.accessibleName())
            name.setFixedHeight(field.sizeHint().height())
            form.addRow(name, field)
        cancel = SheetButton(self._look, "Cancel", "Esc")
        save = SheetButton(self._look, "Save", "Enter", is_default=True)
        cancel.clicked.connect(self.dismiss)
        save.clicked.connect(self.finish)
        column = self._column
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(buttons_row(cancel, save))
        self.problem.hide()

    def _dress(self) -> None:
        ink = self._look.theme.text
        self.problem.setStyleSheet(f"color: {ink}; font-size: {SMALL_SIZE}px;")


def _field(name: str, text: str, example: str = "") -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    field.setMaxLength(LONGEST)
    field.setPlaceholderText(example)
    field.setCursorPosition(0)
    return field

"""What was found in all documents, as rows: each document, and below it its passages."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent

from counterpoint.app.searching import ResultRow, Sort, key_of
from counterpoint.ui.lettering import Lettering
from counterpoint.ui.plain import shown
from counterpoint.ui.row_area import Measures, RowArea, paint_current
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font

ROW, EDGE, INSET = 32, 6, 10
"""Logical pixels: a row, the room around all of them, the room inside each."""

PLACE, GAP = 56, 12
"""Logical pixels for where a passage stands, and between that and its words."""

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ResultPainter:
    """Draws one row into its place."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def paint(self, painter: QPainter, row: ResultRow, rect: QRect, is_current: bool) -> None:
        """A document with its count, a passage with its place, or what leads to more."""
        if is_current:
            paint_current(painter, self._look.theme, rect)
        inner = rect.adjusted(INSET, 0, -INSET, 0)
        if row.sort is Sort.DOCUMENT:
            self._paint_document(painter, row, inner)
        elif row.hit is not None:
            self._paint_hit(painter, row, inner)
        else:
            painter.setFont(interface_font(SMALL_SIZE))
            painter.setPen(self._look.theme.colour("accent"))
            painter.drawText(inner.adjusted(PLACE + GAP, 0, 0, 0), _LEFT, row.words)

    def _paint_document(self, painter: QPainter, row: ResultRow, rect: QRect) -> None:
        small, heavy = interface_font(SMALL_SIZE), interface_font()
        heavy.setWeight(QFont.Weight.DemiBold)
        painter.setFont(small)
        painter.setPen(self._look.theme.colour("muted"))
        painter.drawText(rect, _RIGHT, row.words)
        told = QFontMetrics(small).horizontalAdvance(row.words) + GAP
        title = QFontMetrics(heavy).elidedText(
            shown(row.found.title), Qt.TextElideMode.ElideRight, rect.width() - told
        )
        painter.setFont(heavy)
        painter.setPen(self._look.theme.colour("text"))
        painter.drawText(rect, _LEFT, title)

    def _paint_hit(self, painter: QPainter, row: ResultRow, rect: QRect) -> None:
        hit = row.hit
        assert hit is not None
        letters = {at for start, end in hit.marks for at in range(start, end)}
        words = rect.adjusted(PLACE + GAP, 0, 0, 0)
        lettering = Lettering(hit.text, letters, self._look.theme)
        _, baseline = lettering.paint(painter, words, words.width())
        small = interface_font(SMALL_SIZE)
        place = QFontMetrics(small).elidedText(shown(row.words), Qt.TextElideMode.ElideRight, PLACE)
        painter.setFont(small)
        painter.setPen(self._look.theme.colour("muted"))
        painter.drawText(QPointF(rect.left(), baseline), place)


class ResultList(RowArea):
    """The rows of what was found; ``pressed`` carries one that leads somewhere.

    ``nothing`` is said where there are none.
    """

    pressed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(Measures(ROW, EDGE))
        self._look = look
        self._painter = ResultPainter(look)
        self.results: Sequence[ResultRow] = ()
        self.nothing = ""
        self.viewport().setMouseTracking(True)
        # or all that lies below would be painted again with each row
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.row_pointed.connect(self._point)
        self.row_pressed.connect(self._press)
        self.moved.connect(self._announce)
        look.changed.connect(self.viewport().update)

    @property
    def current(self) -> ResultRow | None:
        """The current row; None where there is none."""
        rows = self.results
        return rows[self.current_row] if self.current_row < len(rows) else None

    def show_rows(self, rows: Sequence[ResultRow], current: tuple[str, int] | None) -> None:
        """Show other rows, and go to the passage of that key, else to the first one."""
        self.results = rows
        self.set_count(len(rows))
        keys = [key_of(row) for row in rows]
        self.go_to(keys.index(current) if current in keys and current else self._first())

    def say_nothing(self, sentence: str) -> None:
        """What is said while there are no rows."""
        self.nothing = sentence
        self._announce()
        self.viewport().update()

    def step(self, rows: int, goes_round: bool) -> None:
        """Move so many passages on; at the end begin anew, or stay there."""
        leading = [at for at, row in enumerate(self.results) if row.sort is not Sort.DOCUMENT]
        if not leading:
            return
        at = leading.index(self.current_row) if self.current_row in leading else 0
        at += rows
        last = len(leading) - 1
        self.go_to(leading[at % len(leading) if goes_round else min(max(at, 0), last)])

    def go_to(self, row: int) -> None:
        """Make a row the current one; the document of a first passage comes into view with it."""
        if row > 0 and row < len(self.results) and self._is_heading(row - 1):
            bar = self.verticalScrollBar()
            bar.setValue(min(bar.value(), (row - 1) * ROW))
        super().go_to(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.fillRect(self.viewport().rect(), theme.colour("card"))
        if not self.results and self.nothing:
            painter.setPen(theme.colour("muted"))
            painter.setFont(interface_font())
            room = self.viewport().rect().adjusted(EDGE + INSET, EDGE + 8, -EDGE - INSET, -EDGE)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, self.nothing)
        for at in self.rows_in_view:
            row = self.results[at]
            self._painter.paint(painter, row, self.rect_of(at), at == self.current_row)

    def _first(self) -> int:
        return min(1, max(0, len(self.results) - 1))

    def _is_heading(self, row: int) -> bool:
        return self.results[row].sort is Sort.DOCUMENT

    def _point(self, row: int) -> None:
        if not self._is_heading(row):
            super().go_to(row)

    def _press(self, row: int) -> None:
        if not self._is_heading(row):
            self.pressed.emit(self.results[row])

    def _announce(self) -> None:
        """Let the current row be read aloud."""
        row = self.current
        if row is None:
            self.setAccessibleName(self.nothing)
        else:
            text = row.hit.text if row.hit else ""
            self.setAccessibleName(", ".join(x for x in (row.found.title, row.words, text) if x))

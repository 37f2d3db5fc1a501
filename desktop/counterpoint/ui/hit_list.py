"""The rows of the palette, drawn by us: only those that show cost anything."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent

from counterpoint.app.keymap import caps_of
from counterpoint.app.palette import Entry, Hit
from counterpoint.ui.icons import GRID, Icons
from counterpoint.ui.key_caps import caps_width, paint_caps
from counterpoint.ui.lettering import Lettering
from counterpoint.ui.row_area import Measures, RowArea, paint_current
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font

ROW, EDGE, INSET = 36, 6, 10
"""Logical pixels: a row, the room around all of them, the room inside each."""

DASH = 14
GAP = 12
DETAIL_SHARE = 0.4
"""How much of the room a detail may take from its title."""

NOTHING = "Nothing fits."


class RowPainter:
    """Draws one row: a sign, the title with what fits standing out, the detail, the keys."""

    def __init__(self, look: Look, icons: Icons | None, ratio: Callable[[], float]) -> None:
        self._look = look
        self._icons = icons
        self._ratio = ratio

    def paint(self, painter: QPainter, hit: Hit, rect: QRect, is_current: bool) -> None:
        """Draw a row into its place."""
        if is_current:
            paint_current(painter, self._look.theme, rect)
        inner = rect.adjusted(INSET, 0, -INSET, 0)
        self._paint_sign(painter, hit.entry, inner)
        keys = [caps_of(one) for one in hit.entry.keys[:1]]
        start = QPointF(inner.right() - caps_width(keys), inner.center().y() + 0.5)
        paint_caps(painter, self._look.theme, start, keys)
        right = int(start.x()) - GAP if keys else inner.right()
        words = QRect(inner.left() + GRID + GAP, inner.top(), 0, inner.height())
        words.setRight(right)
        self._paint_words(painter, hit, words)

    def _paint_words(self, painter: QPainter, hit: Hit, rect: QRect) -> None:
        theme, entry, small = self._look.theme, hit.entry, interface_font(SMALL_SIZE)
        metrics = QFontMetrics(small)
        whole = metrics.horizontalAdvance(entry.detail) + 2 * bool(entry.detail)
        told = min(whole, round(rect.width() * DETAIL_SHARE))
        share = rect.width() - (told + GAP if told else 0)
        width, baseline = Lettering(entry.title, hit.letters, theme).paint(painter, rect, share)
        left = rect.left() + width + GAP
        room = max(0, rect.right() + 1 - left)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, baseline), detail)

    def _paint_sign(self, painter: QPainter, entry: Entry, rect: QRect) -> None:
        """A kind's dash in its colour, or a drawing."""
        theme = self._look.theme
        if entry.colours is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(entry.colours[1] if theme.is_dark else entry.colours[0]))
            middle = rect.center().y() + 0.5
            dash = QRectF(rect.left() + (GRID - DASH) / 2, middle - 1.5, DASH, 3)
            painter.drawRoundedRect(dash, 1.5, 1.5)
        elif self._icons is not None and entry.icon:
            drawing = self._icons.pixmap(entry.icon, ratio=self._ratio())
            painter.drawPixmap(rect.left(), rect.center().y() - GRID // 2 + 1, drawing)


class HitList(RowArea):
    """The rows of the palette; ``pressed`` carries an entry."""

    pressed = Signal(object)

    def __init__(self, look: Look, icons: Icons | None) -> None:
        super().__init__(Measures(ROW, EDGE))
        self._look = look
        self._rows = RowPainter(look, icons, self.devicePixelRatioF)
        self._is_settled = False
        self.hits: Sequence[Hit] = ()
        self.viewport().setMouseTracking(True)
        # or all that lies below would be painted again with each row
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.row_pointed.connect(self.go_to)
        self.row_pressed.connect(lambda row: self.pressed.emit(self.hits[row].entry))
        self.moved.connect(self._announce)
        look.changed.connect(self.viewport().update)

    @property
    def current(self) -> Entry | None:
        """What the current row stands for."""
        return self.hits[self.current_row].entry if self.hits else None

    def show_hits(self, hits: Sequence[Hit], *, keep: bool) -> None:
        """Show other rows; ``keep`` the current one where the reader has moved to it."""
        current = self.current if keep and self.current_row else None
        keys = [hit.entry.key for hit in hits]
        self.hits = hits
        self._is_settled = False
        self.set_count(len(hits))
        self.go_to(keys.index(current.key) if current and current.key in keys else 0)

    def settle(self) -> None:
        """No more will come: where there is nothing, say so."""
        self._is_settled = True
        self._announce()
        self.viewport().update()

    def step(self, rows: int, goes_round: bool) -> None:
        """Move so many rows on; at the end begin anew, or stay there."""
        if not self.hits:
            return
        index, last = self.current_row + rows, len(self.hits) - 1
        self.go_to(index % len(self.hits) if goes_round else min(max(index, 0), last))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.fillRect(self.viewport().rect(), theme.colour("card"))
        if not self.hits and self._is_settled:
            painter.setPen(theme.colour("muted"))
            painter.setFont(interface_font())
            painter.drawText(self.rect_of(0).adjusted(INSET, 0, 0, 0), _MIDDLE, NOTHING)
        for row in self.rows_in_view:
            self._rows.paint(painter, self.hits[row], self.rect_of(row), row == self.current_row)

    def _announce(self) -> None:
        """Let the current row be read aloud."""
        entry = self.current
        nothing = NOTHING if self._is_settled else ""
        parts = (entry.title, entry.detail, *entry.keys[:1]) if entry else (nothing,)
        self.setAccessibleName(", ".join(part for part in parts if part))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

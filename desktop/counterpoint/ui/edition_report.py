"""What became of a document's claims in its new edition: a sheet that leads to each."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counterpoint.app.describing import place_of
from counterpoint.app.editions import Report
from counterpoint.app.standing import Standing, parted
from counterpoint.domain.claims import Claim
from counterpoint.domain.scheme import Scheme
from counterpoint.ui.cards import SIGN, paint_sign, unbroken
from counterpoint.ui.labels import Label
from counterpoint.ui.overlay import Overlay, centred, keys_row
from counterpoint.ui.page_painting import BADGE, paint_badge
from counterpoint.ui.plain import shown
from counterpoint.ui.row_area import Measures, RowArea, paint_current
from counterpoint.ui.sheet import heading_of
from counterpoint.ui.theme import SMALL_SIZE, Look, interface_font, reading_font

WIDTH, MARGIN = 620, 20
ROW, EDGE, INSET, GAP = 50, 6, 10, 10
"""Logical pixels: the sheet, its margin, a row, the room around all and inside each, a gap."""

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class ClaimRows(RowArea):
    """The claims to check: first those that were not found, then the others."""

    def __init__(self, look: Look, report: Report, scheme: Scheme) -> None:
        super().__init__(Measures(ROW, EDGE))
        self._look = look
        self._report = report
        self._scheme = scheme
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.moved.connect(self._announce)
        look.changed.connect(self.viewport().update)
        self.set_count(len(report.to_check))
        self._announce()

    @property
    def current(self) -> Claim | None:
        """The claim of the current row."""
        claims = self._report.to_check
        return claims[self.current_row] if claims else None

    def step(self, rows: int) -> None:
        """Move so many rows on, at most to the end."""
        last = len(self._report.to_check) - 1
        self.go_to(min(max(self.current_row + rows, 0), max(last, 0)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), self._look.theme.colour("card"))
        for row in self.rows_in_view:
            self._paint_row(painter, row)

    def _paint_row(self, painter: QPainter, row: int) -> None:
        theme, rect = self._look.theme, self.rect_of(row)
        claim = self._report.to_check[row]
        if row == self.current_row:
            paint_current(painter, theme, rect)
        inner = rect.adjusted(INSET, 3, -INSET, -3)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        middle = upper.center().y() + 0.5
        sign = "!" if row < len(self._report.lost) else "?"
        paint_sign(painter, theme, QPointF(inner.left(), middle), sign)
        badge = QRectF(inner.left() + SIGN + GAP, middle - BADGE / 2, BADGE, BADGE)
        paint_badge(painter, badge, self._scheme.kind(claim.kind), theme)
        left = int(badge.right()) + GAP - inner.left()
        old, now = self._told(claim)
        places = tuple(map(unbroken, (place_of(claim.anchor), self._standing(claim).place)))
        self._paint_words(painter, upper.adjusted(left, 0, 0, 0), (old, places[0], "text"))
        lower = upper.adjusted(left, upper.height(), 0, upper.height())
        self._paint_words(painter, lower, (now, places[1], "muted"))

    def _paint_words(self, painter: QPainter, room: QRect, told: tuple[str, str, str]) -> None:
        """Words, cut to their room, the place beside them, and the colour of the words."""
        words, place, colour = told
        theme, small = self._look.theme, interface_font(SMALL_SIZE)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignRight, place)
        font = reading_font(13)
        width = room.width() - QFontMetrics(small).horizontalAdvance(place) - GAP
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        painter.drawText(room, _MIDDLE, QFontMetrics(font).elidedText(words, _CUT, width))

    def words_of(self, row: int) -> str:
        """What a row says of its claim: the words before, why to check them, and those now."""
        claim = self._report.to_check[row]
        old, now = self._told(claim)
        places = (place_of(claim.anchor), self._standing(claim).place)
        return "  ".join(part for part in (old, places[0], now, places[1]) if part)

    def _standing(self, claim: Claim) -> Standing:
        return self._report.standings.get(claim.id, Standing())

    def _told(self, claim: Claim) -> tuple[str, str]:
        """The words before, and what is said of them now."""
        standing = self._standing(claim)
        reason = standing.reason.capitalize()
        if not standing.now:
            return shown(claim.headline), reason
        old, now = parted(claim.anchor.words, standing.now)
        return shown(old), shown(f"{reason}: {now}")

    def _announce(self) -> None:
        """Let the current row be read aloud."""
        claim = self.current
        if claim is not None:
            self.setAccessibleName(self.words_of(self.current_row))


class EditionReport(Overlay):
    """Shows a report; ``chosen`` carries the id of the claim that the reader goes to."""

    chosen = Signal(str)

    def __init__(self, look: Look, window: QWidget, report: Report, scheme: Scheme) -> None:
        super().__init__(look, window)
        self.report = report
        self.rows = ClaimRows(look, report, scheme)
        self.rows.row_pressed.connect(self._press)
        self._column = QVBoxLayout(self.card)
        self.setAccessibleName(f"The new edition: {report.sentence}")
        self._lay_out()

    def place(self, room: QRect) -> QRect:
        width = min(WIDTH, room.width() - 48)
        height = min(self._column.sizeHint().height(), room.height() - 48)
        return centred(room, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
            event.accept()
        elif key in STEPS:
            self.rows.step(STEPS[key])
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(MARGIN, 18, MARGIN, 16)
        column.setSpacing(10)
        heading = heading_of(self._look, shown(f"New edition of “{self.report.title}”"))
        counts = Label(self._look, "muted")
        counts.say(self.report.sentence)
        column.addWidget(heading)
        column.addWidget(counts)
        if self.report.caution:
            caution = Label(self._look, "muted", SMALL_SIZE)
            caution.say(self.report.caution)
            column.addWidget(caution)
        if self.report.to_check:
            self.rows.setMinimumHeight(min(self.rows.whole_height, 10 * ROW))
            column.addWidget(self.rows, 1)
            keys = keys_row(
                self._look, ("↑", "↓", "choose"), ("Enter", "go to it"), ("Esc", "close")
            )
        else:
            self.rows.setParent(self.card)
            self.rows.hide()
            keys = keys_row(self._look, ("Esc", "close"))
        keys.addStretch(1)
        column.addLayout(keys)

    def _press(self, row: int) -> None:
        self.rows.go_to(row)
        self._go()

    def _go(self) -> None:
        claim = self.rows.current
        self.dismiss()
        if claim is not None:
            self.chosen.emit(claim.id)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CUT = Qt.TextElideMode.ElideRight

"""On a page turned by a quarter, the marks of claims stand before the lines and not on them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from counterpoint.domain.reading import Passage
from tests.documents.pdfs import column, pdf
from tests.story.desk import ReaderAtDesk

LINES = [f"The ferry of day {day} was late. Nobody knew why that was." for day in range(12)]


@pytest.mark.parametrize("key", ["Ctrl+Shift+R", "Ctrl+Shift+L"])
def test_marks_stand_before_lines_that_stand_upright(
    desk: ReaderAtDesk, tmp_path: Path, key: str
) -> None:
    path = tmp_path / "ferries.pdf"
    path.write_bytes(pdf(column(160, 160, LINES)))
    desk.open(path)
    desk.press(key)
    pages = desk.bench.desk.widget_of(desk.bench.session.desk.panes[0]).pages
    desk.wait(lambda: pages.sizing.in_use is not None and pages.sizing.in_use.turn % 180 == 90)
    desk.press("j 1 j 1 j 1 j 1")
    stack = pages.sizing.stack
    assert stack is not None
    desk.wait(lambda: len(pages.scenes.still(stack, 0).marks) == 4)
    corner = stack.page(0).topLeft()
    marks = [mark.area.translated(corner) for mark in pages.scenes.still(stack, 0).marks]
    (text,) = desk.bench.session.desk.texts.values()
    lines = pages.scenes.where(stack, text.places(Passage(0, len(text.text))))
    assert len(lines) >= len(LINES)
    assert not [pair for pair in combinations(marks, 2) if pair[0].intersects(pair[1])]
    assert not [mark for mark in marks if any(mark.intersects(line) for line in lines)]
    middles = [marks[0].center().x(), lines[0].center().x()]
    assert middles[0] == pytest.approx(middles[1])

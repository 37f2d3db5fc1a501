"""A PDF's own highlights: text, colour, comment, author and date, by way of a real worker."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.client.frames import Frame, ProtocolError
from counterpoint.documents.client.highlights import FileHighlight, FileHighlights, file_highlights
from counterpoint.domain.reading import ReadingText
from tests.documents.pdfs import Text, column, pdf

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pymupdf

_pymupdf: Any = pymupdf

LINES = ["Spending will rise in all member states. The in-", "crease will be slow at first."]


def marked(path: Path, mark: Callable[[Any], None], turn: int = 0) -> Path:
    """A page of text that somebody has marked in another program."""
    content = pdf([Text(60, 90, "What it costs", 20), *column(60, 140, LINES)])
    document = _pymupdf.open(stream=content, filetype="pdf")
    document[0].set_rotation(turn)
    mark(document[0])
    path.write_bytes(document.tobytes())
    return path


def told(path: Path) -> tuple[ReadingText, tuple[FileHighlight, ...]]:
    """The reading text and the highlights of a file."""
    with BlockingWorker() as worker:
        opened = worker.open(str(path))
        reply = worker.ask(jobs.Highlights(0, opened.sections))
        assert isinstance(reply, FileHighlights)
        return worker.read(), reply.found


def words(text: ReadingText, highlight: FileHighlight) -> str:
    """What a highlight covers, as it is read."""
    ends = [
        text.offset_of(highlight.section, raw)
        for one in highlight.ranges
        for raw in (one.start, one.end - 1)
    ]
    known = [end for end in ends if end is not None]
    return text.text[min(known) : max(known) + 1]


def _yellow(page: Any) -> None:
    note = page.add_highlight_annot(page.search_for("will rise"))
    note.set_colors(stroke=(1, 0.8, 0))
    note.set_info(content="See table 3.", title="Ada  Reed", modDate="D:20240503120000Z")
    note.update()


def test_a_highlight_says_all_that_was_said_with_it(tmp_path: Path) -> None:
    text, (found,) = told(marked(tmp_path / "a.pdf", _yellow))
    assert words(text, found) == "will rise"
    assert (found.form, found.colour) == ("highlight", 0xFFCC00)
    assert (found.comment, found.author, found.date) == ("See table 3.", "Ada Reed", "2024-05-03")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_has_its_highlights_in_place(tmp_path: Path, turn: int) -> None:
    text, (found,) = told(marked(tmp_path / "a.pdf", _yellow, turn))
    assert words(text, found) == "will rise"


def test_one_that_crosses_lines_covers_both(tmp_path: Path) -> None:
    def mark(page: Any) -> None:
        words = [_pymupdf.Rect(word[:4]) for word in page.get_text("words")]
        page.add_underline_annot(words[-8:])  # its own search is a letter off after a hyphen

    text, (found,) = told(marked(tmp_path / "a.pdf", mark))
    assert found.form == "underline"
    assert words(text, found) == "The increase will be slow at first."


def test_one_over_nothing_covers_nothing(tmp_path: Path) -> None:
    def mark(page: Any) -> None:
        page.add_strikeout_annot(_pymupdf.Rect(300, 600, 400, 620))

    _, (found,) = told(marked(tmp_path / "a.pdf", mark))
    assert (found.form, found.ranges) == ("strikeout", ())


def test_notes_and_drawings_are_no_highlights(tmp_path: Path) -> None:
    def mark(page: Any) -> None:
        page.add_text_annot((100, 100), "A note")
        page.add_rect_annot(_pymupdf.Rect(10, 10, 90, 90))

    assert told(marked(tmp_path / "a.pdf", mark))[1] == ()


def test_text_has_no_highlights_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("It rained.\n", encoding="utf-8")
    assert told(path)[1] == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "box"},
        {"colour": -1},
        {"colour": 1 << 24},
        {"section": "0"},
        {"comment": "x" * 20_001},
        {"ranges": [{"start": 4, "end": 2}]},
        {"ranges": [{"start": 4, "end": 4}]},
        {"ranges": [{"start": 4, "end": 8}, {"start": 2, "end": 3}]},
        {"ranges": 7},
    ],
)
def test_a_worker_that_lies_is_found_out(wrong: dict[str, object]) -> None:
    true: dict[str, object] = {"section": 0, "form": "highlight", "colour": 7, "ranges": []}
    true |= {"comment": "", "author": "", "date": ""}
    file_highlights(Frame({"highlights": [true]}, b""))
    with pytest.raises(ProtocolError):
        file_highlights(Frame({"highlights": [true | wrong]}, b""))

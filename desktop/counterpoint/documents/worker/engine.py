"""The few calls into PyMuPDF's untyped half, so that the rest of the worker is typed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pymupdf
from pymupdf import mupdf

_pymupdf: Any = pymupdf

TALLEST = 1_000_000.0
"""CSS pixels that text may be tall."""

Rawdict = Mapping[str, Any]
"""Blocks of lines of spans of characters, as PyMuPDF's manual has it."""


def silence() -> None:
    """Keep MuPDF from printing; standard output is not its own."""
    _pymupdf.TOOLS.mupdf_display_errors(False)
    _pymupdf.TOOLS.mupdf_display_warnings(False)


class Setting:
    """Holds HTML as MuPDF has laid it out, in CSS pixels: as wide as asked, as high as it took."""

    def __init__(self, html: str, css: str, width: float) -> None:
        self._story = _pymupdf.Story(html, css)
        _, filled = self._story.place((0, 0, width, TALLEST))
        self.width = width
        self.height = max(1.0, float(filled[3]))

    def drawing(self) -> mupdf.FzDisplayList:
        """What is to be drawn, with the top left corner of the text at the origin."""
        drawing = mupdf.FzDisplayList(mupdf.FzRect(0, 0, self.width, self.height))
        device = mupdf.fz_new_list_device(drawing)
        mupdf.fz_draw_story(self._story.this, device, mupdf.FzMatrix())
        mupdf.fz_close_device(device)
        return drawing


def characters(drawing: mupdf.FzDisplayList, flags: int = 0) -> Rawdict:
    """Each character that a drawing shows, with its box."""
    page = _pymupdf.DisplayList(drawing).get_textpage(flags)
    rawdict: Rawdict = _pymupdf.TextPage(page).extractRAWDICT()
    return rawdict


class PdfFile:
    """Holds an open PDF. Pages count from 0; what is wrong with the file is raised by MuPDF.

    ``kind`` is MuPDF's name for another format of fixed pages: it is read like a PDF, but knows
    less of itself.
    """

    def __init__(self, content: bytes, kind: str = "pdf") -> None:
        self._document = _pymupdf.Document(stream=content, filetype=kind)
        self._is_pdf = bool(self._document.is_pdf)

    @property
    def needs_password(self) -> bool:
        """Whether it cannot be read without one."""
        return bool(self._document.needs_pass)

    def unlock(self, password: str) -> bool:
        """Whether this password opens it."""
        return bool(self._document.authenticate(password))

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return int(self._document.page_count)

    @property
    def metadata(self) -> Mapping[str, str]:
        """What it says about itself, by PyMuPDF's names; empty where it says nothing."""
        found = self._document.metadata or {}
        return {name: str(value or "") for name, value in found.items()}

    @property
    def language(self) -> str:
        """The language it names; empty where it names none."""
        return str(self._document.language or "")

    @property
    def label_rules(self) -> list[dict[str, Any]]:
        """Its rules for page labels."""
        return list(self._document.get_page_labels()) if self._is_pdf else []

    @property
    def outline(self) -> list[list[Any]]:
        """Its bookmarks: level, title, page from 1, and where on it."""
        return list(self._document.get_toc(simple=False))

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points, as it is shown."""
        box = mupdf.fz_bound_page(self._page(page))
        return float(box.x1 - box.x0), float(box.y1 - box.y0)

    def drawing(self, page: int) -> mupdf.FzDisplayList:
        """What is to be drawn of a page, notes and form fields included."""
        return mupdf.fz_new_display_list_from_page(self._page(page))

    def lines(self, page: int, flags: int) -> Rawdict:
        """The text of a page in lines and spans, without its notes and form fields."""
        lines: Rawdict = self._text_page(page, flags).extractDICT()
        return lines

    def characters(self, page: int, flags: int) -> Rawdict:
        """The text of a page in single characters, in the same order."""
        rawdict: Rawdict = self._text_page(page, flags).extractRAWDICT()
        return rawdict

    def annotations(self, page: int, types: Sequence[int]) -> Iterator[Any]:
        """The annotations of those types on a page, in the file's order; none but in a PDF."""
        if self._is_pdf:
            yield from self._document.load_page(page).annots(types=types)

    def _page(self, page: int) -> mupdf.FzPage:
        return mupdf.fz_load_page(self._document.this, page)

    def _text_page(self, page: int, flags: int) -> Any:
        loaded = self._page(page)
        text = mupdf.FzStextPage(mupdf.fz_bound_page(loaded))
        device = mupdf.fz_new_stext_device(text, mupdf.FzStextOptions(flags))
        mupdf.fz_run_page_contents(loaded, device, mupdf.FzMatrix(), mupdf.FzCookie())
        mupdf.fz_close_device(device)
        return _pymupdf.TextPage(text)

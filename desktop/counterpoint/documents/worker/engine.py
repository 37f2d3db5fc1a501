"""The few calls into PyMuPDF's untyped half, so that the rest of the worker is typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pymupdf
from pymupdf import mupdf

from counterpoint.documents.client.replies import EXTENT_LIMIT
from counterpoint.documents.worker.ligatures import in_letters, in_single_letters, spans_of
from counterpoint.domain.refusal import Refusal

_pymupdf: Any = pymupdf

TALLEST = 1_000_000.0
"""CSS pixels that text may be tall."""

LOST_SIZE = (595.0, 842.0)
"""Points of a page that is named but not there: A4."""

BROKEN = "This document is broken or uses something unknown; try another copy of it."

_LABEL_FAULTS = (ValueError, TypeError, LookupError, AttributeError, RuntimeError, RecursionError)
"""What PyMuPDF raises over rules for page labels that it cannot read."""

_LIGATURES = int(_pymupdf.TEXT_PRESERVE_LIGATURES)

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


def characters(drawing: mupdf.FzDisplayList) -> Rawdict:
    """Each character that a drawing shows, with its box; ligatures are one character."""
    page = _pymupdf.DisplayList(drawing).get_textpage(_LIGATURES)
    return _told(_pymupdf.TextPage(page).extractRAWDICT)


def _told(tell: Callable[[], Rawdict]) -> Rawdict:
    """What PyMuPDF tells of a text; broken where it holds numbers that are no characters."""
    try:
        return tell()
    except SystemError as error:
        raise Refusal(BROKEN) from error


class PdfFile:
    """Holds an open PDF. Pages count from 0; what is wrong with the file is raised by MuPDF.

    ``kind`` is MuPDF's name for another format of fixed pages: it is read like a PDF, but knows
    less of itself.
    """

    def __init__(self, content: bytes, kind: str = "pdf") -> None:
        self._document = _pymupdf.Document(stream=content, filetype=kind)
        self._is_pdf = bool(self._document.is_pdf)

    def is_locked(self, password: str) -> bool:
        """Whether it needs a password and this is not the one."""
        return bool(self._document.needs_pass) and not self._document.authenticate(password)

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
        """Its rules for page labels; none where they are broken."""
        try:
            return list(self._document.get_page_labels()) if self._is_pdf else []
        except _LABEL_FAULTS:
            return []

    @property
    def outline(self) -> Iterator[tuple[int, str, int, float]]:
        """Its bookmarks one by one: level from 1, title, page, and points from its top.

        The page is below 0 where a bookmark leads out of the file. They may lie at any depth.
        """
        try:
            opened = [mupdf.fz_load_outline(self._document.this)]
        except mupdf.FzErrorBase:  # bookmarks that lead in a circle, for one
            return
        while opened:
            entry = opened[-1].m_internal
            if not entry:
                opened.pop()
                continue
            place = mupdf.FzLocation(entry.page.chapter, entry.page.page)
            page = int(mupdf.fz_page_number_from_location(self._document.this, place))
            down = opened[-1].down()
            yield len(opened), str(entry.title or ""), page, float(entry.y)
            opened[-1] = opened[-1].next()
            opened.append(down)

    def has(self, page: int) -> bool:
        """Whether there is such a page in the file, not only in its tree of pages."""
        return _loaded(self._document, page) is not None

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points, as it is shown; usual ones where it is lost."""
        loaded = _loaded(self._document, page)
        if loaded is None:
            return LOST_SIZE
        box = mupdf.fz_bound_page(loaded)
        return min(float(box.x1 - box.x0), EXTENT_LIMIT), min(float(box.y1 - box.y0), EXTENT_LIMIT)

    def drawing(self, page: int) -> mupdf.FzDisplayList:
        """What is to be drawn of a page, notes and form fields included."""
        return mupdf.fz_new_display_list_from_page(_page(self._document, page))

    def lines(self, page: int, flags: int) -> Rawdict:
        """The text of a page in lines and spans, without its notes and form fields."""
        lines = _told(_text_page(self._document, page, flags | _LIGATURES).extractDICT)
        for span in spans_of(lines):
            span["text"] = in_letters(span["text"])
        return lines

    def characters(self, page: int, flags: int) -> Rawdict:
        """The text of a page in single characters, in the same order."""
        rawdict = _told(_text_page(self._document, page, flags | _LIGATURES).extractRAWDICT)
        for span in spans_of(rawdict):
            span["chars"] = in_single_letters(span["chars"])
        return rawdict

    def links(self, page: int) -> Iterator[tuple[mupdf.FzRect, str, int, tuple[float, float]]]:
        """Where links of a page stand and what they say; page and place of those that stay here.

        What leads elsewhere has page -1. A damaged list may go round without end.
        """
        link = mupdf.fz_load_links(_page(self._document, page))
        while link.m_internal:
            target, inside, x, y = str(link.m_internal.uri or ""), -1, 0.0, 0.0
            if target.startswith("#"):
                place, x, y = mupdf.fz_resolve_link(self._document.this, target)
                inside = int(place.page)
            yield mupdf.FzRect(link.m_internal.rect), target, inside, (float(x), float(y))
            link = link.next()

    def annotations(self, page: int, types: Sequence[int]) -> Iterator[Any]:
        """The annotations of those types on a page, in the file's order; none but in a PDF."""
        if self._is_pdf:
            yield from self._document.load_page(page).annots(types=types)


def _page(document: Any, page: int) -> mupdf.FzPage:
    return mupdf.fz_load_page(document.this, page)


def _loaded(document: Any, page: int) -> mupdf.FzPage | None:
    """A page; None where it is lost."""
    try:
        return _page(document, page)
    except mupdf.FzErrorSystem as error:
        raise MemoryError from error
    except mupdf.FzErrorBase:
        return None


def _text_page(document: Any, page: int, flags: int) -> Any:
    loaded = _loaded(document, page)
    box = mupdf.FzRect(0, 0, *LOST_SIZE) if loaded is None else mupdf.fz_bound_page(loaded)
    text = mupdf.FzStextPage(box)
    if loaded is not None:
        _run_contents(loaded, text, flags)
    return _pymupdf.TextPage(text)


def _run_contents(page: mupdf.FzPage, text: mupdf.FzStextPage, flags: int) -> None:
    """Gather the text of a page; what it gave before it broke stays, for it is always the same."""
    device = mupdf.fz_new_stext_device(text, mupdf.FzStextOptions(flags))
    try:
        mupdf.fz_run_page_contents(page, device, mupdf.FzMatrix(), mupdf.FzCookie())
        mupdf.fz_close_device(device)
    except mupdf.FzErrorSystem as error:
        raise MemoryError from error
    except mupdf.FzErrorBase:
        return

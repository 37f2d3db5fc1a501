"""Fixed pages (PDF, XPS, pictures, comics) as they are: sections are pages."""

from collections import OrderedDict
from collections.abc import Iterator
from math import isfinite

from counterpoint.documents.client.highlights import FileHighlights
from counterpoint.documents.client.jobs import Layout, Render
from counterpoint.documents.client.links import PageLinks
from counterpoint.documents.client.pages import Line, RawOffset
from counterpoint.documents.client.replies import PAGE_LIMIT, Opened, OutlineEntry
from counterpoint.documents.flow.blocks import Source
from counterpoint.documents.text.fixed import opening_lines, read_pages
from counterpoint.documents.text.front_matter import Front, front_of_pages
from counterpoint.documents.text.labels import labels_of
from counterpoint.documents.text.raw import RawPage
from counterpoint.documents.text.sentences import language_of
from counterpoint.documents.worker.engine import PdfFile
from counterpoint.documents.worker.extraction import page_lines, raw_page
from counterpoint.documents.worker.files import SourceFile
from counterpoint.documents.worker.highlights import highlights_of
from counterpoint.documents.worker.links import links_of
from counterpoint.documents.worker.outlines import told
from counterpoint.documents.worker.source import Locked, Sheet
from counterpoint.documents.worker.turning import turned_line, turned_size
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal

PAGES_TRIED = 50
"""Pages of which one must be there; a file may lack others."""

SHEETS_KEPT = 12
"""Display lists kept: they make drawing a part of a page quick."""


class FixedDocument:
    """Holds an open file, the raw text of the pages seen so far, and the display lists used last.

    Raises Locked where the password does not open it.
    """

    def __init__(self, source: SourceFile, password: str = "") -> None:
        self._name = source.name
        self._kind = source.kind.value.name
        self._file = _opened(source, password)
        self._pages = self._file.pages
        self._raw: dict[int, RawPage] = {}
        self._sheets: OrderedDict[int, Sheet] = OrderedDict()
        self._labels = labels_of(self._file.label_rules, self._pages)

    def opened(self) -> Opened:
        """What is known of it."""
        front = self._front()
        return Opened(
            format=self._kind,
            fixed=True,
            sections=self._pages,
            starts=tuple(RawOffset(page, 0) for page in range(self._pages)),
            title=front.title[:2000],
            author=front.author[:2000],
            date=front.date,
            publisher=front.publisher,
            language=self._language(),
            labels=self._labels,
            outline=told(self._bookmarks()),
        )

    def sizes(self, layout: Layout) -> list[tuple[float, float]]:
        """Width and height of each page in points."""
        turn = layout.turn
        sizes = (turned_size(self._file.size(page), turn) for page in range(self._pages))
        return [(max(width, 1.0), max(height, 1.0)) for width, height in sizes]

    def sheet(self, job: Render) -> Sheet:
        """The page that a job asks for, on white paper."""
        page = self._checked(job.page)
        if page not in self._sheets:
            self._sheets[page] = Sheet(self._file.drawing(page), self._file.size(page), paper=True)
            if len(self._sheets) > SHEETS_KEPT:
                self._sheets.popitem(last=False)
        self._sheets.move_to_end(page)
        return self._sheets[page]

    def lines(self, page: int, layout: Layout) -> list[Line]:
        """The lines of a page."""
        lines = page_lines(self._file, self._checked(page))
        if not layout.turn:
            return lines
        size = self._file.size(page)
        return [turned_line(line, size, layout.turn) for line in lines]

    def links(self, page: int, layout: Layout) -> PageLinks:
        """Where a page leads to, as far as it may."""
        return links_of(self._file, self._checked(page), layout.turn)

    def extract(self, first: int, last: int) -> int:
        """Keep the raw text of some pages at hand; how many pages have it now."""
        for page in range(max(0, first), min(last, self._pages)):
            self._raw_page(page)
        return len(self._raw)

    def read(self) -> ReadingText:
        """The whole reading text; the raw text it is made of is not kept any longer."""
        pages = [self._raw_page(page) for page in range(self._pages)]
        self._raw.clear()
        language = language_of("".join(page.text for page in pages[:10]), self._file.language)
        return read_pages(pages, language, self._labels)

    def highlights(self, first: int, last: int) -> FileHighlights:
        """The highlights that the file has of its own on some pages."""
        return highlights_of(self._file, max(0, first), min(last, self._pages))

    def _checked(self, page: int) -> int:
        if not 0 <= page < self._pages:
            raise Refusal("There is no such page.")
        return page

    def _raw_page(self, page: int) -> RawPage:
        if page not in self._raw:
            self._raw[page] = raw_page(self._file, page)
        return self._raw[page]

    def _language(self) -> str:
        return language_of(self._raw_page(0).text, self._file.language)

    def _front(self) -> Front:
        said = self._file.metadata
        source = Source(said.get("title", ""), said.get("author", ""), said.get("creationDate", ""))
        largest, lines = opening_lines(self._raw_page(0))
        return front_of_pages(source, largest, lines, self._name)

    def _bookmarks(self) -> Iterator[OutlineEntry]:
        for level, title, page, top in self._file.outline:
            if 0 <= page < self._pages:
                y = min(max(top, 0.0), 20_000.0) if isfinite(top) else 0.0
                yield OutlineEntry(min(level, 100), " ".join(title.split()), page, y=y)


def _opened(source: SourceFile, password: str) -> PdfFile:
    """The open file; raises Refusal where there is nothing to read."""
    kind = source.kind.value
    file, what = PdfFile(source.content, kind.name), kind.called
    if file.is_locked(password):
        is_wrong = f"That is not the password of this {what}."
        raise Locked(is_wrong if password else f"This {what} is protected by a password.")
    if not file.pages:
        raise Refusal(f"This {what} has no pages; try another copy of it.")
    if file.pages > PAGE_LIMIT:
        raise Refusal(f"This {what} has too many pages; split it and open the parts.")
    if not any(file.has(page) for page in range(min(file.pages, PAGES_TRIED))):
        raise Refusal(f"The pages of this {what} are lost; try another copy of it.")
    return file

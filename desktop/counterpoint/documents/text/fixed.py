"""The reading text of fixed pages."""

import re
from collections.abc import Iterator, Sequence

from counterpoint.documents.text.columns import columns_of, row_of
from counterpoint.documents.text.composing import Paragraph, compose
from counterpoint.documents.text.furniture import furniture
from counterpoint.documents.text.hyphens import Vocabulary
from counterpoint.documents.text.joining import PagedRow, fragments_of
from counterpoint.documents.text.paragraphs import (
    Habits,
    PageParagraph,
    habits_of,
    paragraphs_of,
)
from counterpoint.documents.text.raw import RawLine, RawPage
from counterpoint.domain.reading import ReadingText, Role

_ENDED = re.compile(r"[.!?:;…。！？][\"'”’)\]»\d*†‡]*\s*$")


def read_pages(pages: Sequence[RawPage], language: str, labels: tuple[str, ...]) -> ReadingText:
    """Reading text over one section a page."""
    words = Vocabulary(page.words(line) for page in pages for line in page.lines)
    found = list(page_paragraphs(pages))
    read = (_paragraph(group, pages, words) for group in _joined(found, pages))
    return compose(read, language, labels)


def page_paragraphs(pages: Sequence[RawPage]) -> Iterator[PageParagraph]:
    """The paragraphs of all pages in reading order, none yet joined across columns or pages."""
    habits = habits_of(pages)
    dropped = furniture(pages, habits.size)
    for number, page in enumerate(pages):
        kept = [
            line
            for line in page.lines
            if (number, line.start) not in dropped and page.words(line).strip()
        ]
        yield from _of_page(number, page, [line for line in kept if line.upright], habits)
        for line in kept:
            if not line.upright:
                yield PageParagraph(number, (row_of([line]),), Role.OTHER)


def _of_page(
    number: int, page: RawPage, lines: Sequence[RawLine], habits: Habits
) -> Iterator[PageParagraph]:
    for column in columns_of(lines):
        yield from paragraphs_of((number, page), column, habits)


def _joined(
    found: Sequence[PageParagraph], pages: Sequence[RawPage]
) -> Iterator[list[PageParagraph]]:
    """Paragraphs with what they go on with in the next column or on the next page.

    What stands between (captions, footnotes) is read after the whole paragraph.
    """
    held: list[PageParagraph] = []
    between: list[PageParagraph] = []
    for paragraph in found:
        if held and _goes_on(held[-1], paragraph, pages):
            held.append(paragraph)
        elif held and paragraph.role in (Role.CAPTION, Role.FOOTNOTE, Role.OTHER):
            between.append(paragraph)
        else:
            yield from _released(held, between)
            held, between = [paragraph], []
    yield from _released(held, between)


def _released(
    held: list[PageParagraph], between: list[PageParagraph]
) -> Iterator[list[PageParagraph]]:
    if held:
        yield held
    for paragraph in between:
        yield [paragraph]


def _goes_on(above: PageParagraph, below: PageParagraph, pages: Sequence[RawPage]) -> bool:
    """Whether a paragraph that ends no sentence is taken up by one that begins in lower case."""
    if below.role is not Role.BODY or above.role not in (Role.BODY, Role.LIST):
        return False
    last, first = above.rows[-1].main, below.rows[0].main
    is_same_column = above.page == below.page and first.baseline > last.baseline
    if is_same_column or abs(last.size - first.size) > 0.08 * last.size:
        return False
    words = pages[below.page].words(first).lstrip(" “\"'‘(")
    is_open = not _ENDED.search(pages[above.page].words(last))
    return is_open and (words[:1].islower() or _is_broken(pages[above.page].words(last)))


def _is_broken(words: str) -> bool:
    return words.rstrip().endswith(("-", "‐", "\u00ad"))


def _paragraph(
    group: Sequence[PageParagraph], pages: Sequence[RawPage], words: Vocabulary
) -> Paragraph:
    rows: list[PagedRow] = [
        (part.page, pages[part.page], row) for part in group for row in part.rows
    ]
    role = group[0].role
    return Paragraph(role, tuple(fragments_of(rows, role, words)))


def opening_lines(page: RawPage) -> tuple[str, list[str]]:
    """The largest text of a document's first page, and its paragraphs, for the front matter."""
    words = Vocabulary(())
    paragraphs = list(page_paragraphs([page]))
    texts = [
        "".join(fragment.text for fragment in _paragraph([paragraph], [page], words).fragments)
        for paragraph in paragraphs
    ]
    sizes = [paragraph.rows[0].main.size for paragraph in paragraphs]
    usual = habits_of([page]).size
    top = max(sizes, default=0.0)
    if top < 1.1 * usual:
        return "", texts
    return next(text for text, size in zip(texts, sizes, strict=True) if size == top), texts

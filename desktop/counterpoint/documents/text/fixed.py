"""The reading text of fixed pages."""

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
from counterpoint.documents.text.threads import threads
from counterpoint.documents.text.turning import in_reading_direction, with_initials
from counterpoint.domain.reading import ReadingText, Role


def read_pages(pages: Sequence[RawPage], language: str, labels: tuple[str, ...]) -> ReadingText:
    """Reading text over one section a page."""
    words = Vocabulary(page.words(line) for page in pages for line in page.lines)
    found = list(page_paragraphs(pages))
    read = (_paragraph(group, pages, words) for group in threads(found, pages))
    return compose(read, language, labels)


def page_paragraphs(pages: Sequence[RawPage]) -> Iterator[PageParagraph]:
    """The paragraphs of all pages in reading order, none yet joined across columns or pages."""
    turned = [in_reading_direction(page) for page in pages]
    habits = habits_of(turned)
    dropped = furniture(pages, habits.size)
    for number, page in enumerate(turned):
        kept = [
            line
            for line in page.lines
            if (number, line.start) not in dropped and page.words(line).strip()
        ]
        yield from _of_page(number, page, with_initials(page, kept, habits.size), habits)


def _of_page(
    number: int, page: RawPage, lines: Sequence[RawLine], habits: Habits
) -> Iterator[PageParagraph]:
    for at, column in enumerate(columns_of([line for line in lines if line.upright])):
        yield from paragraphs_of((number, page), column, habits, at)
    for line in lines:
        if not line.upright:
            yield PageParagraph(number, (row_of([line]),), Role.OTHER)


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

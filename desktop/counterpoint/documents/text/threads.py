"""Paragraphs with what they go on with in the next column or on the next page."""

from collections.abc import Sequence

from counterpoint.documents.text.paragraphs import PageParagraph, is_ended
from counterpoint.documents.text.raw import RawPage
from counterpoint.documents.text.sentences import language_of, sentence_ranges
from counterpoint.domain.reading import Role

FARTHEST = 2
"""Pages on at most that a paragraph is taken up again, past a page of figures."""

_ASIDES = frozenset({Role.CAPTION, Role.FOOTNOTE, Role.OTHER})
_TEXT = frozenset({Role.BODY, Role.LIST})


def threads(found: Sequence[PageParagraph], pages: Sequence[RawPage]) -> list[list[PageParagraph]]:
    """Paragraphs of pages in reading order, those that are one put together.

    What stands between (captions, notes, boxes) is read after the whole paragraph.
    """
    groups: list[list[PageParagraph]] = []
    open_texts: list[list[PageParagraph]] = []
    note: list[PageParagraph] = []
    for paragraph in found:
        if note and _is_rest_of_note(note[-1], paragraph, pages):
            note.append(paragraph)
            continue
        is_headed = bool(groups) and groups[-1][0].role is Role.HEADING
        taken_up = [text for text in open_texts if _goes_on(text, paragraph, pages)]
        if taken_up and not is_headed:
            taken_up[-1].append(paragraph)
            open_texts = [taken_up[-1]]
            continue
        groups.append([paragraph])
        if paragraph.role is Role.FOOTNOTE:
            note = groups[-1]
        open_texts = [text for text in open_texts if _may_wait(text[-1], paragraph, pages)]
        open_texts += [groups[-1]] if paragraph.role in _TEXT else []
    return groups


def _may_wait(text: PageParagraph, between: PageParagraph, pages: Sequence[RawPage]) -> bool:
    """Whether a paragraph may stand in the middle of a text that is not at its end."""
    if not text.is_full and is_ended(pages[text.page].words(text.rows[-1].main)):
        return False
    return between.role in _ASIDES or not _are_alike(between, text)


def _are_alike(one: PageParagraph, other: PageParagraph) -> bool:
    size = one.rows[-1].main.size
    return abs(size - other.rows[0].main.size) <= 0.08 * size


def _is_rest_of_note(above: PageParagraph, below: PageParagraph, pages: Sequence[RawPage]) -> bool:
    """Whether small type at the foot of the next page ends a note that was left open."""
    first = below.rows[0].main
    is_next = below.page == above.page + 1 and below.role is Role.BODY
    is_low = first.y0 > 0.5 * pages[below.page].height
    is_open = not is_ended(pages[above.page].words(above.rows[-1].main))
    return is_next and is_low and is_open and _are_alike(above, below)


def _goes_on(text: list[PageParagraph], below: PageParagraph, pages: Sequence[RawPage]) -> bool:
    """Whether a text that is not at its end is taken up by another paragraph.

    That begins with a small letter, or the last line before the new column is full.
    """
    above = text[-1]
    if below.role is not Role.BODY or above.role not in _TEXT or not _are_alike(above, below):
        return False
    if below.page > above.page + FARTHEST:
        return False
    last = pages[above.page].words(above.rows[-1].main).rstrip()
    first = pages[below.page].words(below.rows[0].main).lstrip()
    is_same_column = (above.page, above.column) == (below.page, below.column)
    if _is_next_row(above, below):
        return False
    is_taken_up = first.lstrip(" “\"'‘(«„")[:1].islower() or last.endswith(("-", "‐", "\u00ad"))
    if is_same_column and not (is_taken_up and above.is_full):
        return False
    if is_ended(last):
        return above.is_full and (_is_moved_out(text[0], below) or _is_one_sentence(last, first))
    return is_taken_up or above.is_full


def _is_next_row(above: PageParagraph, below: PageParagraph) -> bool:
    """Whether two lines stand one below the other as rows of a table do: apart, on one page."""
    upper, lower = above.rows[-1].main, below.rows[0].main
    step = (lower.baseline - upper.baseline) / max(upper.size, 1.0)
    is_lower = above.page == below.page and below.column > above.column
    return is_lower and len(above.rows) == 1 and 1.5 < step < 4.0 and lower.x0 < upper.x0


def _is_moved_out(first: PageParagraph, below: PageParagraph) -> bool:
    """Whether a paragraph is not moved in where the one before is, so that it begins nothing."""
    em = below.rows[0].main.size
    return first.role is Role.BODY and first.indent > 0.7 * em and abs(below.indent) < 0.3 * em


def _is_one_sentence(last: str, first: str) -> bool:
    """Whether the full stop between two lines is that of a short form."""
    if not last.endswith("."):
        return False
    text = f"{last} {first}"
    edge = len(last)
    return any(start < edge < end for start, end in sentence_ranges(text, language_of(text)))

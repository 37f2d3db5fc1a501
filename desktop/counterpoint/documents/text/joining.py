"""Rows to text: lines joined, hyphens judged, note marks and soft hyphens left out."""

import re
from collections.abc import Iterator, Sequence

from counterpoint.documents.text.columns import Row
from counterpoint.documents.text.composing import Fragment
from counterpoint.documents.text.hyphens import Vocabulary
from counterpoint.documents.text.paragraphs import BULLET
from counterpoint.documents.text.raw import RawLine, RawPage
from counterpoint.domain.reading import Role

GLUE = Fragment(" ", -1, -1)
"""A space that stands nowhere in the raw text."""

_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[*†‡§¶]+|[a-z])[\])]?\s*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_BEFORE_POWER = re.compile(r"(?:\d|\b[^\W\d_]{1,2})$")
_HYPHENS = ("-", "‐")
_DASHES = ("–", "—", "/")
_FAR_STOP = re.compile(" [、。，．」』）]")
_ODD_SPACE = re.compile("((?<= ) +|(?<=[\u3040-\u9fff]) (?=[、。，．」』）]))")
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")

_LEADS = {Role.LIST: BULLET, Role.FOOTNOTE: re.compile(r"(?:\d{1,3}|[*†‡§]+)[.)]?\s+(?=\S)")}

PagedLine = tuple[int, RawPage, RawLine]

PagedRow = tuple[int, RawPage, Row]
"""A row with the number of its page, and the page."""


def fragments_of(rows: Sequence[PagedRow], role: Role, words: Vocabulary) -> list[Fragment]:
    """The text of a paragraph whose rows may stand on several pages."""
    lines = [(number, page, line) for number, page, row in rows for line in row.lines]
    marks = {
        (number, line.start)
        for number, page, row in rows
        if len(row.lines) > 1
        for line in _mark_lines(page, row)
    }
    fragments: list[Fragment] = []
    for index, (number, page, line) in enumerate(lines):
        own = [] if (number, line.start) in marks else list(_line_fragments(number, page, line))
        if index == 0 and role in _LEADS:
            own = _without_lead(own, _LEADS[role])
        if not own:
            continue
        if fragments:
            _join(fragments, own[0], words, _feed_after(lines[index - 1], line))
        fragments += own
    return fragments


def _line_fragments(number: int, page: RawPage, line: RawLine) -> Iterator[Fragment]:
    """The runs of a line that are read."""
    text, at, end = page.text, line.start, line.end
    for skipped_start, skipped_end in _skipped(page, line):
        if at < skipped_start < end:
            yield Fragment(text[at:skipped_start], number, at)
        at = max(at, skipped_end)
    if at < end:
        yield Fragment(text[at:end], number, at)


def _skipped(page: RawPage, line: RawLine) -> Iterator[tuple[int, int]]:
    """Ranges that are not read: marks of notes, soft hyphens and odd spaces within the line."""
    found = [
        (span.start, span.end + (_FAR_STOP.match(page.text, span.end) is not None))
        for span in line.spans
        if span.raised and _is_mark(page, line, span.start, span.end)
    ]
    words = page.words(line)
    if "\u00ad" in words:
        found += [
            (line.start + at, line.start + at + 1)
            for at in range(len(words) - 1)
            if words[at] == "\u00ad"
        ]
    found += [(at, at + 1) for at in line.tracked]
    if "  " in words or not (words.isascii() or _FAR_STOP.search(words) is None):
        found += [
            (line.start + odd.start(1), line.start + odd.end(1))
            for odd in _ODD_SPACE.finditer(words)
        ]
    yield from sorted(found)


def _is_mark(page: RawPage, line: RawLine, start: int, end: int) -> bool:
    """Whether raised characters are the mark of a note and not a power, an index or an ordinal."""
    if not _MARK.fullmatch(page.text[start:end]):
        return False
    before = page.text[line.start : start]
    return bool(_YEAR.search(before)) or not _BEFORE_POWER.search(before)


def _mark_lines(page: RawPage, row: Row) -> Iterator[RawLine]:
    """The lines of a row that are nothing but the mark of a note."""
    main = row.main
    for line in row.lines:
        is_raised = line.size < 0.85 * main.size and main.baseline - line.baseline > 0.1 * main.size
        if is_raised and _MARK.fullmatch(page.words(line)):
            yield line


def _without_lead(own: list[Fragment], lead: re.Pattern[str]) -> list[Fragment]:
    """Without a bullet or the mark a note begins with."""
    found = lead.match(own[0].text) if own else None
    if not found:
        return own
    rest = own[0].text[found.end() :]
    cut = len(own[0].text) - len(rest.lstrip())
    first = Fragment(own[0].text[cut:], own[0].section, own[0].raw + cut)
    return [first, *own[1:]] if first.text else own[1:]


def _feed_after(last: PagedLine, following: RawLine) -> Fragment:
    """The line feed after a line, read as a space; nothing where the next line touches it."""
    number, _, line = last
    touches = line.baseline == following.baseline and abs(following.x0 - line.x1) < 0.1 * line.size
    return Fragment("" if touches else " ", number, line.end)


def _join(
    fragments: list[Fragment], following: Fragment, words: Vocabulary, feed: Fragment
) -> None:
    """Prepare the end of a paragraph so far for the next line."""
    before, after = fragments[-1].text, following.text
    if not feed.text:
        return
    if before.endswith("\u00ad"):
        fragments[-1] = _without_last(fragments[-1])
        return
    if before.endswith(_HYPHENS) and len(before) > 1 and before[-2].isalnum():
        if not words.is_suspended(before, after):
            if not words.keeps_hyphen(before, after):
                fragments[-1] = _without_last(fragments[-1])
            return
    elif (not after.isascii() and words.is_one_word(before, after)) or _is_unspaced(before, after):
        return
    is_next = (feed.section, feed.raw + 1) == (following.section, following.raw)
    is_last = (feed.section, feed.raw) == (fragments[-1].section, fragments[-1].raw + len(before))
    fragments.append(feed if is_next and is_last else GLUE)


def _is_unspaced(before: str, after: str) -> bool:
    """Whether no space stands between the end of a line and the next one.

    So it is in Chinese and Japanese, and after a dash or a stroke that touches its word.
    """
    if _UNSPACED.match(before[-1]) and _UNSPACED.match(after[0]):
        return True
    return before.endswith(_DASHES) and before[-2:-1].isalnum() and after[0].isalnum()


def _without_last(fragment: Fragment) -> Fragment:
    return Fragment(fragment.text[:-1], fragment.section, fragment.raw)

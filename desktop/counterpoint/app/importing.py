"""Highlights that a file has of its own, as claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from counterpoint.app.describing import counted
from counterpoint.app.desk import DOCUMENT_GONE
from counterpoint.app.session import Session
from counterpoint.domain.anchoring import anchor_of
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.records import new_id
from counterpoint.domain.refusal import Refusal
from counterpoint.domain.words import is_spaced
from counterpoint.exchange.citations import written_date

NEAR = 60
"""Code points between two covered pieces that are read as one passage: a running head lies there,
or letters that a box drawn by hand has missed.
"""


class Piece(Protocol):
    """A range of a section's raw text."""

    @property
    def start(self) -> int:
        """Its first code point."""
        ...

    @property
    def end(self) -> int:
        """One past its last."""
        ...


class Highlight(Protocol):
    """A passage marked in a file; ``colour`` is 0xRRGGBB, what is unknown is empty."""

    @property
    def section(self) -> int:
        """The page it stands on, from 0."""
        ...

    @property
    def colour(self) -> int:
        """What it is marked with, 0xRRGGBB."""
        ...

    @property
    def ranges(self) -> Sequence[Piece]:
        """What it covers, ascending."""
        ...

    @property
    def comment(self) -> str:
        """What was written beside it."""
        ...

    @property
    def author(self) -> str:
        """Who marked it."""
        ...

    @property
    def date(self) -> str:
        """When, ISO 8601."""
        ...


@dataclass(frozen=True)
class Found:
    """A highlight at its passage, with the note its claim would get."""

    passage: Passage
    colour: int
    note: str


@dataclass(frozen=True)
class ColourGroup:
    """The highlights of one colour, in reading order."""

    colour: int
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Haul:
    """What can be imported: by colour, the most frequent first.

    ``without_text`` counts highlights that cover no text, ``known`` those whose passage is a claim
    already, ``unread`` the pages that could not be looked at.
    """

    groups: tuple[ColourGroup, ...]
    without_text: int = 0
    known: int = 0
    unread: int = 0

    @property
    def total(self) -> int:
        """How many claims there would be."""
        return sum(len(group.found) for group in self.groups)


def haul_of(session: Session, document: str, highlights: Iterable[Highlight]) -> Haul:
    """What of a file's highlights is new to a document; Refusal until its text has arrived."""
    text = session.desk.texts.get(document)
    if text is None:
        raise Refusal("The text of this document is still being read; try again in a moment.")
    known = {mark.passage for mark in session.marks.of(document)}
    seen, without_text, again = set[tuple[Passage, str, int]](), 0, 0
    for highlight in highlights:
        passage, note = passage_of(text, highlight), note_of(highlight)
        if passage is None:
            without_text += 1
        elif passage in known or (passage, note, highlight.colour) in seen:
            again += 1
        else:
            seen.add((passage, note, highlight.colour))
    found = sorted((Found(p, colour, note) for p, note, colour in seen), key=_place)
    return Haul(_by_colour(found), without_text, again)


def passage_of(text: ReadingText, highlight: Highlight) -> Passage | None:
    """The passage that a highlight covers, in whole words; None where it covers no text.

    Pieces far apart are another column's, caught by a box too wide: the longest run is meant.
    """
    runs: list[Passage] = []
    for piece in sorted(_pieces(text, highlight)):
        if runs and piece.start - runs[-1].end <= NEAR:
            runs[-1] = Passage(runs[-1].start, max(runs[-1].end, piece.end))
        else:
            runs.append(piece)
    if not runs:
        return None
    longest = max(runs, key=lambda run: run.end - run.start)
    return _in_whole_words(text.text, longest)


def note_of(highlight: Highlight) -> str:
    """The comment, and below it who marked the passage and when."""
    by = f"Highlighted by {highlight.author}" if highlight.author else "Highlighted"
    on = f" on {written_date(highlight.date)}" if highlight.date else ""
    origin = f"{by}{on}." if highlight.author or highlight.date else ""
    return "\n".join(part for part in (highlight.comment.strip(), origin) if part)


def import_highlights(
    session: Session, document: str, haul: Haul, kinds: Mapping[int, str]
) -> Sequence[Claim]:
    """Make claims of highlights in one gesture; ``kinds`` names the kind (id) of each colour.

    A colour without a kind is left out. Refusal where the document is gone.
    """
    found, text = session.project.get(Document, document), session.desk.texts.get(document)
    if found is None or text is None:
        raise Refusal(DOCUMENT_GONE)
    claims = [
        Claim(
            id=new_id(),
            document=document,
            kind=kinds[group.colour],
            anchor=anchor_of(text, found.edition.sha256, one.passage),
            reader=session.project.reader,
            note=one.note,
        )
        for group in haul.groups
        if group.colour in kinds
        for one in group.found
    ]
    if claims:
        session.project.put(f"Take over {counted(len(claims), 'highlight')}", *claims)
    return claims


def _pieces(text: ReadingText, highlight: Highlight) -> Iterator[Passage]:
    """The reading offsets of what is covered; what reading leaves out has none."""
    for piece in highlight.ranges:
        start = text.offset_of(highlight.section, piece.start)
        last = text.offset_of(highlight.section, piece.end - 1)
        if start is not None and last is not None and start <= last:
            yield Passage(start, last + 1)


def _in_whole_words(text: str, covered: Passage) -> Passage | None:
    """Words of which at least half are covered, without white space around."""
    inked = _inked(text, covered)
    if inked is None:
        return None
    start, end = inked.start, inked.end
    first, last = _word_around(text, start), _word_around(text, end - 1)
    begins = first.start if start - first.start <= first.end - start else first.end
    ends = last.end if last.end - end <= end - last.start else last.start
    return _inked(text, Passage(begins, ends)) if begins < ends else Passage(start, end)


def _inked(text: str, passage: Passage) -> Passage | None:
    """The same without white space around; None where nothing is left."""
    start, end = passage.start, passage.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(start, end) if start < end else None


def _word_around(text: str, at: int) -> Passage:
    """The run of letters and digits at an offset, or the one character that is none of them."""
    start, end = at, at + 1
    while start > 0 and is_spaced(text[at]) and is_spaced(text[start - 1]):
        start -= 1
    while end < len(text) and is_spaced(text[at]) and is_spaced(text[end]):
        end += 1
    return Passage(start, end)


def _by_colour(found: Sequence[Found]) -> tuple[ColourGroup, ...]:
    by_colour = sorted(found, key=lambda one: one.colour)
    groups = [
        ColourGroup(colour, tuple(sorted(same, key=_place)))
        for colour, same in groupby(by_colour, key=lambda one: one.colour)
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.found), group.colour)))


def _place(found: Found) -> tuple[int, int, str]:
    return (found.passage.start, found.passage.end, found.note)

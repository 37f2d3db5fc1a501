"""Making anchors, and finding their passages again.

At the place first, then an exact quote in its surroundings, then what resembles it. The rule
abstains rather than attach a claim elsewhere: thresholds were measured over edited texts
(tests/reanchoring).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counterpoint.domain.anchors import CONTEXT_LENGTH, Anchor, Region
from counterpoint.domain.claims import State
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.domain.words import is_dense

SHORT_QUOTE = 25
"""A quote of fewer code points says too little by itself: it needs context to be found."""

CLEAR_MARGIN = 0.1
"""How much better the best occurrence's context must fit than the next one's (0 to 1)."""

ENOUGH_CONTEXT = 0.5
"""The share of context that must fit where a quote is short or stands more than once."""

SURE_LENGTH = 60
"""A quote that says so much is believed wherever it stands word for word, and nowhere else alike;
a character of Korean, Chinese or Japanese counts as two and a half code points of the others."""

ALIKE, BARELY_ALIKE = 0.75, 0.5
"""How alike a quote must be where one side of its context fits, and where both do."""

ONE_SIDE, BOTH_SIDES = 0.85, 0.7
"""How well that context must fit: the better side alone, or the worse one of both."""

SAME_SIZE = 1.0
"""Points by which the sides of two pages of one size may differ."""

Sheet = tuple[float, float]
"""Width and height of a page in points."""

NEAR_TIE = 0.06
"""How much better the best candidate must be than the next one, of 1 for quote and context."""


@dataclass(frozen=True)
class Finding:
    """Where a claim's passage stands now, and how sure that is; no passage where it is lost."""

    passage: Passage | None
    state: State


LOST = Finding(None, State.LOST)


@dataclass(frozen=True)
class Offer:
    """Where a quote may stand, and how alike quote, words before and words after are, 0 to 1."""

    passage: Passage
    likeness: float
    before: float
    after: float

    @property
    def worth(self) -> float:
        """How well it fits altogether, 0 to 1: the quote counts as much as its surroundings."""
        return self.likeness / 2 + self.before / 4 + self.after / 4


Offering = Callable[[Anchor], Sequence[Offer]]
"""Looks for an anchor's quote, also where it is not word for word, in a text it knows."""


def anchor_of(text: ReadingText, edition: str, passage: Passage) -> Anchor:
    """What finds the passage again in that edition (SHA-256)."""
    return Anchor(
        edition=edition,
        places=text.places(passage),
        quote=text.quote(passage),
        before=text.text[max(0, passage.start - CONTEXT_LENGTH) : passage.start],
        after=text.text[passage.end : passage.end + CONTEXT_LENGTH],
        page=text.label_at(passage.start),
        paragraph=text.paragraph_at(passage.start) + 1,
    )


def region_anchor(text: ReadingText, edition: str, region: Region) -> Anchor:
    """What finds a region of a page again in that edition (SHA-256)."""
    label = text.labels[region.section] if region.section < len(text.labels) else None
    return Anchor(edition=edition, page=label, region=region)


def find_region(
    anchor: Anchor, text: ReadingText, edition: str, sheets: Sequence[Sheet] | None
) -> Finding:
    """Where an anchor's region comes in the text of an edition (SHA-256): at an empty passage.

    A region is the same in its own edition. In another one it has moved, which the reader should
    check, if there is a page of that size; without ``sheets``, the sizes of all pages in points,
    that is unchecked.
    """
    region = anchor.region
    if region is None or region.section >= len(text.labels):
        return LOST
    start = text.start_of(region.section)
    if anchor.edition == edition:
        return Finding(Passage(start, start), State.SOUND)
    if sheets is None:
        return Finding(Passage(start, start), State.UNCHECKED)
    is_like = region.section < len(sheets) and _is_of_size(region, sheets[region.section])
    return Finding(Passage(start, start), State.MOVED) if is_like else LOST


def _is_of_size(region: Region, sheet: Sheet) -> bool:
    """Whether a page has the size of the one that a region was drawn on, as far as it is known."""
    if not region.page_width or not region.page_height:
        return True
    width, height = sheet
    is_as_wide = abs(width - region.page_width) <= SAME_SIZE
    return is_as_wide and abs(height - region.page_height) <= SAME_SIZE


def find(anchor: Anchor, text: ReadingText) -> Finding:
    """The anchor's passage by the exact quote: sound at its place, moved elsewhere, or lost."""
    at_place = find_at_place(anchor, text)
    if at_place is not None:
        return at_place
    elsewhere = _clear_winner(anchor, text.text)
    return LOST if elsewhere is None else Finding(elsewhere, State.MOVED)


def find_at_place(anchor: Anchor, text: ReadingText) -> Finding | None:
    """The passage where it was, sound; None where other words stand there, or around it, now.

    In another edition, the same words at the same place may be those of another statement.
    """
    at_place = text.passage_of(anchor.places)
    if at_place is None or text.quote(at_place) != anchor.quote:
        return None
    before = text.text[max(0, at_place.start - len(anchor.before)) : at_place.start]
    after = text.text[at_place.end : at_place.end + len(anchor.after)]
    is_there = (before, after) == (anchor.before, anchor.after)
    return Finding(at_place, State.SOUND) if is_there else None


def seek(anchor: Anchor, text: ReadingText, offering: Offering) -> Finding:
    """The anchor's passage where it was, else the best that is offered; see ``choose``."""
    return find_at_place(anchor, text) or choose(anchor, offering(anchor))


def choose(anchor: Anchor, offers: Sequence[Offer]) -> Finding:
    """The offer to be believed; lost where none is, or two are.

    Sound where the quote is the same but for its layout, and so are its surroundings at one side
    at least: new neighbours at the other side are nothing to check. Else the reader should.
    """
    believed = [offer for offer in offers if _is_believed(anchor, offer)]
    if not believed:
        return LOST
    best = max(believed, key=lambda offer: offer.worth)
    rivals = (one for one in believed if not one.passage.overlaps(best.passage))
    if any(best.worth - rival.worth < NEAR_TIE for rival in rivals):
        return LOST
    is_sound = best.likeness == 1.0 and max(best.before, best.after) == 1.0
    return Finding(best.passage, State.SOUND if is_sound else State.MOVED)


def _is_believed(anchor: Anchor, offer: Offer) -> bool:
    """Whether quote and context are like enough; only much that is word for word needs none."""
    better, worse = max(offer.before, offer.after), min(offer.before, offer.after)
    if offer.likeness == 1.0 and _weight(anchor.quote) >= SURE_LENGTH:
        return True
    if offer.likeness >= ALIKE and better >= ONE_SIDE:
        return True
    return offer.likeness >= BARELY_ALIKE and worse >= BOTH_SIDES


def _weight(quote: str) -> float:
    """How much a quote says, in code points of an alphabet."""
    return len(quote) + 1.5 * sum(map(is_dense, quote))


def _clear_winner(anchor: Anchor, text: str) -> Passage | None:
    """The one occurrence of the quote whose surroundings fit, or None where that is in doubt."""
    found = _occurrences(anchor.quote, text)
    scored = sorted(((_context_fit(anchor, text, start), -start) for start in found), reverse=True)
    if not scored:
        return None
    fit, start = scored[0]
    in_doubt = len(scored) > 1 or len(anchor.quote) < SHORT_QUOTE
    if in_doubt and fit < ENOUGH_CONTEXT:
        return None
    if len(scored) > 1 and fit - scored[1][0] < CLEAR_MARGIN:
        return None
    return Passage(-start, -start + len(anchor.quote))


def _occurrences(quote: str, text: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _context_fit(anchor: Anchor, text: str, start: int) -> float:
    """The share of the anchor's context that stands around an occurrence, 0 to 1."""
    end = start + len(anchor.quote)
    before = _common_length(anchor.before[::-1], text[max(0, start - CONTEXT_LENGTH) : start][::-1])
    after = _common_length(anchor.after, text[end : end + CONTEXT_LENGTH])
    whole = len(anchor.before) + len(anchor.after)
    return (before + after) / whole if whole else 1.0


def _common_length(one: str, other: str) -> int:
    """How many characters two strings share from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))

"""Making anchors, and finding their passages again: at the place, then by quote and context.

The rule abstains rather than attach a claim elsewhere: an exact quote found away from its place
counts only where one occurrence's surroundings fit clearly better than any other's.
"""

from dataclasses import dataclass

from counterpoint.domain.anchors import CONTEXT_LENGTH, Anchor
from counterpoint.domain.claims import State
from counterpoint.domain.reading import Passage, ReadingText

SHORT_QUOTE = 25
"""A quote of fewer code points says too little by itself: it needs context to be found."""

CLEAR_MARGIN = 0.1
"""How much better the best occurrence's context must fit than the next one's (0 to 1)."""

ENOUGH_CONTEXT = 0.5
"""The share of context that must fit where a quote is short or stands more than once."""


@dataclass(frozen=True)
class Finding:
    """Where a claim's passage stands now, and how sure that is; no passage where it is lost."""

    passage: Passage | None
    state: State


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


def find(anchor: Anchor, text: ReadingText) -> Finding:
    """The anchor's passage in a text: sound at its place, moved elsewhere, or lost."""
    at_place = text.passage_of(anchor.places)
    if at_place is not None and text.quote(at_place) == anchor.quote:
        return Finding(at_place, State.SOUND)
    elsewhere = _clear_winner(anchor, text.text)
    if elsewhere is None:
        return Finding(None, State.LOST)
    return Finding(elsewhere, State.MOVED)


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

"""Where a quote may stand in a text that has changed: candidates, and how alike each is.

Everything is compared folded. Pieces of the quote and its surroundings are found as they are;
each votes for where the quote would begin, and only around the best of these places is it
compared in full (cf. seed and extend, Altschul et al. 1990). The only home of rapidfuzz.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from counterpoint.domain.anchoring import Offer
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.folding import Folded, fold, folded
from counterpoint.domain.reading import Passage
from counterpoint.domain.words import is_dense

MOST_OFFERS = 8
MOST_PIECES = 24
MOST_PLACES = 40
"""How often a piece may stand in a text and still say something about where the quote is."""

MOST_EXACT = 200
"""Occurrences of a whole quote that are looked at; one that is more frequent says too little."""

REACH = 400
"""Folded characters around a place in which the quote is looked for."""

LONGEST = 2000
"""Folded characters that are compared in one piece."""

NEAR_END = 10
"""So many folded characters may differ at an end of the quote, or be more or fewer in a line."""

MOST_RUNS = 300
"""Runs that are put together; a text that has more is one that only repeats itself."""


@dataclass(frozen=True)
class _Run:
    """Characters that are the same: where they stand in the quote, and in the text around."""

    here: int
    there: int
    size: int

    @property
    def shift(self) -> int:
        """How much further on it stands in the text."""
        return self.there - self.here


@dataclass(frozen=True)
class _Extent:
    """A folded range, and how many of its characters were put into the quote."""

    start: int
    end: int
    foreign: int = 0


@dataclass(frozen=True)
class _Sought:
    """A quote and its surroundings, folded."""

    before: str
    quote: str
    after: str


class Offers:
    """Holds one text folded, so that many quotes can be looked for in it."""

    def __init__(self, text: str) -> None:
        self._folded: Folded = fold(text)

    def of(self, anchor: Anchor) -> tuple[Offer, ...]:
        """Where the anchor's quote may stand, the likeliest first."""
        sought = _Sought(folded(anchor.before), folded(anchor.quote), folded(anchor.after))
        if not sought.quote:
            return ()
        extents = dict.fromkeys(self._exact(sought.quote))
        for place in self._places(sought):
            around = _extent(self._folded.text, sought.quote, place)
            if around is not None:
                extents[around] = None
        offers = [self._offer(sought, extent) for extent in extents]
        offers.sort(key=lambda one: (one.likeness, one.before + one.after), reverse=True)
        return tuple(offers)

    def _exact(self, quote: str) -> list[_Extent]:
        found = _occurrences(self._folded.text, quote, MOST_EXACT)
        return [_Extent(at, at + len(quote)) for at in found]

    def _places(self, sought: _Sought) -> list[int]:
        """Where the quote would begin, by the votes of its pieces and those around it."""
        whole = sought.before + sought.quote + sought.after
        size = _piece_size(sought.quote)
        votes: Counter[int] = Counter()
        width = max(48, len(sought.quote) // 4)
        for at in _spread(len(whole) - size):
            found = _occurrences(self._folded.text, whole[at : at + size], MOST_PLACES + 1)
            if len(found) <= MOST_PLACES:
                begins = {(place - at + len(sought.before)) // width for place in found}
                votes.update(begins)
        ranked = sorted(votes, key=lambda one: -(2 * votes[one] + votes[one - 1] + votes[one + 1]))
        return [one * width + width // 2 for one in ranked[:MOST_OFFERS]]

    def _offer(self, sought: _Sought, extent: _Extent) -> Offer:
        text, start, end = self._folded.text, extent.start, extent.end
        before = text[max(0, start - len(sought.before)) : start]
        after = text[end : end + len(sought.after)]
        return Offer(
            Passage(*self._folded.source(start, end)),
            _likeness(sought.quote, text[start:end], extent.foreign),
            _fit(sought.before, before, is_edge=start == 0),
            _fit(sought.after, after, is_edge=end == len(text)),
        )


def _likeness(quote: str, found: str, foreign: int) -> float:
    """How alike two strings are, 0 to 1; what was put in as a whole counts little."""
    forgiven = max(0, foreign - NEAR_END)
    distance = Levenshtein.distance(quote, found) - forgiven
    return max(0.0, 1.0 - max(0, distance) / max(len(quote), len(found) - forgiven))


def _fit(wanted: str, found: str, *, is_edge: bool) -> float:
    """How alike surroundings are; where there were none, whether there are none now."""
    if not wanted:
        return 1.0 if is_edge else 0.0
    return Levenshtein.normalized_similarity(wanted, found)


def _extent(text: str, quote: str, place: int) -> _Extent | None:
    """The quote's range around a place, without what was put into it; None where it is not there.

    A quote too long to be compared in one piece is found by its two ends.
    """
    if len(quote) <= LONGEST:
        return _aligned(text, quote, place)
    head = _aligned(text, quote[:LONGEST], place)
    tail = _aligned(text, quote[-LONGEST:], place + len(quote) - LONGEST)
    if head is None or tail is None or tail.end <= head.start:
        return None
    return _Extent(head.start, tail.end, head.foreign + tail.foreign)


def _aligned(text: str, quote: str, place: int) -> _Extent | None:
    """Compare a quote with what stands around a place; runs that are the same make its range."""
    first = max(0, place - REACH)
    window = text[first : max(0, place) + len(quote) + REACH]
    chain = _best_chain(_runs(quote, window, _least_run(quote)))
    if not chain:
        return None
    head, tail = chain[0], chain[-1]
    start, end = head.there, tail.there + tail.size
    if head.here <= NEAR_END:
        start = max(0, start - head.here)
    missing = len(quote) - tail.here - tail.size
    if missing <= NEAR_END:
        end = min(len(window), end + missing)
    shifts = (other.shift - one.shift for one, other in pairwise(chain))
    foreign = sum(shift for shift in shifts if shift > NEAR_END)
    return _Extent(first + start, first + end, foreign)


def _runs(quote: str, window: str, least: int) -> list[_Run]:
    """Every run of at least so many characters that quote and window share, by its place there."""
    begins: dict[str, list[int]] = {}
    for here in range(len(quote) - least + 1):
        begins.setdefault(quote[here : here + least], []).append(here)
    ends: dict[int, int] = {}  # by shift: where the run that was found last ends
    found: list[_Run] = []
    for there in range(len(window) - least + 1):
        for here in begins.get(window[there : there + least], ()):
            if ends.get(there - here, 0) <= there:
                size = least + _shared(quote, here + least, window, there + least)
                ends[there - here] = there + size
                found.append(_Run(here, there, size))
    return found[:MOST_RUNS]


def _shared(one: str, at: int, other: str, there: int) -> int:
    """How many characters two strings share from an offset of each."""
    most = min(len(one) - at, len(other) - there)
    return next((n for n in range(most) if one[at + n] != other[there + n]), most)


def _best_chain(runs: Sequence[_Run]) -> list[_Run]:
    """The runs, in the order of both texts, that are worth most together (chaining, as in
    Gusfield 1997, 13.3, with a price for what lies between two of them)."""
    worth: list[float] = []
    before: list[int] = []
    for index, run in enumerate(runs):
        options = [
            (worth[i] + _joined(runs[i], run), i)
            for i in range(index)
            if runs[i].here < run.here and runs[i].there < run.there
        ]
        best, previous = max(options, default=(0.0, -1))
        worth.append(run.size + max(best, 0.0))
        before.append(previous if best > 0 else -1)
    chain: list[_Run] = []
    at = max(range(len(runs)), key=lambda i: worth[i], default=-1)
    while at >= 0:
        chain.append(runs[at])
        at = before[at]
    return chain[::-1]


def _joined(one: _Run, other: _Run) -> float:
    """What it costs, in characters, that two runs follow one another; at most nothing."""
    overlap = max(0, one.here + one.size - other.here, one.there + one.size - other.there)
    gap = max(0, other.here - one.here - one.size)
    shift = abs(other.shift - one.shift)
    put_in = 3 + shift / 8 if shift > NEAR_END else shift / 2
    return -(overlap + gap / 4 + put_in)


def _is_dense(quote: str) -> bool:
    """Whether few characters say much, as in Korean and Japanese."""
    return 2 * sum(map(is_dense, quote)) > len(quote)


def _least_run(quote: str) -> int:
    return 3 if _is_dense(quote) else 5


def _piece_size(quote: str) -> int:
    """Characters of a piece that is found as it stands."""
    return 5 if _is_dense(quote) else min(12, max(8, len(quote) // 4))


def _spread(last: int) -> range:
    """Where pieces begin, evenly, from 0 to ``last``."""
    return range(0, max(0, last) + 1, max(1, last // MOST_PIECES))


def _occurrences(text: str, piece: str, most: int) -> list[int]:
    found: list[int] = []
    at = text.find(piece)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(piece, at + 1)
    return found

"""What is said of where a claim's passage is now: one vocabulary for report, cards and list."""

from dataclasses import dataclass

from counterpoint.app.session import Session
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.reading import Passage, ReadingText
from counterpoint.exchange.escaping import one_line

IN_PLACE, TO_CHECK, NOT_FOUND = "in place", "to check", "not found"
"""What is counted."""

WORDS_CHANGED, ELSEWHERE, OTHER_FILE = "words changed", "found elsewhere", "page may have changed"
"""Why a reader should check: other words at the same place, the same ones elsewhere, a region."""


@dataclass(frozen=True)
class Standing:
    """Where a claim is now: why to check it, which words stand there now if others, and where.

    All are empty where there is nothing to say.
    """

    reason: str = ""
    now: str = ""
    place: str = ""

    @property
    def sentence(self) -> str:
        """What a card says."""
        if self.reason in ("", NOT_FOUND):
            return self.reason.capitalize()
        return f"Please check: {self.reason}"


def standing_of(session: Session, claim: Claim) -> Standing:
    """What is to be said of a claim's passage, as far as it has been looked for."""
    state = session.marks.state_of(claim)
    if state is State.LOST:
        return Standing(NOT_FOUND)
    mark, text = session.marks.of_claim(claim.id), session.desk.texts.get(claim.document)
    if state is not State.MOVED or mark is None or text is None:
        return Standing()
    place = place_in(text, mark.passage)
    if mark.region is not None:
        return Standing(OTHER_FILE, "", place)
    now = one_line(text.quote(mark.passage))
    if now == one_line(claim.anchor.words):
        return Standing(ELSEWHERE, "", place)
    return Standing(WORDS_CHANGED, now, place)


def place_in(text: ReadingText, passage: Passage) -> str:
    """The printed page, or the paragraph where there are no pages."""
    label = text.label_at(passage.start)
    return f"¶ {text.paragraph_at(passage.start) + 1}" if label is None else f"p. {label}"


def parted(old: str, new: str) -> tuple[str, str]:
    """Two wordings, each from a few words before the first difference on."""
    olds, news = old.split(), new.split()
    pairs = zip(olds, news, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(olds), len(news)))
    first = max(same - 3, 0)
    lead = "… " if first else ""
    return lead + " ".join(olds[first:]), lead + " ".join(news[first:])

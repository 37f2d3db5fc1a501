"""A classified passage."""

from dataclasses import dataclass
from enum import StrEnum

from counterpoint.domain.anchors import Anchor
from counterpoint.domain.records import Record


class Verdict(StrEnum):
    """What became of a forecast."""

    OPEN = "open"
    BORNE_OUT = "borne out"
    IN_PART = "in part"
    FAILED = "failed"
    NOT_TESTABLE = "not testable"


class State(StrEnum):
    """How well a claim's passage was found again in the document at hand."""

    SOUND = "sound"
    MOVED = "moved"
    LOST = "lost"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """A passage with a kind and what its reader says about it.

    ``document``, ``kind`` and ``reader`` are ids. ``restatement`` is the claim in the reader's
    own words. ``likelihood`` is a word of the ICD 203 scale, or None. ``earlier`` are the quotes
    it had before it was put onto other words, the oldest first.
    """

    document: str
    kind: str
    anchor: Anchor
    reader: str = ""
    restatement: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    likelihood: str | None = None
    verdict: Verdict | None = None
    star: bool = False
    earlier: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        """The passage, word for word."""
        return self.anchor.quote

    @property
    def headline(self) -> str:
        """The claim in one line: its restatement, else the quote or which region it is."""
        return self.restatement or self.anchor.words

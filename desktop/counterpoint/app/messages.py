"""What the strip says: for how long, what is said together, and what was said last."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = 50
"""Messages that can be read again."""

SAME_MOMENT = timedelta(seconds=1)
"""Sentences that follow the first one within this time are shown with it."""

LEAST_MILLISECONDS, SHORT, MILLISECONDS_EACH = 8000, 80, 60
"""How long a message shows; how many characters it may have for that; and for each one more."""

ON_THE_WAY = "…"
"""How sentences end that another one follows: ``Trying to save 2 changes …``."""


@dataclass(frozen=True)
class Message:
    """A full sentence, and when it was said, on the reader's clock."""

    said: datetime
    sentence: str


class Messages:
    """Owns what shows now, and the latest sentences.

    ``is_lasting`` where what shows is about work that is lost or not saved.
    """

    def __init__(self) -> None:
        self.is_lasting = False
        self._parts: list[str] = []
        self._began: datetime | None = None
        self._latest: deque[Message] = deque(maxlen=KEPT)

    @property
    def shown(self) -> str:
        """All that shows, in the order in which it was said; empty where nothing does."""
        return " ".join(self._parts)

    @property
    def latest(self) -> Sequence[Message]:
        """What was said, the last sentence first; how far something is, is not among it."""
        return tuple(reversed(self._latest))

    @property
    def milliseconds(self) -> int:
        """How long to show it."""
        return LEAST_MILLISECONDS + MILLISECONDS_EACH * max(0, len(self.shown) - SHORT)

    def say(self, sentence: str, now: datetime, *, is_lasting: bool = False) -> None:
        """Show a sentence; beside those of the same moment where what is not saved is among them.

        Of other sentences the latest is what counts.
        """
        if not (self._is_same_moment(now) and (self.is_lasting or is_lasting)):
            self.clear()
            self._began = now
        self._parts = [part for part in self._parts if not part.endswith(ON_THE_WAY)]
        self.is_lasting = self.is_lasting or is_lasting
        if sentence in self._parts:
            return
        self._parts.append(sentence)
        if not sentence.endswith(ON_THE_WAY):
            self._latest.append(Message(now, sentence))

    def pass_on(self) -> None:
        """The next sentence is of another moment, however soon it comes."""
        self._began = None

    def clear(self) -> None:
        """Show nothing."""
        self._parts, self.is_lasting = [], False
        self.pass_on()

    def _is_same_moment(self, now: datetime) -> bool:
        return self._began is not None and timedelta() <= now - self._began < SAME_MOMENT

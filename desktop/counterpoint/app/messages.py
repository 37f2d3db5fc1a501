"""What the strip says: for how long, what is said together, and what was said last."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from counterpoint.app.commands import Row
from counterpoint.app.describing import counted

KEPT = 200
"""Messages that can be read again."""

SAME_MOMENT = timedelta(seconds=1)
"""Sentences that follow the first one within this time are shown with it."""

MOST_SHOWN = 3
"""Sentences that are shown together."""

LEAST_MILLISECONDS, SHORT, MILLISECONDS_EACH = 8000, 80, 60
"""How long a message shows; how many characters it may have for that; and for each one more."""

ON_THE_WAY = "…"
"""How sentences end that another one follows: ``Trying to save 2 changes …``."""


LIST, _TITLE = "help.messages", "“Last messages”"
"""The command that lists the latest sentences, and what it is called where it has no key."""


@dataclass(frozen=True)
class Message:
    """A full sentence, and when it was said, on the reader's clock."""

    said: datetime
    sentence: str


class Messages:
    """Owns what shows now, and the latest sentences.

    ``where`` is what lists all of them: a key, or the title of a command.
    """

    def __init__(self) -> None:
        self.where = _TITLE
        self._parts: dict[str, bool] = {}
        self._began: datetime | None = None
        self._has_passed = False
        self._latest: deque[Message] = deque(maxlen=KEPT)

    @property
    def is_lasting(self) -> bool:
        """Whether something that shows is about work that is lost or not saved."""
        return any(self._parts.values())

    @property
    def shown(self) -> str:
        """What shows, in the order in which it was said; empty where nothing does.

        Of many sentences the first ones, the last one, and where to read the others.
        """
        parts = tuple(self._parts)
        left = len(parts) - MOST_SHOWN
        if left <= 0:
            return " ".join(parts)
        more = f"{counted(left, 'more message')}: {self.where} lists them all."
        return " ".join([*parts[: MOST_SHOWN - 1], parts[-1], more])

    @property
    def latest(self) -> Sequence[Message]:
        """What was said, the last sentence first; how far something is, is not among it."""
        return tuple(reversed(self._latest))

    @property
    def milliseconds(self) -> int:
        """How long to show it."""
        return LEAST_MILLISECONDS + MILLISECONDS_EACH * max(0, len(self.shown) - SHORT)

    def say(self, *sentences: str, now: datetime, is_lasting: bool = False) -> None:
        """Show sentences together; each can be read again by itself.

        What nobody asked for stands beside what is not saved, as long as that takes to be read, and
        what is not saved beside all of the same moment. Of other sentences the latest counts.
        """
        if not self._is_beside(now, is_lasting):
            self.clear()
            self._began = now
        self._has_passed = False
        for part in [part for part in self._parts if part.endswith(ON_THE_WAY)]:
            del self._parts[part]
        for sentence in sentences:
            if sentence not in self._parts and not sentence.endswith(ON_THE_WAY):
                self._latest.append(Message(now, sentence))
            self._parts[sentence] = self._parts.get(sentence, False) or is_lasting

    def name_keys(self, rows: Iterable[Row]) -> None:
        """Take the key that the reader has for the list."""
        keys = (row.keys[0] for row in rows if row.id == LIST and row.keys)
        self.where = next(keys, _TITLE)

    def take_back(self, sentence: str) -> None:
        """Show a sentence no longer that has ceased to be true."""
        self._parts.pop(sentence, None)

    def pass_on(self) -> None:
        """The next sentence is of another moment, however soon it comes.

        But what is not saved does not take the place of what was not yet read.
        """
        self._has_passed = True

    def clear(self) -> None:
        """Show nothing."""
        self._parts.clear()
        self._began = None

    def _is_beside(self, now: datetime, is_lasting: bool) -> bool:
        """Whether a sentence comes so soon that what shows must not go for it."""
        if self._began is None or (self._has_passed and not (is_lasting and self.is_lasting)):
            return False
        soon = SAME_MOMENT if is_lasting else timedelta()
        unread = timedelta(milliseconds=self.milliseconds) if self.is_lasting else soon
        return timedelta() <= now - self._began < unread

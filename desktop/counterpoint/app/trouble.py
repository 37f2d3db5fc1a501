"""What a reader is told while the disk does not take their changes, and when it does again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from counterpoint.app.describing import counted

QUIET = timedelta(seconds=30)
"""After a sentence on a disk that refuses, before the next one that nobody asked for."""

MOST_IN_A_ROW = 2
"""Times it is said of a disk that was well again in between, and has refused again since."""

HEADS = ("Not saved yet: ", "Nothing can be saved now: ")
"""How sentences begin that say why the disk refuses."""

ALL_SAVED = "Everything is saved."
SAVING = "Saving …"


@dataclass(frozen=True)
class Lot:
    """What is not saved: how many changes, since when (local time), and why, in a sentence."""

    changes: int
    since: datetime
    reason: str


class Trouble:
    """Owns since when the disk has refused, how much waited at most, and what was said of it.

    A disk that comes and goes is one trouble until it has been steady for a while. ``told_reason``
    is the sentence that was said last of why it refuses.
    """

    def __init__(self) -> None:
        self.lot: Lot | None = None
        self._most = 0
        self._since: datetime | None = None
        self.told_reason = ""
        self._told_at: datetime | None = None
        self._told_in_a_row = 0
        self._is_thought_over = False

    @property
    def is_over(self) -> bool:
        """Whether the disk takes everything now, and the reader is still to be told."""
        return self.lot is None and self._since is not None

    def refuse(self, reason: str, changes: int, now: datetime) -> str:
        """The disk refuses; the sentence to say, empty where enough was said lately."""
        self._since = self._since or now
        self._most = max(self._most, changes)
        self.lot = Lot(changes, self._since, reason)
        was_lately = self._was_told_lately(now)
        if was_lately and not self._is_due_again:
            return ""
        if self._was_told and self.told_reason == reason:
            return ""
        self._told_in_a_row = self._told_in_a_row + 1 if was_lately else 1
        self.told_reason, self._told_at, self._is_thought_over = reason, now, False
        return reason

    def relent(self) -> None:
        """The disk takes everything again; whether it stays so is to be seen."""
        self.lot = None

    def settle(self) -> str:
        """It has stayed so: the sentence to say; empty where nothing was said of the trouble."""
        was_told, most = self._was_told, self._most
        self._since, self._most = None, 0
        if not was_told:
            return ""
        self._is_thought_over = True
        return f"Everything is saved again: {counted(most, 'change')}." if most else ALL_SAVED

    @property
    def _was_told(self) -> bool:
        """Whether the reader knows of this trouble."""
        told, since = self._told_at, self._since
        return told is not None and since is not None and told >= since

    @property
    def _is_due_again(self) -> bool:
        """Whether the last that the reader heard is that all is well, and may hear otherwise."""
        return self._is_thought_over and self._told_in_a_row < MOST_IN_A_ROW

    def _was_told_lately(self, now: datetime) -> bool:
        return self._told_at is not None and timedelta() <= now - self._told_at < QUIET


def local_now() -> datetime:
    """The time on the reader's clock."""
    return datetime.now().astimezone()


def sign_words(lot: Lot, now: datetime) -> str:
    """What the sign in the strip says: how much waits, and since when."""
    what = f"Not saved: {counted(lot.changes, 'change')}" if lot.changes else "Cannot be saved"
    return f"{what} since {clock(lot.since, now)}"


def clock(moment: datetime, now: datetime) -> str:
    """A time of day, with its day where that is not today."""
    time = f"{moment:%H:%M}"
    return time if moment.date() == now.date() else f"{moment.day} {moment:%B}, {time}"


@dataclass(frozen=True)
class Plea:
    """What a reader is asked who would leave before everything is saved.

    ``promise`` says what becomes of it; ``go`` is what Enter does, ``leave`` what gives it up,
    empty where Enter leaves.
    ``is_patient`` where there is nothing to try again and nothing to copy, only to wait for.
    """

    heading: str
    reason: str
    promise: str
    go: str = "Try again"
    leave: str = "Close all the same"
    is_patient: bool = False


KEPT_HERE = (
    "If you close all the same, what is not saved is kept on this computer and comes back into "
    "the project when you next open it here."
)
SLOW = "The disk takes long; wait a little, or try again."


def plea_for(changes: int, reason: str) -> Plea:
    """Asks about changes that the disk has not taken; ``reason`` may be empty for a slow disk."""
    were = "is" if changes == 1 else "are"
    what = f"{counted(changes, 'change')} {were} not saved"
    why = next((reason.removeprefix(head) for head in HEADS if reason.startswith(head)), reason)
    heading = what if changes else "This project cannot be saved now"
    return Plea(heading, why[:1].upper() + why[1:] or SLOW, KEPT_HERE)


def plea_for_files(files: int) -> Plea:
    """Asks about files that are still on their way into the project."""
    heading = f"{counted(files, 'file')} still to be added"
    promise = "If you close all the same, those that are not in the project by then stay out of it."
    return Plea(heading, "They are being read and copied.", promise, "Wait", is_patient=True)


def plea_when_lost(changes: int, reason: str) -> Plea:
    """Asks for the last time: nothing on this computer takes them either."""
    heading = f"{counted(changes, 'change')} would be lost" if changes else "This would be lost"
    promise = "Save a copy on another disk, or make room and try again."
    return Plea(heading, reason, promise, leave="Close and lose this work")


def kept_here(project: str) -> str:
    """What is said after a project was left with changes that its disk did not take."""
    return f"What “{project}” did not take is kept on this computer until you open it here again."


def went_wrong(report: Path | None, is_saved: bool) -> str:
    """What is said after an error that nobody foresaw; ``report`` is where it is written down."""
    saved = "your work is saved" if is_saved else "your work is not all saved yet"
    where = f"The report is in “{report}”." if report else "No report of it could be written."
    return f"Something went wrong in Counterpoint; {saved}. {where}"

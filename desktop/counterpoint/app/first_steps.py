"""The first things a new reader does, shown until each has been done once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """Something to do once: ``commands`` are the beginnings of the ids that do it.

    ``shown`` is the beginning of the id of the command whose key is shown for it.
    """

    id: str
    words: str
    shown: str
    commands: tuple[str, ...]


STEPS = (
    Step("move", "next sentence", "go.sentence.next", ("go.", "select.")),
    Step("classify", "to 9: say what it is", "claim.kind.", ("claim.kind.",)),
    Step("relate", "tie it to the other pane", "relate.begin", ("relate.as.",)),
    Step("export", "write the note", "file.export", ("file.export",)),
)


class FirstSteps:
    """Owns which of the first steps have been done; ``changed`` is told of each new one."""

    def __init__(self, done: Iterable[str], changed: Callable[[], None]) -> None:
        self._done = set(done)
        self._changed = changed

    @property
    def left(self) -> tuple[Step, ...]:
        """The steps that have not been done."""
        return tuple(step for step in STEPS if step.id not in self._done)

    @property
    def done(self) -> tuple[str, ...]:
        """The ids of those that have."""
        return tuple(step.id for step in STEPS if step.id in self._done)

    def follow(self, command: str) -> None:
        """A command has been carried out."""
        found = {step.id for step in self.left if command.startswith(step.commands)}
        if found:
            self._done |= found
            self._changed()

    def skip(self) -> None:
        """The reader wants to see none of them any more."""
        if self.left:
            self._done = {step.id for step in STEPS}
            self._changed()


def done_from(what: Mapping[str, object]) -> tuple[str, ...]:
    """The steps that were done, as they were remembered; none for anything else."""
    done = what.get("done")
    return tuple(step for step in done if isinstance(step, str)) if isinstance(done, list) else ()

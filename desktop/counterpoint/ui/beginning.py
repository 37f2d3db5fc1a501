"""From files to a new project: the first of them that can be opened gives it its title."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from counterpoint.app.describing import counted
from counterpoint.app.desk import MOST_PANES
from counterpoint.ui.feeds import Feed, Feeds
from counterpoint.ui.naming import FirstTitle
from counterpoint.ui.workers import Workers

Begin = Callable[[str, Sequence[Path], Mapping[Path, Feed]], None]
"""Takes a title, the files, and the workers that have some of them open."""


class Beginning:
    """Owns the files that a new project is being made from; files that come meanwhile join in."""

    def __init__(self, workers: Workers, begin: Begin, say: Callable[[str], None]) -> None:
        self._workers = workers
        self._begin = begin
        self._say = say
        self._naming: FirstTitle | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether a title is being looked for."""
        return self._naming is not None

    def add(self, files: Sequence[Path]) -> None:
        """Find a title in these files, and in those that were added before."""
        if self._naming is None:
            self._naming = FirstTitle(Feeds(self._workers))
            self._naming.known.connect(self._go_on)
            self._naming.failed.connect(self._tell_failures)
        self._say(f"Reading {_names(files)} …")
        self._naming.add(files, MOST_PANES)

    def drop(self) -> None:
        """Give up; the workers end."""
        if self._naming is not None:
            self._naming.close()
            self._naming = None

    def _go_on(self, title: str) -> None:
        naming, self._naming = self._naming, None
        if naming is not None:
            self._begin(title, naming.paths, naming.feeds)

    def _tell_failures(self) -> None:
        if self._naming is not None:
            feeds = self._naming.feeds.items()
            self._say("  ".join(f"“{path.name}”: {feed.problem}" for path, feed in feeds))
            self.drop()


def _names(files: Sequence[Path]) -> str:
    """The first of some files, and how many more there are."""
    first, more = f"“{files[0].name}”", len(files) - 1
    return f"{first} and {counted(more, 'more file')}" if more else first

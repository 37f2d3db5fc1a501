"""A new project is named after the first of its files that can be opened."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from counterpoint.ui.feeds import Feed, Feeds


class FirstTitle(QObject):
    """Owns the workers of the files that a new project is to be made from.

    ``known`` carries the title; ``failed`` follows when none of the files could be opened.
    """

    known = Signal(str)
    failed = Signal()

    def __init__(self, feeds: Feeds) -> None:
        super().__init__()
        self._starter = feeds
        self._is_settled = False
        self.feeds: dict[Path, Feed] = {}
        self.paths: list[Path] = []

    def add(self, paths: Sequence[Path], most: int) -> None:
        """More files; the first ``most`` of all are opened to find a title."""
        self.paths += [path for path in paths if path not in self.paths]
        for path in self.paths[:most]:
            if path not in self.feeds:
                self.feeds[path] = self._starter.start(str(path.absolute()))
                self.feeds[path].opened.connect(self._settle)
                self.feeds[path].refused.connect(self._settle)
        self._settle()

    def close(self) -> None:
        """Give up; the workers end."""
        self._is_settled = True
        for feed in self.feeds.values():
            feed.close()

    def _settle(self, *_: object) -> None:
        """The first file, in the order given, that could be opened gives the title."""
        for path, feed in self.feeds.items():
            if self._is_settled or not (feed.document or feed.problem):
                return
            if feed.document is not None:
                self._is_settled = True
                self.known.emit(feed.document.title or path.stem)
                return
        self._is_settled = True
        self.failed.emit()

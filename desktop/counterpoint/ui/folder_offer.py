"""A folder that was dropped: looked through on the disk thread, then offered file by file."""

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from counterpoint.app.folders import Found, Offer, Reason, Walk, is_hidden, offer_of
from counterpoint.documents.client.formats import DOCUMENTS, is_readable_name
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.background import Background
from counterpoint.ui.overlay import Overlay
from counterpoint.ui.plain import shown
from counterpoint.ui.theme import Look

if TYPE_CHECKING:
    from counterpoint.ui.folder_sheet import FolderSheet

Cover = Callable[[Overlay], None]
"""Lays a sheet over the window, in the place of what lies there."""

DEEPEST = 4
"""Folders below the dropped one that are looked into, one in the other."""

MOST_SEEN = 2000
"""Entries that are looked at: a whole disk can be dropped too."""


class FolderOffer(QObject):
    """Asks which files of a folder to add; several folders one after the other.

    ``chosen`` carries a list of paths, ``said`` a sentence where there is nothing to ask. What
    still waits when another project comes onto the window is asked about no more.
    """

    chosen = Signal(list)
    said = Signal(str)

    def __init__(self, window: QWidget, look: Look, disk: Background, cover: Cover) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._disk = disk
        self._cover = cover
        self._waiting: deque[tuple[Path, Offer]] = deque()
        self.sheet: FolderSheet | None = None

    def offer(self, folder: Path) -> None:
        """Look through a folder and ask about what can be read."""

        def done(walked: Future[Walk]) -> None:
            try:
                self._take(folder, walked.result())
            except Refusal as refusal:
                self.said.emit(str(refusal))

        self._disk.run(lambda: walk(folder), done)

    def forget(self) -> None:
        """Ask about nothing more."""
        self._waiting.clear()

    def _take(self, folder: Path, walked: Walk) -> None:
        offer = offer_of(walked, is_readable_name)
        if not offer.files:
            raise Refusal(_nothing_in(folder, walked.has_more))
        self._waiting.append((folder, offer))
        if self.sheet is None:
            self._ask()

    def _ask(self) -> None:
        """Show the sheet of the folder that has waited longest."""
        from counterpoint.ui.folder_sheet import FolderSheet

        if not self._waiting or self.sheet is not None:
            return
        folder, offer = self._waiting.popleft()
        self.sheet = FolderSheet(self._look, self._window, name_of(folder), offer)
        self.sheet.chosen.connect(
            lambda files: self.chosen.emit([folder / found.path for found in files])
        )
        self.sheet.dismissed.connect(self._go_on)
        self._cover(self.sheet)

    def _go_on(self) -> None:
        """The next folder, once what was chosen has been taken; none if all changes below."""
        self.sheet = None
        QTimer.singleShot(0, self._ask)


def walk(folder: Path) -> Walk:
    """What is in a folder, the nearest first; links are not followed. Blocks on the disk.

    Raises Refusal where the folder itself cannot be opened.
    """
    return _Walker(folder).walked()


def name_of(folder: Path) -> str:
    """What a folder is called; the root of a disk by its path."""
    return shown(folder.name or str(folder))


def _nothing_in(folder: Path, has_more: bool) -> str:
    nothing = f"There is nothing in “{name_of(folder)}” that Counterpoint reads: {DOCUMENTS}."
    return (
        f"{nothing} Only a part of it was looked at; drop a smaller folder."
        if has_more
        else nothing
    )


class _Walker:
    """Owns what has been seen of a folder, and which folders in it are still to be seen."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ahead = deque([""])
        self._seen = 0
        self._files: list[Found] = []
        self._passed_over: list[Reason] = []
        self._has_more = False

    def walked(self) -> Walk:
        while self._ahead:
            self._look_into(self._ahead.popleft())
        return Walk(tuple(self._files), tuple(self._passed_over), self._has_more)

    def _look_into(self, below: str) -> None:
        """See the entries of a folder; ``below`` is its path, empty or with ``/`` at its end."""
        if self._seen == MOST_SEEN:
            self._has_more = True
            return
        room = MOST_SEEN - self._seen
        try:
            with os.scandir(self._folder / below) as entries:
                some = list(islice(entries, room + 1))
        except OSError as error:
            if not below:
                what = f"“{name_of(self._folder)}” could not be opened"
                raise Refusal(f"{what}; make sure that you may read it.") from error
            self._passed_over.append(Reason.CLOSED)
            return
        self._has_more |= len(some) > room
        self._seen += len(some[:room])
        for entry in some[:room]:
            with suppress(OSError):  # it may be gone by now
                self._see(entry, below + entry.name)

    def _see(self, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink():
            self._passed_over.append(Reason.LINK)
        elif entry.is_file(follow_symlinks=False):
            self._files.append(Found(path, entry.stat(follow_symlinks=False).st_size))
        elif not entry.is_dir(follow_symlinks=False):
            self._passed_over.append(Reason.OTHER_KIND)
        elif is_hidden(entry.name):
            self._passed_over.append(Reason.HIDDEN)
        elif path.count("/") < DEEPEST:
            self._ahead.append(f"{path}/")
        else:
            self._has_more = True

"""Files that are dropped anywhere on the window."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from counterpoint.app.folders import is_project
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.folder_offer import FolderOffer
from counterpoint.ui.stage import Stage
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.theme import RADIUS_CARD, Look
from counterpoint.ui.window import MainWindow

NO_FILES = "Only files and folders can be dropped here; press Ctrl+L to add a web page."


@dataclass(frozen=True)
class Dropped:
    """What a drag carries: paths on this machine, and whether there is anything else."""

    paths: tuple[Path, ...]
    has_more: bool

    @classmethod
    def of(cls, mime: QMimeData) -> "Dropped":
        """What a drag carries."""
        urls = mime.urls() if mime.hasUrls() else []
        local = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        return cls(local, len(local) < len(urls))


Take = Callable[[Dropped, QPoint], None]
"""Takes what was dropped, and where on the window, in logical pixels."""


class Landing(QWidget):
    """A frame around what is being aimed at."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVisible(False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.setBrush(theme.colour("accent", 0.10))
        painter.setPen(QPen(theme.colour("accent"), 2))
        frame = QRectF(self.rect()).adjusted(7, 7, -7, -7)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)


class Drops(QObject):
    """Watches a window for files; ``target`` is the widget that is framed for a point of it."""

    def __init__(
        self, window: QWidget, look: Look, target: Callable[[QPoint], QWidget], take: Take
    ) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._take = take
        self._landing = Landing(look, window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
        ):
            return self._aim(event)
        if event.type() == QEvent.Type.DragLeave:
            self._landing.hide()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._land(event)
        return False

    def _aim(self, event: QDragMoveEvent) -> bool:
        if not event.mimeData().hasUrls():
            return False
        # The source keeps its files whatever it proposes: they are copied into the project.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        target = self._target(event.position().toPoint())
        corner = target.mapTo(self._window, QPoint(0, 0))
        self._landing.setGeometry(corner.x(), corner.y(), target.width(), target.height())
        self._landing.raise_()
        self._landing.show()
        return True

    def _land(self, event: QDropEvent) -> bool:
        self._landing.hide()
        dropped = Dropped.of(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(dropped, event.position().toPoint())
        return True


class Doors(Protocol):
    """What opens what was dropped."""

    def open_files(self, files: list[Path]) -> None:
        """Add files to what is open."""
        ...

    def open_project(self, path: Path) -> None:
        """Open a project by its folder or its file."""
        ...


class Arrivals(QObject):
    """Takes what is dropped on a window: documents, a project, a folder of documents."""

    def __init__(
        self, window: MainWindow, around: Surroundings, stage: Stage, doors: Doors
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._doors = doors
        self._offer = FolderOffer(window, around.look, around.disk, window.cover)
        self._offer.chosen.connect(lambda files: around.guard(lambda: doors.open_files(files)))
        self._offer.said.connect(stage.say)
        self._drops = Drops(
            window,
            around.look,
            self._target,
            lambda dropped, at: around.guard(lambda: self.take(dropped, at)),
        )

    @property
    def is_asking(self) -> bool:
        """Whether the reader is asked which files of a folder to open."""
        return self._offer.sheet is not None

    def take(self, dropped: Dropped, at: QPoint) -> None:
        """Open what was dropped; a document goes into the pane at that point of the window."""
        self._stage.say("")
        self._open(dropped.paths, at)
        if dropped.has_more or not dropped.paths:
            raise Refusal(NO_FILES)

    def _open(self, paths: Sequence[Path], at: QPoint) -> None:
        projects = [path for path in paths if is_project(path)]
        folders = [path for path in paths if os.path.isdir(path) and path not in projects]  # noqa: PTH112 - never raises
        files = [path for path in paths if path not in projects and path not in folders]
        if len(projects) > 1:
            raise Refusal("Only one project fits into the window; drop them one by one.")
        if projects:
            self._doors.open_project(projects[0])
        bench = self._stage.workbench
        pane = bench.desk.pane_at(bench.desk.mapFrom(self._window, at)) if bench else None
        if bench is not None and pane is not None:
            bench.session.desk.activate(bench.desk.indexOf(pane))
        self._doors.open_files(files)
        for folder in folders:
            self._offer.offer(folder)

    def _target(self, at: QPoint) -> QWidget:
        """What is framed for a point: a pane, or all that is between header and strip."""
        bench = self._stage.workbench
        if bench is None:
            return self._window.body
        pane = bench.desk.pane_at(bench.desk.mapFrom(self._window, at))
        return pane or bench.widget

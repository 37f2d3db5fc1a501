"""Writing the whole project, as the reader has it, into a folder of their choice."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from counterpoint.app.copying import Copied, told_of
from counterpoint.app.ports import Store
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow

Told = Callable[[str, bool], None]
"""Takes a sentence on how far it is, and whether all of the copy is written."""


class CopyElsewhere(QObject):
    """Asks for a folder and has the project copied into it; one copy at a time."""

    def __init__(self, window: MainWindow, around: Surroundings, store: Store) -> None:
        super().__init__()
        self._window = window
        self._disk = around.disk
        self._store = store
        self._is_under_way = False

    def ask(self, told: Told) -> None:
        """Ask for the folder; ``told`` hears what comes of it."""
        if self._is_under_way:
            raise Refusal("A copy is being written; wait until it is done.")
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        title = "Choose a folder for the copy"
        dialog = QFileDialog(self._window, title, place)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Save here")
        dialog.filesSelected.connect(lambda names: self.write(Path(names[0]), told))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, place: Path, told: Told) -> None:
        """Write the copy into a folder of its own there."""
        unsaved = self._store.unsaved

        def done(copied: Future[Copied]) -> None:
            self._is_under_way = False
            try:
                written = copied.result()
                told(told_of(written), not written.left_out)
            except Refusal as refusal:
                told(str(refusal), False)

        self._is_under_way = True
        told("Writing a copy …", False)
        self._disk.run(lambda: unsaved.copy_to(place), done)

"""The commands of the window, carried out on the project that is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from counterpoint.app.settings import Settings, Theme
from counterpoint.documents.client.formats import SUFFIXES
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.last_folders import LastFolders
from counterpoint.ui.page_layout import PageLayout
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

AS_SAID: Mapping[Theme, str] = MappingProxyType(
    {"light": "light", "dark": "dark", "system": "as the system has it"}
)

READABLE = f"Documents ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;All files (*)"


@dataclass(frozen=True)
class Doors:
    """What is done with what the reader has chosen in a dialog, or set."""

    open_files: Callable[[list[Path]], None]
    open_project: Callable[[Path], None]
    new_project: Callable[[Path], None]
    keep_settings: Callable[[Settings], None]
    folders: LastFolders


def theme_after(theme: Theme, system_is_dark: bool) -> Theme:
    """The next theme: the first step away from the system's is one that can be seen."""
    like: Theme = "dark" if system_is_dark else "light"
    opposite: Theme = "light" if system_is_dark else "dark"
    following: Mapping[Theme, Theme] = {"system": opposite, opposite: like, like: "system"}
    return following[theme]


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


class WindowBench:
    """Does what the window's commands say, to the workbench on it."""

    def __init__(self, window: MainWindow, around: Surroundings, doors: Doors) -> None:
        self._window = window
        self._around = around
        self._doors = doors
        self.folders = doors.folders
        self._workbench: Workbench | None = None

    @property
    def workbench(self) -> Workbench | None:
        """The project on the window."""
        return self._workbench

    @workbench.setter
    def workbench(self, workbench: Workbench | None) -> None:
        self._workbench = workbench
        if workbench is not None:
            self.folders.opened(workbench.store.path)

    def open_files(self) -> None:
        """Ask for files and show them side by side."""
        dialog = QFileDialog(self._window, "Open documents", str(self.folders.for_documents))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(READABLE)

        def take(paths: list[Path]) -> None:
            self.folders.took(paths[0])
            self._doors.open_files(paths)

        _ask(self._window, dialog, take)

    def open_project(self) -> None:
        """Ask for a project and open it."""
        place = str(self.folders.for_projects)
        dialog = QFileDialog(self._window, "Open project", place)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        _ask(self._window, dialog, lambda paths: self._doors.open_project(paths[0]))

    def new_project(self) -> None:
        """Ask for a folder and begin a project there."""
        title = "New project: choose an empty folder or a new name"
        dialog = QFileDialog(self._window, title, str(self.folders.for_projects))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Create")
        _ask(self._window, dialog, lambda paths: self._doors.new_project(paths[0]))

    def scroll_page(self, direction: int) -> None:
        """A screenful down (1) or up (-1)."""
        self._bench.desk.page_on(direction)

    @property
    def sizing(self) -> PageLayout:
        """How large the active pane's pages are."""
        return self._bench.desk.active.pages.sizing

    def edit_claim(self, field: str) -> None:
        """Write about the claim under the cursor."""
        self._bench.edit_claim(field)

    def filter_candidates(self) -> None:
        """Narrow the claims that can be chosen by typing."""
        self._bench.widget.show_claims()
        self._bench.claims.begin_search()

    def change_theme(self) -> None:
        """From what the system has to its opposite, to its like, and back."""
        look = self._around.look
        following = theme_after(look.settings.theme, _system_is_dark())
        look.take(replace(look.settings, theme=following))
        self._window.strip.say(f"Theme: {AS_SAID[following]}.")
        self._doors.keep_settings(look.settings)

    def toggle_panel(self, name: str) -> None:
        """Show or hide a side panel."""
        self._bench.widget.toggle(name)

    def open_menu(self) -> None:
        """Show the menu."""
        self._window.show_menu()

    def quit(self) -> None:
        """Save what is left and close the window."""
        self._window.close()

    @property
    def _bench(self) -> Workbench:
        if self.workbench is None:
            raise Refusal("Open a document first.")
        return self.workbench


def _ask(window: MainWindow, dialog: QFileDialog, then: Callable[[list[Path]], None]) -> None:
    """Show a dialog without stopping anything else."""
    dialog.filesSelected.connect(
        lambda names: window.guard(lambda: then([Path(name) for name in names]))
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

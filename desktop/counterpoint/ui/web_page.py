"""Adding a web page: its address is asked for, the page is fetched, its article is kept."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog

from counterpoint.app.commands import AT_DESK, Command
from counterpoint.app.web_pages import Fetched, address_of, is_bare, site_of
from counterpoint.documents.client import jobs
from counterpoint.documents.client.articles import ToldArticle, snapshot
from counterpoint.documents.client.queue import Answer
from counterpoint.documents.client.replies import Refused
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.feeds import SOON
from counterpoint.ui.one_field import FieldCard
from counterpoint.ui.page_folder import PageFolder, file_name, short
from counterpoint.ui.sheet import SheetButton
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.theme import Look
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workers import DocumentWorker

if TYPE_CHECKING:
    from counterpoint.ui.web_fetch import PageFetch

OpenFiles = Callable[[list[Path]], None]

KEPT = "The article is kept in the project; nothing else of the page is, and nothing in it runs."
SAVED_PAGES = "Web pages (*.html *.htm *.xhtml *.mhtml *.mht);;All files (*)"


class WebPages(QObject):
    """Owns the page that is being added, and the folder where pages lie until they are.

    Every step belongs to its run: what comes after the reader has given up is not heard.
    ``open_files`` takes a page that is ready, as any other file.
    """

    def __init__(self, window: MainWindow, around: Surroundings, open_files: OpenFiles) -> None:
        super().__init__(window)
        self._window = window
        self._around = around
        self._open_files = open_files
        self.folder = PageFolder()
        self._fetch: PageFetch | None = None
        self._worker: DocumentWorker | None = None
        self._run = object()
        self.card: AddressCard | None = None

    def ask(self) -> None:
        """Ask for an address, or for a saved page."""
        card = AddressCard(self._around.look, self._window)
        card.typed.connect(lambda typed: self._around.guard(lambda: self._begin(typed)))
        card.saved_wanted.connect(self._choose)
        card.dismissed.connect(lambda: self._put_away(card))
        self._window.cover(card, card.field)
        self.card = card

    def close(self) -> None:
        """Give up what is under way and take away the pages that lie there."""
        self._stop()
        self.folder.close()

    def take_saved(self, path: Path) -> None:
        """Keep the article of a page that was saved as a file."""
        self._stop()
        self._say(f"Reading “{path.name}” …", busy=True)
        self._read(path, "", "")

    def _begin(self, typed: str) -> None:
        """Fetch what was typed; what is no address is said on the card."""
        from counterpoint.ui.web_fetch import PageFetch  # QtNetwork takes a while to load

        try:
            address = address_of(typed)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._stop()
        site = site_of(address)
        self._say(f"Fetching from {site} …", busy=True)
        self._fetch = fetch = PageFetch(self, address, is_bare(typed))
        fetch.bared.connect(
            lambda: self._say(
                f"{site} does not answer encrypted; asking in plain form …", busy=True
            )
        )
        fetch.progressed.connect(
            lambda size: self._say(f"Fetching from {site} … {size // 1024} KB", busy=True)
        )
        fetch.failed.connect(self._say)
        fetch.fetched.connect(self._take)
        fetch.start()

    def _take(self, page: Fetched) -> None:
        """The page is here: put it where a worker can read it."""
        self._fetch = None
        self._say(f"Reading what {site_of(page.address)} sent …", busy=True)
        if page.is_pdf:
            name = f"{short(site_of(page.address))}.pdf"
            self._write(lambda: (name, page.content), self._hand_over)
        elif page.is_text:
            self._write(partial(_text_of, page), self._hand_over)
        else:
            read = partial(self._read, encoding=page.encoding, address=page.address)
            self._write(lambda: ("page", page.content), read)

    def _read(self, path: Path, encoding: str, address: str) -> None:
        """Let a worker of its own find the article."""
        opening = jobs.Open(str(path.absolute()), "", "article", "", encoding, address)
        self._worker = worker = DocumentWorker(self._around.workers, opening)
        worker.answered.connect(lambda answer: self._hear(answer, address))
        worker.put(jobs.Article(), "article", SOON)

    def _hear(self, answer: Answer, address: str) -> None:
        if isinstance(answer.reply, Refused):
            self._stop()
            self._say(answer.reply.sentence)
        elif isinstance(answer.reply, ToldArticle):
            self._stop()
            self._keep(answer.reply, address)

    def _keep(self, told: ToldArticle, address: str) -> None:
        """Write the snapshot, and add it as any other file."""

        def make() -> tuple[str, bytes]:
            article = told.checked()
            name = file_name(article.title) or short(site_of(address)) or "Web page"
            return f"{name}.html", snapshot(article, address)

        self._write(make, self._hand_over)

    def _write(self, make: Callable[[], tuple[str, bytes]], then: Callable[[Path], None]) -> None:
        """Make a page and write it down, both on the disk thread; then go on with its file."""

        run = self._run

        def done(written: Future[Path]) -> None:
            if self._run is not run:
                return
            try:
                path = written.result()
            except Refusal as refusal:
                self._say(str(refusal))
            else:
                then(path)

        self._around.disk.run(lambda: self.folder.put(*make()), done)

    def _hand_over(self, path: Path) -> None:
        if self.card is not None:
            self.card.dismiss()
            self._around.guard(lambda: self._open_files([path]))

    def _choose(self) -> None:
        """Ask for a page that was saved as a file."""
        dialog = QFileDialog(self._window, "Choose a saved web page")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(SAVED_PAGES)
        run = self._run
        dialog.fileSelected.connect(
            lambda name: self.take_saved(Path(name)) if self._run is run else None
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say(self, sentence: str, busy: bool = False) -> None:
        if self.card is not None:
            self.card.tell(sentence, busy)

    def _stop(self) -> None:
        self._run = object()
        fetch, self._fetch = self._fetch, None
        worker, self._worker = self._worker, None
        if fetch is not None:
            fetch.cancel()
            fetch.deleteLater()
        if worker is not None:
            worker.close()
            worker.deleteLater()

    def _put_away(self, card: "AddressCard") -> None:
        if self.card is card:
            self.card = None
            self._stop()


class AddressCard(FieldCard):
    """Asks for an address; ``saved_wanted`` follows where the reader has a file instead."""

    saved_wanted = Signal()

    def __init__(self, look: Look, window: MainWindow) -> None:
        super().__init__(look, window, "Add web page", "Add")
        self.field.setPlaceholderText("https://")
        self.field.setAccessibleName("Address of the web page")
        self.saved = SheetButton(look, "Choose a saved page …", "Ctrl O")
        self.saved.clicked.connect(self.saved_wanted)
        self.add_aside(self.saved)
        self.say(KEPT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_control and event.key() == Qt.Key.Key_O:
            self.saved.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def tell(self, sentence: str, busy: bool = False) -> None:
        """Say how far it has come, or what is wrong; while it is busy nothing else is begun."""
        self.say(sentence)
        self.field.setReadOnly(busy)
        self.saved.setEnabled(not busy)
        self.go.setEnabled(self.has_words and not busy)


def _text_of(page: Fetched) -> tuple[str, bytes]:
    """The name of the file that plain text is put in, and what it holds."""
    name, content = page.text()
    stem, _, ending = name.rpartition(".")
    return f"{file_name(stem) or 'Web page'}.{ending}", content


COMMANDS: tuple[Command[WebPages], ...] = (
    Command(
        "file.web",
        "Add web page …",
        WebPages.ask,
        ("Ctrl+L",),
        "File",
        AT_DESK,
        "Fetches a page by its address, or reads a saved one, and keeps its article.",
        icon="web",
        also="url address link http internet site article html download",
    ),
)

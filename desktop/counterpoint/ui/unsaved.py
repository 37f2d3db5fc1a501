"""What the window says while the disk does not take the reader's changes, and trying again."""

from PySide6.QtCore import QObject, QTimer

from counterpoint.app.commands import ALWAYS, AT_DESK, Command
from counterpoint.app.describing import counted
from counterpoint.app.trouble import ALL_SAVED, SAVING, Trouble, local_now, sign_words
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.copy_elsewhere import CopyElsewhere
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow, shows
from counterpoint.ui.workbench import Workbench

STEADY_MILLISECONDS = 2000
"""How long a disk must have taken everything before the reader is told so."""

ANSWER_MILLISECONDS = 1500
"""How long a disk may take before a reader who asked is told that it still refuses."""


class Unsaved(QObject):
    """Owns the trouble with the disk of one project; keeps the sign in step, says what is due."""

    def __init__(self, window: MainWindow, around: Surroundings, workbench: Workbench) -> None:
        super().__init__()
        self._window = window
        self._bench = workbench
        self._trouble = Trouble()
        self._copying = CopyElsewhere(window, around, workbench.store)
        self._steady = QTimer(self, singleShot=True, interval=STEADY_MILLISECONDS)
        self._steady.timeout.connect(self._settle)
        self._answer = QTimer(self, singleShot=True, interval=ANSWER_MILLISECONDS)
        self._answer.timeout.connect(self._say_still)
        workbench.saving.changed.connect(self._follow)
        self._follow()

    def save_now(self) -> None:
        """Try again what the disk has refused; otherwise say how it stands."""
        bench = self._bench
        if bench.store.read_only_reason:
            raise Refusal(bench.store.read_only_reason)
        bench.claims.editor.commit()
        if bench.saving.is_done and not bench.saving.failure:
            self._window.strip.say(ALL_SAVED)
            return
        waiting = bench.store.unsaved.waiting
        self._window.strip.say(
            f"Trying to save {counted(waiting, 'change')} …" if bench.saving.failure else SAVING
        )
        self._answer.start()
        bench.store.unsaved.try_again()

    def copy_elsewhere(self) -> None:
        """Ask for a folder and write the whole project there."""
        self._bench.claims.editor.commit()
        self._copying.ask(lambda sentence, _is_written: self._window.strip.say(sentence))

    def _follow(self) -> None:
        """Saving has come further, or the disk refuses."""
        saving = self._bench.saving
        if not shows(self._window, self._bench.widget):
            return
        if saving.failure:
            waiting = self._bench.store.unsaved.waiting
            self._steady.stop()
            told = self._trouble.refuse(saving.failure, waiting, local_now())
            self._say(told, is_lasting=True)
        else:
            self._trouble.relent()
            if self._trouble.is_over:
                self._steady.start()
        if self._answer.isActive() and saving.is_done and not saving.failure:
            self._answer.stop()
            self._say_over(self._trouble.settle() or ALL_SAVED)
        self._show_sign()

    def _settle(self) -> None:
        if shows(self._window, self._bench.widget):
            self._say_over(self._trouble.settle())

    def _say_still(self) -> None:
        """The reader asked, and the disk still refuses."""
        if shows(self._window, self._bench.widget) and self._bench.saving.failure:
            self._say(self._bench.saving.failure, is_lasting=True)

    def _say_over(self, sentence: str) -> None:
        """Say that all is well, instead of what was said of it before."""
        self._window.strip.take_back(self._trouble.told_reason)
        self._say(sentence)

    def _say(self, sentence: str, *, is_lasting: bool = False) -> None:
        if sentence:
            self._window.strip.say(sentence, is_lasting=is_lasting)

    def _show_sign(self) -> None:
        lot, sign = self._trouble.lot, self._window.strip.sign
        if lot is None:
            sign.say("")
        else:
            why = f"{lot.reason} Press to try again now."
            sign.say(sign_words(lot, local_now()), "Not saved", why)


def _nothing_open(_area: None) -> None:
    raise Refusal("There is nothing to save; open documents first.")


_SAVE = "Tries again to save what the disk did not take; otherwise every change is saved at once."

NOTHING_YET: tuple[Command[None], ...] = (
    Command(
        "file.save",
        "Save now",
        _nothing_open,
        ("Ctrl+S",),
        "File",
        AT_DESK,
        help=_SAVE,
        also="store write disk try again keep",
    ),
)
"""What stands in the place of these commands while no project is open."""

COMMANDS: tuple[Command[Unsaved], ...] = (
    Command(
        "file.save",
        "Save now",
        Unsaved.save_now,
        ("Ctrl+S",),
        "File",
        ALWAYS,
        help=_SAVE,
        also="store write disk try again keep",
    ),
    Command(
        "file.copy",
        "Save a copy elsewhere …",
        Unsaved.copy_elsewhere,
        (),
        "File",
        AT_DESK,
        "Writes the whole project, as you see it, into a folder of your choice.",
        also="backup export duplicate another disk save as",
    ),
)

"""Leaving a project: at once where everything is saved, else once the reader has said how."""

import contextlib
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from counterpoint.app.trouble import (
    Plea,
    kept_here,
    local_now,
    plea_for,
    plea_for_files,
    plea_when_lost,
)
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.copy_elsewhere import CopyElsewhere
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.unsaved import ANSWER_MILLISECONDS
from counterpoint.ui.unsaved_sheet import UnsavedSheet
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench

ASK_AFTER_SECONDS = 3.0
"""How long leaving waits for the disk before it asks."""

LEAVE = "Close"
"""What Enter does once a copy is written elsewhere."""

Deed = Callable[[], None]


class Leaving(QObject):
    """Owns what is to be done once one project may be left; ``sheet`` is there while it asks."""

    def __init__(self, window: MainWindow, around: Surroundings) -> None:
        super().__init__()
        self._window = window
        self._around = around
        self._bench: Workbench | None = None
        self._then: Deed | None = None
        self._copying: CopyElsewhere | None = None
        self._is_last_word = False
        self._answer = QTimer(self, singleShot=True, interval=ANSWER_MILLISECONDS)
        self._answer.timeout.connect(self._say_still)
        self.sheet: UnsavedSheet | None = None

    def leave(self, bench: Workbench | None, then: Deed) -> None:
        """Do something that takes the project from the window, now or when it may be.

        Of several deeds while the sheet asks, the last one is done.
        """
        if bench is None or (not bench.opening.left and bench.is_saved(ASK_AFTER_SECONDS)):
            then()
            return
        self._then = then
        if self.sheet is None:
            self._ask(bench)

    def brace(self, bench: Workbench | None) -> None:
        """The session may end any moment: keep on this computer what is not saved by then."""
        if bench is not None and not bench.is_saved(ASK_AFTER_SECONDS):
            with contextlib.suppress(Refusal):
                bench.store.unsaved.keep_aside()

    def _ask(self, bench: Workbench) -> None:
        self._bench = bench
        self._copying = CopyElsewhere(self._window, self._around, bench.store)
        self._is_last_word = False
        self.sheet = sheet = UnsavedSheet(self._around.look, self._window, self._plea(bench))
        sheet.went_on.connect(self._go_on)
        sheet.copy_wanted.connect(self._copy)
        sheet.given_up.connect(self._give_up)
        sheet.dismissed.connect(self._forget)
        bench.saving.changed.connect(self._follow)
        self._window.cover(sheet)

    def _plea(self, bench: Workbench) -> Plea:
        changes, failure = bench.store.unsaved.waiting, bench.saving.failure
        if changes or failure:
            return plea_for(changes, failure)
        return plea_for_files(bench.opening.left)

    def _go_on(self) -> None:
        """The button that Enter presses: try again, wait, or leave once a copy is written."""
        bench, sheet = self._bench, self.sheet
        if bench is None or sheet is None:
            return
        if sheet.plea.is_patient:
            sheet.dismiss()
        elif sheet.plea.go == LEAVE:
            self._give_up()
        else:
            sheet.say("Trying …")
            self._answer.start()
            bench.store.unsaved.try_again()

    def _copy(self) -> None:
        copying, sheet = self._copying, self.sheet
        if copying is None or sheet is None:
            return

        def told(sentence: str, is_written: bool) -> None:
            if self.sheet is sheet:
                plea = copied(sheet.plea) if is_written else sheet.plea
                sheet.ask(plea, sentence)
                sheet.setFocus()  # the dialog had it

        try:
            copying.ask(told)
        except Refusal as refusal:
            sheet.say(str(refusal))

    def _give_up(self) -> None:
        """Keep on this computer what is not saved, and leave; ask again where that fails."""
        bench, sheet = self._bench, self.sheet
        if bench is None or sheet is None:
            return
        keeps = not (self._is_last_word or sheet.plea.is_patient)
        if keeps:
            try:
                bench.store.unsaved.keep_aside()
            except Refusal as refusal:
                self._is_last_word = True
                sheet.ask(plea_when_lost(bench.store.unsaved.waiting, str(refusal)))
                return
        self._leave(kept_here(bench.store.name) if keeps else "")

    def _follow(self) -> None:
        """Leave as soon as everything is saved."""
        bench, sheet = self._bench, self.sheet
        if bench is None or sheet is None or sheet.plea.is_patient:
            return
        if bench.saving.is_done and not bench.saving.failure and not bench.store.unsaved.waiting:
            self._leave("")

    def _leave(self, sentence: str) -> None:
        then, sheet = self._then, self.sheet
        if then is None or sheet is None:
            return
        sheet.dismiss()
        self._around.guard(then)
        if sentence and self._window.isVisible():
            self._window.strip.say(sentence, is_lasting=True)

    def _say_still(self) -> None:
        """It was tried again, and the disk still refuses."""
        bench, sheet = self._bench, self.sheet
        if bench is not None and sheet is not None and not sheet.plea.is_patient:
            self._is_last_word = False
            sheet.ask(self._plea(bench), _still_refused())

    def _forget(self) -> None:
        """The sheet has gone, and with it what was to be done."""
        if self._bench is not None:
            self._bench.saving.changed.disconnect(self._follow)
        self._bench, self._then, self._copying, self.sheet = None, None, None, None
        self._answer.stop()


def copied(plea: Plea) -> Plea:
    """What is asked once a copy is written elsewhere: there is one way to close, with Enter."""
    return replace(plea, go=LEAVE, leave="")


def _still_refused() -> str:
    return f"Tried again at {local_now():%H:%M:%S}; the disk still refuses."

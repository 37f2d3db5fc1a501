"""Restoring a backup: asking for one, and putting it back as one change."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from counterpoint.app import showing
from counterpoint.app.commands import AT_DESK, Command
from counterpoint.app.restoring import (
    NO_BACKUP,
    Restoration,
    done,
    is_current,
    restoration,
    restore,
)
from counterpoint.domain.backups import Backup, Contents
from counterpoint.domain.claims import Claim
from counterpoint.domain.refusal import Refusal
from counterpoint.ui.restore_sheet import RestoreSheet
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow, shows
from counterpoint.ui.workbench import Workbench

Result = TypeVar("Result")


@dataclass(frozen=True)
class Compared:
    """A backup that was read, and what restoring it would do."""

    backup: Backup
    contents: Contents
    restoration: Restoration


class Restorer(QObject):
    """Owns the sheet of backups, and what is known of the one that the reader has gone to."""

    def __init__(self, window: MainWindow, around: Surroundings, workbench: Workbench) -> None:
        super().__init__()
        self._window = window
        self._around = around
        self._bench = workbench
        self._backups = workbench.store.backups
        self._is_comparing = False
        self._compared: Compared | None = None
        self.sheet: RestoreSheet | None = None

    def begin(self) -> None:
        """List the backups of the project, and ask for one."""
        if self._bench.session.project.refuse:
            raise Refusal(self._bench.session.project.refuse)
        self._bench.claims.editor.commit()
        self._around.disk.run(self._backups.listed, self._guarded(self._offer))

    def _offer(self, backups: Sequence[Backup]) -> None:
        if not backups:
            raise Refusal(NO_BACKUP)
        now = datetime.now().astimezone()
        self.sheet = sheet = RestoreSheet(self._around.look, self._window, backups, now)
        sheet.pointed.connect(lambda _: self._compare())
        sheet.chosen.connect(self._back_up_first)
        self._window.cover(sheet)
        self._compare()
        self._count(sheet, 0)

    def _count(self, sheet: RestoreSheet, row: int) -> None:
        """Find out how many claims each backup has, one after the other."""
        if not _is_open(sheet) or row == len(sheet.rows.backups):
            return
        backup = sheet.rows.backups[row]

        def take(claims: Future[int | None]) -> None:
            if _is_open(sheet):
                sheet.rows.take(backup, claims.result())
                self._count(sheet, row + 1)

        self._around.disk.run(lambda: self._backups.claims_in(backup), take)

    def _compare(self) -> None:
        """Find out what the current backup would change; while one is read, no other."""
        if self._is_comparing or self.sheet is None or not _is_open(self.sheet):
            return
        self._is_comparing = True
        project, backup = self._bench.session.project, self.sheet.rows.current
        claims = project.all(Claim)

        def read() -> Compared:
            contents = self._backups.contents_of(backup, is_current(project))
            return Compared(backup, contents, restoration(project, contents, claims))

        self._around.disk.run(read, partial(self._take, backup))

    def _take(self, backup: Backup, compared: Future[Compared]) -> None:
        self._is_comparing = False
        sheet = self.sheet
        if sheet is None or not _is_open(sheet):
            return
        if sheet.rows.current != backup:
            self._compare()
            return
        try:
            self._compared = compared.result()
            sheet.offer(self._compared.restoration)
        except Refusal as refusal:
            sheet.refuse(str(refusal))

    def _back_up_first(self, backup: Backup) -> None:
        """Back up what is there, then restore."""
        compared = self._compared
        if compared is not None and compared.backup == backup:
            restored = self._guarded(lambda _: self._restore(compared))
            self._around.disk.run(self._backups.make, restored)

    def _restore(self, compared: Compared) -> None:
        made = compared.backup.made.astimezone()
        restored = restore(self._bench.session.project, compared.contents, made)
        showing.fill(self._bench.session, restored.back)
        self._window.strip.say(done(restored, made))

    def _guarded(self, act: Callable[[Result], None]) -> Callable[[Future[Result]], None]:
        """Goes on with what the disk has given, if the project still shows."""

        def go_on(future: Future[Result]) -> None:
            if shows(self._window, self._bench.widget):
                self._window.guard(lambda: act(future.result()))

        return go_on


def _is_open(sheet: RestoreSheet) -> bool:
    return isValid(sheet) and sheet.isVisible()


COMMANDS: tuple[Command[Restorer], ...] = (
    Command(
        "file.restore",
        "Restore …",
        Restorer.begin,
        (),
        "File",
        AT_DESK,
        "Lists the backups of what you made, and brings back what one of them has.",
        also="backup recover bring back lost deleted earlier version history",
    ),
)

"""What helps a reader to a command: the palette, the key sheet, and keys of their own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from counterpoint.app import palette, showing
from counterpoint.app.commands import ALWAYS, Command, Row
from counterpoint.app.key_sheet import groups_of
from counterpoint.app.own_keys import OwnKeys, rebind, template
from counterpoint.app.palette import REMEMBERED, Entry, Palette, Recents, Sort
from counterpoint.app.ports import Memory
from counterpoint.app.session import Session
from counterpoint.domain.scheme import Kind, Scheme
from counterpoint.ui.message_sheet import MessageSheet
from counterpoint.ui.plain import shown
from counterpoint.ui.surroundings import Surroundings
from counterpoint.ui.window import MainWindow
from counterpoint.ui.workbench import Workbench


@dataclass(frozen=True)
class KeysOfReader:
    """The reader's keys as they were read; ``declared`` are the rows of all commands there can be.

    ``edit`` writes a text where there is no file of keys yet, and says where the file is.
    """

    own: OwnKeys
    declared: Sequence[Row]
    edit: Callable[[str], Path]


class Guides:
    """Owns the commands used last, and what there is to say of the reader's own keys.

    ``declared`` are all commands there can be, with the keys they have here; ``last_messages`` is
    the sheet that was opened last.
    """

    def __init__(
        self,
        window: MainWindow,
        around: Surroundings,
        memory: Memory,
        keys: KeysOfReader,
    ) -> None:
        self._window = window
        self._look = around.look
        self._icons = around.icons
        self._keys = keys
        self._disk = around.disk
        self._memory = memory
        self._recents = Recents(memory.recall(REMEMBERED))
        self._workbench: Workbench | None = None
        self.declared, self.findings = rebind(keys.declared, keys.own)
        self.last_messages: MessageSheet | None = None

    def rebound(self, rows: Iterable[Row], workbench: Workbench | None) -> list[Row]:
        """The rows of a project, or of none, with the reader's own keys."""
        self._workbench = workbench
        elsewhere = () if workbench else self._keys.declared
        own, self.findings = rebind(rows, self._keys.own, elsewhere)
        return own

    def tell_findings(self) -> None:
        """Say in the strip what is wrong with the reader's keys, if anything is."""
        if self.findings:
            first, *more = self.findings
            key = next((row.keys[0] for row in self._window.rows if _shows_sheet(row)), "")
            where = f"press {key} to read them" if key else "the key sheet has them"
            rest = f" … and {len(more)} more; {where}." if more else ""
            self._window.strip.say(first + rest)

    def show_palette(self) -> None:
        """Let the reader find a command, a document or a claim by a few letters."""
        from counterpoint.ui.palette_view import PaletteView

        session = self._session()
        rows = [row for row in self._window.rows if row.id != "view.palette"]
        entries = palette.command_entries(rows, self._window.mode, _kinds(session))
        found = Palette(entries, _things(session), self._recents.ids)
        view = PaletteView(self._look, self._window, found, self._icons)
        view.chosen.connect(lambda entry: self._do(entry, session))
        self._window.cover(view, view.field)

    def show_keys(self) -> None:
        """Show every command that has keys, those for later too while no project is open."""
        from counterpoint.ui.key_sheet_view import KeySheetView, Notes

        session = self._session()
        rows = self._window.rows if session else self.declared
        kinds = _kinds(session) or Scheme().active_kinds()
        groups = groups_of(rows, kinds)
        notes = Notes(tuple(map(shown, self.findings)), _place(self._keys.own))
        closers = next((row.keys for row in self._window.rows if row.id == "help.keys"), ())
        self._window.cover(KeySheetView(self._look, self._window, groups, notes, closers))

    def show_messages(self) -> None:
        """Show what the strip has said."""
        latest = self._window.strip.messages.latest
        self.last_messages = MessageSheet(self._look, self._window, latest)
        self._window.cover(self.last_messages)

    def change_keys(self) -> None:
        """Open the file of the reader's own keys, which names every command."""
        path = self._keys.edit(template(self._keys.declared))
        is_open = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        lead = f"Your keys are in {path}" if is_open else f"Open {path} with a text editor"
        self._window.strip.say(f"{lead}; what you change there holds from the next start.")

    def _session(self) -> Session | None:
        """What lies on the desk, once what is being written has been handed over."""
        if self._workbench is None:
            return None
        self._workbench.claims.editor.commit()
        return self._workbench.session

    def _do(self, entry: Entry, session: Session | None) -> None:
        if entry.sort is Sort.COMMAND:
            self._recents.use(entry.key)
            kept = self._recents.kept
            self._disk.jot(lambda: self._memory.remember(REMEMBERED, kept))
            self._window.run(entry.key)
        elif session is not None:
            show = showing.document if entry.sort is Sort.DOCUMENT else showing.claim
            self._window.strip.clear()
            self._window.guard(lambda: show(session, entry.key))


def _things(session: Session | None) -> Iterator[Entry]:
    if session is None:
        return iter(())
    project = session.project
    return chain(palette.document_entries(project), palette.claim_entries(project))


def _kinds(session: Session | None) -> tuple[Kind, ...]:
    return session.project.scheme.active_kinds() if session else ()


def _shows_sheet(row: Row) -> bool:
    return row.id == "help.keys" and bool(row.keys)


def _place(own: OwnKeys) -> str:
    return f"Your own keys stand in {own.place}; “Change keys …” opens it." if own.place else ""


COMMANDS: tuple[Command[Guides], ...] = (
    Command(
        "view.palette",
        "Find a command",
        Guides.show_palette,
        ("Ctrl+Shift+P", ":"),
        "View",
        ALWAYS,
        "Finds commands, documents, claims and kinds by a few letters.",
        icon="search",
        also="palette search go run",
    ),
    Command(
        "help.keys",
        "Key sheet",
        Guides.show_keys,
        ("?", "F1"),
        "Help",
        ALWAYS,
        "Shows every key and what it does.",
        icon="keyboard",
        also="shortcuts keyboard cheat",
    ),
    Command(
        "help.messages",
        "Last messages",
        Guides.show_messages,
        ("Ctrl+Shift+M",),
        "Help",
        ALWAYS,
        "Lists what was said at the lower edge of the window, with its time.",
        also="history notifications notices log status read again",
    ),
    Command(
        "help.own_keys",
        "Change keys …",
        Guides.change_keys,
        (),
        "Help",
        ALWAYS,
        "Opens the file in which you give commands other keys.",
        icon="settings",
        also="settings preferences shortcuts options customize",
    ),
)

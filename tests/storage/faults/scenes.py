"""What is done with a store while the system fails: each operation, ready to be tried."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from counterpoint.domain.documents import Document
from counterpoint.storage.folder import create, open_folder
from tests.storage.faults.script import text_of
from tests.storage.faults.setting import Setting
from tests.storage.faults.system import Call, Rule
from tests.storage.samples import ANA, BEN, LONG, claim, document, relation, saved

BRIEF = "brief.txt"
THEIRS = "It poured."
A_MOMENT = 0.05
"""Seconds for which a disk that refuses is waited for at the end."""

Part = Callable[[Setting], None]


@dataclass(frozen=True)
class Scene:
    """An operation: what comes before it in a sound system, and the operation itself.

    ``may_find`` where the next start has something to say even without a fault; ``check`` says
    what else is not as it must be afterwards.
    """

    name: str
    prepare: Part
    act: Part
    may_find: bool = False
    check: Callable[[Setting], str] = lambda _: ""


def made(setting: Setting) -> None:
    """A project that is closed and whole."""
    setting.make()


def opened(setting: Setting) -> None:
    """A project that is open."""
    setting.make()
    setting.open()


def fresh(setting: Setting) -> None:
    """A new project that is open, in which nobody has written."""
    create(setting.path, "Summit")
    setting.open()


def journaled(setting: Setting) -> None:
    """A project that is open and has a journal of two gestures."""
    opened(setting)
    setting.save(claim(3))
    setting.save(claim(4), relation("claim-3", "claim-4"))


def killed(setting: Setting) -> None:
    """A project as a kill leaves it: closed, with a journal."""
    journaled(setting)
    readers = setting.path / "readers"
    before = {path: path.read_bytes() for path in readers.iterdir()}
    setting.close()
    for path, data in before.items():
        path.write_bytes(data)


def damaged(setting: Setting) -> None:
    """A closed project in which a line of our own file is damaged that held nothing."""
    setting.make()
    path = setting.path / "readers" / ANA.file_name
    path.write_bytes(path.read_bytes().replace(b'"kinds"', b'"ki\0ds"'))


def doubted(setting: Setting) -> None:
    """A project whose last gesture could not be synchronised, so that its file is in doubt."""
    journaled(setting)
    setting.under(_refuse_to_sync, lambda each: each.save(claim(5)))


def changed_outside(setting: Setting) -> None:
    """A project whose file an editor gave one more claim while it is open."""
    journaled(setting)
    path = setting.path / "readers" / ANA.file_name
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["claims"]["99"] = dict(whole["claims"]["1"], id="claim-9")
    path.write_text(json.dumps(whole), encoding="utf-8")
    setting.before = {**setting.before, "claim-9": replace(claim(1), id="claim-9")}


def exported(setting: Setting) -> None:
    """A project with a note that a person has changed since it went out."""
    opened(setting)
    setting.opened.write_export("It rained.").write_text(THEIRS, encoding="utf-8")


def with_source(setting: Setting) -> None:
    """A project that is open, and a text beside it."""
    (setting.folder / BRIEF).write_bytes(text_of(BRIEF))
    opened(setting)


def rescued(setting: Setting) -> None:
    """A closed project whose disk has refused a gesture, which is kept elsewhere."""
    opened(setting)
    setting.under(_refuse_in(setting.path), close_at_once)


def backed_up(setting: Setting) -> None:
    """A project that is open and has a backup, and a gesture after it."""
    opened(setting)
    assert setting.opened.backups.make() is not None
    setting.save(claim(3))


def joined(setting: Setting) -> None:
    """A project that is open, to which another reader has added something."""
    journaled(setting)
    saved(open_folder(setting.path), claim(8, writer=BEN.installation), by=BEN)
    setting.before = {**setting.before, "claim-8": claim(8, writer=BEN.installation)}


def make(setting: Setting) -> None:
    """Make a project, and open it."""
    create(setting.path, "Summit")
    setting.open()


def reopen(setting: Setting) -> None:
    """Open the project."""
    setting.open()


def add(setting: Setting) -> None:
    """One gesture."""
    setting.save(claim(6), claim(1, rev=2, note="changed"))


def compact(setting: Setting) -> None:
    """Ask for a new snapshot, and go on."""
    setting.opened.compact()
    setting.rest()
    setting.save(claim(6))


def try_again(setting: Setting) -> None:
    """End the wait before the next attempt."""
    setting.opened.compact()
    setting.rest()
    setting.settle()


def take_document(setting: Setting) -> None:
    """Copy a document into the project, and list it."""
    name, found = setting.opened.add_document(setting.folder / BRIEF)
    setting.save(_listed(name, found))


def export(setting: Setting) -> None:
    """Write a note where a person has changed the one before."""
    setting.opened.write_export("It will rain.")


def back_up(setting: Setting) -> None:
    """Make a backup."""
    setting.opened.backups.make()


def look_and_take(setting: Setting) -> None:
    """See what other readers did, and take it in."""
    news = setting.opened.look()
    if news is not None:
        setting.told += news.sentences
        setting.opened.take(news)


def close(setting: Setting) -> None:
    """Close the store."""
    setting.close()


def close_at_once(setting: Setting) -> None:
    """Close the store before the last gesture can be written."""
    setting.gestures.append((claim(6),))
    setting.opened.save([claim(6)])
    setting.close(A_MOMENT)


def has_backups(setting: Setting) -> str:
    """Whether every backup can be read and the newest has everything, in words where not."""
    setting.open()
    backups = setting.opened.backups
    newest = backups.make()
    listed = backups.listed()
    unsound = len(listed) - len(list(backups.sound(listed)))
    lacks = newest is None or newest != listed[0] or not setting.opened.close(LONG)
    setting.store = None
    return f"{unsound} backups are damaged" if unsound else "the newest backup lacks" * lacks


def says_nothing_untrue(setting: Setting) -> str:
    """Whether a failing disk was taken for a file that is gone, in words where it was."""
    return next((told for told in setting.told if "is gone" in told), "")


def keeps_theirs(setting: Setting) -> str:
    """Whether a note that a person has changed is still there, in words where it is not."""
    notes = [path.read_text(encoding="utf-8") for path in (setting.path / "exports").glob("*.md")]
    return "" if THEIRS in notes else "what a person changed in a note is gone"


SCENES = (
    Scene("create a project", lambda _: None, make),
    Scene("open", made, reopen),
    Scene("open after a kill", killed, reopen),
    Scene("open a damaged file", damaged, reopen, may_find=True),
    Scene("first gesture", fresh, add),
    Scene("first gesture of a day", opened, add),
    Scene("gesture", journaled, add),
    Scene("compaction", journaled, compact),
    Scene("rewrite after doubt", doubted, try_again),
    Scene("take in a foreign version", changed_outside, add, may_find=True),
    Scene("add a document", with_source, take_document),
    Scene("open with something rescued", rescued, reopen, may_find=True),
    Scene("backup", backed_up, back_up, check=has_backups),
    Scene("see what others did", joined, look_and_take, check=says_nothing_untrue),
    Scene("export", exported, export, check=keeps_theirs),
    Scene("close", journaled, close),
    Scene("close with a gesture to write", journaled, close_at_once),
)


def _listed(name: str, found: str) -> Document:
    assert found == sha256(text_of(BRIEF)).hexdigest()
    return document(name, found)


def _refuse_to_sync(call: Call) -> Any:
    if call.name == "fsync":
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return call.perform()


def _refuse_in(project: Path) -> Rule:
    """A disk that is full; what lies elsewhere is on another."""

    def refuse(call: Call) -> Any:
        if call.changes and Path(call.path).is_relative_to(project):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return call.perform()

    return refuse

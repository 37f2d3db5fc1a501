"""Add Counterpoint to a user's desktop, all of it or nothing, and take it away again.

A file is ours while it holds what was written there. What somebody else wrote or changed is
neither replaced nor removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from errno import ELOOP
from os import strerror
from pathlib import Path

import desktop_caches
import mime_defaults
import openers
from changes import Changes, clear_draft, content_of, missing_folders, remove_empty
from desktop_files import ENTRY, OURS, PROJECT_TYPE, Places, types_opened
from needs import Stop
from receipt import Defaults, Marks, Receipt, fingerprint, load

NAMED = 3
"""So many files are named in a sentence; more are counted."""


@dataclass(frozen=True)
class Plan:
    """What shall be on the disk, and what an earlier installation left there."""

    places: Places
    contents: Mapping[Path, bytes]
    openers: Mapping[str, str]
    earlier: Receipt


def install(places: Places, contents: Mapping[Path, bytes], environ: Mapping[str, str]) -> str:
    """Write `contents` and choose Counterpoint for its own types, and for no other; what to say.

    Raises Stop, with the disk as it was, where that cannot be done.
    """
    changes = Changes()
    try:
        chosen = openers_after(places, contents[places.entry], environ)
        plan = Plan(places, contents, chosen, load(places.receipt) or Receipt())
        refuse_in_the_way(plan)
        perform(plan, changes)
    except OSError as error:
        changes.undo()
        raise Stop(f"Counterpoint was not added to the desktop: {reason(error)}") from error
    except BaseException:
        changes.undo()
        raise
    desktop_caches.refresh(places.data)
    return (
        "Counterpoint is in the applications menu, opens .counterpoint projects with a double "
        "click, and follows counterpoint:// links.\n"
        f"Launcher, icons and file type are in “{places.data}”, "
        f"all of them listed in “{places.receipt}”.\n"
        "“python3 packaging/run.py uninstall-desktop” takes them away again."
    )


def uninstall(places: Places) -> str:
    """Remove what the receipt lists, and return what to say then; raises Stop."""
    try:
        receipt = load(places.receipt)
        clear_draft(places.receipt)
        if receipt is None:
            return "There is nothing to remove: Counterpoint is not on this desktop."
        kept = remove_all(receipt, places)
    except OSError as error:
        raise Stop(f"Not everything could be removed: {reason(error)}") from error
    said = "Launcher, icons, file type and links are removed; projects and settings stay."
    if not kept:
        return said
    return f"{said}\nLeft in place, because they were changed since: {named(kept)}."


def reason(error: OSError) -> str:
    """A system's error as the end of a sentence, with what to do."""
    where = f"“{error.filename}”: " if error.filename else ""
    why = (error.strerror or str(error)).lower()
    return f"{where}{why}; mend that and try again."


def refuse_in_the_way(plan: Plan) -> None:
    """Raise Stop where something stands that neither is ours nor equals what is to be written."""
    strange = [
        path
        for path, content in plan.contents.items()
        if not may_write(path, (*plan.earlier.files.get(path, ()), fingerprint(content)))
    ]
    if strange:
        raise Stop(
            f"In the way, and not from this installation as it stands: {named(strange)}; "
            "move or delete what is there and try again."
        )


def may_write(path: Path, ours: Iterable[str]) -> bool:
    """Whether nothing is at `path`, or a plain file with one of the fingerprints `ours`."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return False
    content = content_of(path)
    return content is None or fingerprint(content) in ours


def perform(plan: Plan, changes: Changes) -> None:
    """Make every change, each listed before it is made; raises OSError in the middle of it."""
    choices = choices_file(plan.places)
    before = text_of(choices)
    after = as_bytes(mime_defaults.with_defaults(before or "", plan.openers))
    listed = Receipt(
        files=marked(plan),
        folders=tuple(folders_of(plan, choices)),
        caches=tuple(caches_of(plan)),
        defaults=choose(plan, before, after),
    )
    changes.write(plan.places.receipt, listed.as_json())
    for path, content in plan.contents.items():
        changes.write(path, content)
    for path in left_over(plan):
        changes.remove(path)
    changes.write(choices, after)
    changes.write(plan.places.receipt, settled(listed, plan).as_json())


def marked(plan: Plan) -> Mapping[Path, Marks]:
    """All files with the fingerprints they may have half way, that of what shall be first."""
    new = {path: (fingerprint(content),) for path, content in plan.contents.items()}
    old = plan.earlier.files
    paths = dict.fromkeys([*new, *old])
    return {path: unique(*new.get(path, ()), *old.get(path, ())) for path in paths}


def folders_of(plan: Plan, choices: Path) -> Iterator[Path]:
    """The folders that are or were made for ours, outer ones first; of `mime`, which a tool fills
    by type, the one for our type too."""
    type_file = plan.places.data / "mime" / PROJECT_TYPE
    needed = (*plan.contents, type_file, choices, plan.places.receipt)
    new = (folder for path in needed for folder in missing_folders(path))
    yield from sorted({*plan.earlier.folders, *new}, key=lambda folder: folder.parts)


def caches_of(plan: Plan) -> Iterator[Path]:
    """The caches that desktop tools make for ours alone."""
    for path in desktop_caches.caches(plan.places.data, PROJECT_TYPE):
        if path in plan.earlier.caches or not path.exists():
            yield path


def settled(listed: Receipt, plan: Plan) -> Receipt:
    """The receipt once every change is made: each file is as it shall be."""
    files = {path: listed.files[path][:1] for path in plan.contents}
    chosen = listed.defaults
    return replace(listed, files=files, defaults=chosen and replace(chosen, after=chosen.after[:1]))


def left_over(plan: Plan) -> Iterator[Path]:
    """Files of an earlier version that this one no longer has."""
    for path, marks in plan.earlier.files.items():
        if path not in plan.contents and may_write(path, marks):
            yield path


def openers_after(places: Places, entry: bytes, environ: Mapping[str, str]) -> Mapping[str, str]:
    """Which program shall be chosen for which type: Counterpoint for its own; for others that
    it can open, the one that opens them now, where it would lose them to Counterpoint."""
    where = openers.desktop(environ, (places.config, places.data), ENTRY)
    others = [one for one in types_opened(entry.decode()) if one not in OURS]
    return {**dict.fromkeys(OURS, ENTRY), **openers.unchosen(where, others)}


def choices_file(places: Places) -> Path:
    """The user's choice of programs, wherever a link leads; raises OSError."""
    try:
        return places.defaults.resolve()
    except RuntimeError as error:  # What Python 3.11 and 3.12 say of a link to itself.
        raise OSError(ELOOP, strerror(ELOOP), str(places.defaults)) from error


def choose(plan: Plan, text: str | None, after: bytes) -> Defaults:
    """What becomes of the choice of programs that is `text` now and `after` then."""
    earlier = plan.earlier.defaults
    others = {name: opener for name, opener in plan.openers.items() if opener != ENTRY}
    if earlier is not None:
        others = {**earlier.openers, **others}
    now = fingerprint(as_bytes(text or ""))
    if earlier is not None and now in earlier.after:
        return Defaults(earlier.before, unique(fingerprint(after), now), others)
    before = None if text is None else mime_defaults.without(text, ENTRY, others)
    return Defaults(before, (fingerprint(after),), others)


def remove_all(receipt: Receipt, places: Places) -> list[Path]:
    """Remove what is listed; the files that were changed since stay and are returned.

    The list itself goes last, so that a removal that ends half way can be done again.
    """
    changes = Changes()
    kept = [path for path, marks in receipt.files.items() if not may_write(path, marks)]
    for path in receipt.files:
        clear_draft(path)
        if path not in kept:
            changes.remove(path)
    if receipt.defaults is not None:
        unchoose(receipt.defaults, choices_file(places), changes)
    desktop_caches.forget(places.data, receipt.caches)
    remove_empty(list(receipt.folders))
    places.receipt.unlink()
    remove_empty(list(receipt.folders))
    return kept


def unchoose(defaults: Defaults, path: Path, changes: Changes) -> None:
    """Take Counterpoint out of the choice of programs; as it was, if nobody changed it since."""
    clear_draft(path)
    text = text_of(path)
    if text is None:
        return
    is_ours = fingerprint(as_bytes(text)) in defaults.after
    before = defaults.before if is_ours else mime_defaults.without(text, ENTRY, defaults.openers)
    if before is None:
        changes.remove(path)
    else:
        changes.write(path, as_bytes(before))


def unique(*marks: str) -> Marks:
    """The fingerprints in this order, each once."""
    return tuple(dict.fromkeys(marks))


def text_of(path: Path) -> str | None:
    """What the file says, if it is there; bytes that are no UTF-8 survive the round trip."""
    content = content_of(path)
    return None if content is None else content.decode("utf-8", "surrogateescape")


def as_bytes(text: str) -> bytes:
    """The text as it is written."""
    return text.encode("utf-8", "surrogateescape")


def named(paths: list[Path]) -> str:
    """Paths in a sentence."""
    shown = ", ".join(f"“{path}”" for path in paths[:NAMED])
    rest = len(paths) - NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown

"""Add Counterpoint to a user's desktop, all of it or nothing, and take it away again.

A file is ours while it holds what was written there. What somebody else wrote or changed is
neither replaced nor removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import desktop_caches
import mime_defaults
import openers
from changes import Changes, content_of, remove_empty
from desktop_files import ENTRY, OURS, PROJECT_TYPE, Places, types_opened
from needs import Stop
from receipt import Defaults, Receipt, fingerprint, load

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
        if not may_write(path, (plan.earlier.files.get(path), fingerprint(content)))
    ]
    if strange:
        raise Stop(
            f"In the way, and not from this installation as it stands: {named(strange)}; "
            "move or delete what is there and try again."
        )


def may_write(path: Path, ours: Iterable[str | None]) -> bool:
    """Whether nothing is at `path`, or a plain file with one of the fingerprints `ours`."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return False
    content = content_of(path)
    return content is None or fingerprint(content) in ours


def perform(plan: Plan, changes: Changes) -> None:
    """Make every change; raises OSError in the middle of it."""
    data, earlier = plan.places.data, plan.earlier
    caches = [*desktop_caches.caches(data, PROJECT_TYPE)]
    caches = [path for path in caches if path in earlier.caches or not path.exists()]
    for path, content in plan.contents.items():
        changes.write(path, content)
    for path in left_over(plan):
        changes.remove(path)
    changes.make_folder((data / "mime" / PROJECT_TYPE).parent)
    defaults = choose(plan, changes)
    changes.make_folder(plan.places.receipt.parent)
    receipt = Receipt(
        files={path: fingerprint(content) for path, content in plan.contents.items()},
        folders=tuple(dict.fromkeys([*earlier.folders, *changes.folders])),
        caches=tuple(caches),
        defaults=defaults,
    )
    changes.write(plan.places.receipt, receipt.as_json())


def left_over(plan: Plan) -> Iterator[Path]:
    """Files of an earlier version that this one no longer has."""
    for path, mark in plan.earlier.files.items():
        if path not in plan.contents and may_write(path, [mark]):
            yield path


def openers_after(places: Places, entry: bytes, environ: Mapping[str, str]) -> Mapping[str, str]:
    """Which program shall be chosen for which type: Counterpoint for its own; for others that
    it can open, the one that opens them now, where it would lose them to Counterpoint."""
    where = openers.desktop(environ, (places.config, places.data), ENTRY)
    others = [one for one in types_opened(entry.decode()) if one not in OURS]
    return {**dict.fromkeys(OURS, ENTRY), **openers.unchosen(where, others)}


def choose(plan: Plan, changes: Changes) -> Defaults:
    """Choose programs as planned."""
    path = plan.places.defaults.resolve()
    text, earlier = text_of(path), plan.earlier.defaults
    others = {name: opener for name, opener in plan.openers.items() if opener != ENTRY}
    if earlier is not None:
        others = {**earlier.openers, **others}
    if earlier is not None and fingerprint(as_bytes(text or "")) == earlier.after:
        before = earlier.before
    else:
        before = None if text is None else mime_defaults.without(text, ENTRY, others)
    after = as_bytes(mime_defaults.with_defaults(text or "", plan.openers))
    changes.write(path, after)
    return Defaults(before, fingerprint(after), others)


def remove_all(receipt: Receipt, places: Places) -> list[Path]:
    """Remove what is listed; the files that were changed since stay and are returned."""
    changes = Changes()
    kept = [path for path, mark in receipt.files.items() if not may_write(path, [mark])]
    for path in receipt.files:
        if path not in kept:
            changes.remove(path)
    if receipt.defaults is not None:
        unchoose(receipt.defaults, places.defaults.resolve(), changes)
    desktop_caches.forget(places.data, receipt.caches)
    places.receipt.unlink()
    remove_empty(list(receipt.folders))
    return kept


def unchoose(defaults: Defaults, path: Path, changes: Changes) -> None:
    """Take Counterpoint out of the choice of programs; as it was, if nobody changed it since."""
    text = text_of(path)
    if text is None:
        return
    is_ours = fingerprint(as_bytes(text)) == defaults.after
    before = defaults.before if is_ours else mime_defaults.without(text, ENTRY, defaults.openers)
    if before is None:
        changes.remove(path)
    else:
        changes.write(path, as_bytes(before))


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

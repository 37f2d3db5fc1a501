"""What is wrong with readers' files themselves: snapshots, journals, conflict copies."""

import re
from collections.abc import Iterator

from counterpoint.domain.fault import Fault
from counterpoint.storage.checking.volumes import Volume, path_of
from counterpoint.storage.folder import FORMAT
from counterpoint.storage.gathering import told_of_copy
from counterpoint.storage.lines import id_of, record_words
from counterpoint.storage.salvage import is_row
from counterpoint.storage.snapshot import About
from counterpoint.storage.winners import Bad
from counterpoint.storage.wording import REPAIR, said

_LINE = re.compile(r"\blines? (\d+)")


def file_faults(volume: Volume, project: str) -> Iterator[Fault]:
    """What is wrong with one reader's file of the project of that id (empty: not known)."""
    about, name = volume.file.about, volume.file.name
    if volume.file.unreadable:
        yield Fault(volume.file.unreadable, path_of(name))
        return
    if about is not None and about.format > FORMAT:
        yield Fault(
            f"“{said(name)}” was written by a newer Counterpoint (format {about.format}); update"
            " Counterpoint to have it checked.",
            path_of(name),
        )
        return
    if volume.is_copy:
        yield _of_copy(volume, project)
    else:
        yield from _of_original(volume, project)
    for bad in volume.taken.bad:
        yield _of_row(volume, bad)


def _of_copy(volume: Volume, project: str) -> Fault:
    """One fault tells all of a copy: what it is, whether it is damaged, and what to do."""
    names, who = volume.file.names, volume.original_owner
    place = path_of(names.name if names.snapshot else names.journal)
    line = next(filter(None, map(_line_in, volume.file.on_lines)), None)
    if _is_foreign(volume, project):
        return Fault(_foreign_sentence(volume), place, line)
    if volume.is_ours:
        what = told_of_copy(volume.file, "your", f"{REPAIR} takes it into your file")
    else:
        what = told_of_copy(volume.file, f"{who}'s", f"it is for {who} to delete")
    return Fault(what, place, line, repairable=volume.is_ours)


def _of_original(volume: Volume, project: str) -> Iterator[Fault]:
    for finding in volume.file.findings:
        yield _of_file(volume, finding.rstrip("."), _line_in(finding))
    for sentence in _oddities(volume):
        yield _of_file(volume, sentence, None)
    if _is_foreign(volume, project):
        yield Fault(_foreign_sentence(volume), path_of(volume.file.name))


def _is_foreign(volume: Volume, project: str) -> bool:
    about = volume.file.about
    return bool(about and project and about.project not in ("", project))


def _foreign_sentence(volume: Volume) -> str:
    return (
        f"“{said(volume.file.name)}” belongs to another project; move it into the readers folder of"
        " its own project."
    )


def _oddities(volume: Volume) -> Iterator[str]:
    about, name = volume.file.about, said(volume.file.name)
    if about is None:
        return
    if about.format < 1 or about.generation < 1:
        yield f"“{name}” says that it is of a format or generation that there is not"
    yield from _of_journal(volume, about)
    if any(not is_row(row) for rows in volume.file.tables.values() for row in rows):
        yield f"“{name}” has rows without a number, which other programs cannot read"


def _of_journal(volume: Volume, about: About) -> Iterator[str]:
    """A journal of an earlier generation is what a kill leaves, and its lines are known."""
    binding = volume.binding
    if binding is None or binding.installation != about.installation:
        return
    journal = said(volume.file.names.journal)
    if binding.generation > about.generation:
        yield f"“{journal}” continues a later version of its file than the one that stands here"
    elif binding.generation == about.generation and binding.checksum != about.checksum:
        yield f"“{journal}” continues another version of its file than the one that stands here"


def _of_file(volume: Volume, sentence: str, line: int | None) -> Fault:
    what = f"{sentence}; {_advice(volume)}."
    return Fault(what, _file_in(volume, sentence), line, repairable=volume.is_ours)


def _file_in(volume: Volume, sentence: str) -> str:
    """The file that a sentence names: the journal or the snapshot."""
    journal = said(volume.file.names.journal)
    return path_of(journal if f"“{journal}”" in sentence else volume.file.name)


def _advice(volume: Volume) -> str:
    if volume.is_ours:
        return f"{REPAIR} writes your file anew and keeps the bytes that stand there now"
    if volume.owner:
        return f"it is {volume.owner}'s file, and only {volume.owner}'s Counterpoint writes it anew"
    return "put back a good copy of it, or move it away if it is no reader's file"


def _of_row(volume: Volume, bad: Bad) -> Fault:
    place = volume.place_of_row(bad)
    what = (
        f"In {place.words}, table {bad.table}, {record_words(bad)} cannot be understood and is left"
        f" out ({bad.damage}); it stays in the file, and a newer Counterpoint or a backup may have"
        " it right."
    )
    return Fault(what, path_of(place.name), place.line, id_of(bad.raw))


def _line_in(finding: str) -> int | None:
    found = _LINE.search(finding.lower())
    return int(found[1]) if found else None

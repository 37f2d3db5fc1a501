"""What other readers and other programs did in the project that is open, in a line."""

from collections import Counter
from collections.abc import Iterable

from counterpoint.app.describing import counted
from counterpoint.app.readers import Readers
from counterpoint.domain.changes import Change, Edit
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.project import Project
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind, RelationKind

MOST_NAMED = 3
"""Readers of whom a line says what each did; of more it says what all did together."""

OTHER_PROGRAM, ELSEWHERE = "another program", "elsewhere, you"
"""Who did what has no other reader's name to it: at this installation, and at another of mine."""

_NOUNS = {Claim: "claim", Relation: "relation", Document: "document", Kind: "kind"}
_SORTS = ("claim", "relation", "document", "kind")
_DEEDS = ("added", "changed", "removed")

Deed = tuple[str, str]
"""What was done, and to what sort of record."""


class Deeds:
    """Owns who added, changed and removed how many of what, counted change by change."""

    def __init__(self, project: Project, readers: Readers) -> None:
        self._project = project
        self._readers = readers
        self._done: dict[str, Counter[Deed]] = {}

    def count(self, change: Change) -> None:
        """Count what a foreign change did."""
        names: dict[str, str] = {}
        for edit in change.edits:
            deed, writer = _deed_of(edit), edit.after.writer
            if deed is None:
                continue
            if writer not in names:
                names[writer] = _who(edit, self._project, self._readers)
            self._done.setdefault(names[writer], Counter())[deed] += 1

    @property
    def sentence(self) -> str:
        """All of it in a line; empty where nothing shows."""
        if len(self._done) > MOST_NAMED:
            whole = sum(self._done.values(), Counter[Deed]())
            return f"{len(self._done)} readers {_said(whole)}."
        line = "; ".join(f"{who} {_said(deeds)}" for who, deeds in self._done.items())
        return f"{line[0].upper()}{line[1:]}." if line else ""


def _who(edit: Edit, project: Project, readers: Readers) -> str:
    if edit.after.writer == project.writer:
        return OTHER_PROGRAM
    return readers.writer_of(edit.after) or ELSEWHERE


def _deed_of(edit: Edit) -> Deed | None:
    """What was done; None of a record that has come and gone."""
    before, after = edit.before, edit.after
    sort = "kind" if isinstance(after, RelationKind) else _NOUNS.get(type(after), "")
    was_there = before is not None and not before.removed
    if was_there:
        return ("removed" if after.removed else "changed", sort)
    return None if after.removed else ("added", sort)


def _said(deeds: Counter[Deed]) -> str:
    """``added 3 claims and changed 1``."""
    parts: list[str] = []
    last = ""
    for verb in _DEEDS:
        counts = [(deeds[verb, sort], sort) for sort in _SORTS if deeds[verb, sort]]
        if len(counts) == 1 and counts[0][1] == last:
            parts.append(f"{verb} {counts[0][0]:,}")
        elif counts:
            parts.append(f"{verb} {_listed(counted(*each) for each in counts)}")
            last = counts[0][1] if len(counts) == 1 else ""
    return _listed(parts)


def _listed(parts: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last

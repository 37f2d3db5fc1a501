"""Projects with something wrong in them, for the tests of checking and repairing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterpoint.domain.anchors import Anchor
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.fault import Fault
from counterpoint.domain.records import Record
from counterpoint.storage.checking.check import Checkup
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.sources import add_document
from tests.storage.samples import ANA, claim, document

TEXT = "Er kam nicht: “nie”. Gestern auch nicht."


def source(folder: ProjectFolder, name: str = "a.txt", text: str = TEXT) -> Document:
    """A document of the project, its copy in place."""
    given = folder.path.parent / name
    given.write_text(text, encoding="utf-8")
    file, sha256 = add_document(folder, given)
    return replace(document(file), id=sha256, editions=(Edition(sha256, file),))


def said_of(one: Document, number: int, **changes: Any) -> Any:
    """A claim on a document, other than the sample's in these fields."""
    anchor = replace(claim(number).anchor, edition=one.edition.sha256)
    return replace(claim(number), **{"document": one.id, "anchor": anchor, **changes})


def anchored(one: Document, number: int, **changes: Any) -> Any:
    """A claim whose anchor is other than the sample's in these fields."""
    plain = said_of(one, number)
    return replace(plain, anchor=replace(plain.anchor, **changes))


def nowhere(one: Document, number: int) -> Any:
    """A claim that quotes nothing."""
    return replace(said_of(one, number), anchor=Anchor(one.edition.sha256))


def json_edited(path: Path, change: Callable[[Any], None]) -> None:
    """Change a file's JSON as an editor would."""
    raw = json.loads(path.read_bytes())
    change(raw)
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1), encoding="utf-8")


def faults(folder: ProjectFolder) -> tuple[Fault, ...]:
    """What Ana is told of a project."""
    return Checkup(folder.path, ANA).faults


def bytes_under(place: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    found = (path for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(place)): path.read_bytes() for path in found}


def records_of(path: Path) -> dict[str, Record]:
    """The winning versions by id, whose times tell nothing."""
    records = Checkup(path, ANA).records
    return {record.id: replace(record, changed="") for record in records}

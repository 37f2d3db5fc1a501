"""Folders that somebody else made: everything in them is refused or read safely, and at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.fault import Fault
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.store import Store
from tests.storage.samples import ANA, BEN, LONG, held, saved
from tests.storage.wounds import faults, json_edited, said_of, source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")

HUGE = 10 << 30
FEW = 500


@pytest.fixture
def project(folder: ProjectFolder) -> ProjectFolder:
    """A sound project with a document and two readers."""
    one = source(folder)
    saved(folder, one, said_of(one, 1))
    saved(folder, said_of(one, 2, writer=BEN.installation), by=BEN)
    (folder.path / "backups" / "old.json").write_bytes(
        (folder.readers / BEN.file_name).read_bytes()
    )
    return folder


def opened(folder: ProjectFolder) -> tuple[set[str], tuple[str, ...]]:
    """What a window shows of a project: ids, findings."""
    store = Store.open(folder.path, ANA)
    found = set(held(store)), (*store.findings, store.read_only_reason)
    store.close(LONG)
    return found


def plain(told: tuple[Fault, ...]) -> list[str]:
    """The sentences of findings, each of which can be printed and has a file."""
    for fault in told:
        assert fault.file
        assert fault.what.endswith(".")
        fault.what.encode()
    return [fault.what for fault in told]


def elsewhere(path: Path, folder: ProjectFolder) -> None:
    """A link to what stood there."""
    away = folder.path.parent / f"away-{path.name}"
    path.rename(away)
    path.symlink_to(away)


def as_pipe(path: Path, _: ProjectFolder) -> None:
    """A named pipe, which nobody ever writes to."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def as_folder(path: Path, _: ProjectFolder) -> None:
    """A folder where a file belongs."""
    path.unlink(missing_ok=True)
    path.mkdir()


def as_device(path: Path, _: ProjectFolder) -> None:
    """A device that never ends; through a link where only root could make one."""
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


def as_huge(path: Path, _: ProjectFolder) -> None:
    """Ten gigabytes of nothing."""
    path.touch()
    os.truncate(path, HUGE)


def as_deep(path: Path, _: ProjectFolder) -> None:
    """JSON without an end to its depth."""
    path.write_bytes(b'{"claims":' * 200_000)


TRICKS = (elsewhere, as_pipe, as_folder, as_device, as_huge, as_deep)
EACH = pytest.mark.parametrize("trick", TRICKS, ids=lambda one: one.__name__)
Trick = Callable[[Path, ProjectFolder], None]


@EACH
def test_a_readers_file(project: ProjectFolder, trick: Trick) -> None:
    trick(project.readers / BEN.file_name, project)
    ids, findings = opened(project)
    assert "claim-1" in ids
    assert any(BEN.file_name in finding for finding in findings)
    assert any(BEN.file_name in what for what in plain(faults(project)))


@EACH
def test_a_journal(project: ProjectFolder, trick: Trick) -> None:
    name = f"{BEN.file_name}.journal"
    (project.readers / name).write_bytes(b"junk\n")
    trick(project.readers / name, project)
    ids, findings = opened(project)
    assert "claim-1" in ids
    assert any(name in finding for finding in findings)
    assert any(name in what for what in plain(faults(project)))


@EACH
def test_our_own_file_is_not_written_over(project: ProjectFolder, trick: Trick) -> None:
    path = project.readers / ANA.file_name
    trick(path, project)
    before = path.lstat().st_size
    assert any(ANA.file_name in what for what in plain(faults(project)))
    _, findings = opened(project)
    assert any(findings)
    there = [one for one in project.readers.iterdir() if one.name.startswith(ANA.file_name)]
    assert before in {one.lstat().st_size for one in there}


@EACH
def test_a_backup(project: ProjectFolder, trick: Trick) -> None:
    trick(project.path / "backups" / "old.json", project)
    assert any("“old.json”" in what for what in plain(faults(project)))
    assert "claim-2" in opened(project)[0]


@EACH
def test_a_document(project: ProjectFolder, trick: Trick) -> None:
    trick(project.documents / "a.txt", project)
    assert len(plain(faults(project))) == 1
    assert "claim-2" in opened(project)[0]


@pytest.mark.parametrize("name", ["readers", "documents", "backups", "exports"])
def test_a_folder_that_leads_elsewhere(project: ProjectFolder, name: str) -> None:
    elsewhere(project.path / name, project)
    with pytest.raises(Refusal, match=f"“{name}” in the project .* is a link"):
        opened(project)
    assert f"“{name}” in the project is a link; put a real folder" in plain(faults(project))[0]


@EACH
def test_the_project_file(project: ProjectFolder, trick: Trick) -> None:
    trick(project.path / "project.counterpoint", project)
    with pytest.raises(Refusal, match=r"project\.counterpoint"):
        opened(project)
    (what,) = plain(faults(project))
    assert "project.counterpoint" in what


NAMES = (
    b"a\nb.json",
    b"\x1b[31mred\x07.json",
    b"\xff\xfe.json",
    b"x" * 250 + b".json",
    b"CON.json",
    b"nul.json.",
    b"..json",
    "다리\u202etxt.json".encode(),
    b"a.json.journal",
    b".hidden.json",
)


def test_odd_names(project: ProjectFolder) -> None:
    for place in ("readers", "documents", "backups", "exports"):
        for name in NAMES:
            (project.path / place / os.fsdecode(name)).write_bytes(b"{")
    ids, findings = opened(project)
    assert {"claim-1", "claim-2"} <= ids
    "".join(findings).encode()
    told = faults(project)
    assert len(plain(told)) >= 8
    assert json.dumps([fault.file for fault in told])


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "C:\\boot.ini", "a\nb", "", "x/../../y"]
)
def test_a_document_that_names_what_is_not_its_own(project: ProjectFolder, name: str) -> None:
    path = project.readers / BEN.file_name
    away = Document(id="e" * 64, title="Away", editions=(Edition("e" * 64, "x"),), format="text")
    saved(project, away, by=BEN)
    json_edited(path, lambda raw: raw["documents"]["1"]["editions"][0].update(file=name))
    store = Store.open(project.path, ANA)
    one = replace(away, editions=(Edition("e" * 64, name),))
    with pytest.raises(Refusal, match="names a file outside the project"):
        store.document_path(one)
    assert store.close(LONG)
    assert any("names a file outside the project" in what for what in plain(faults(project)))


@pytest.mark.parametrize("name", ["CON", "aux.txt", "name.", "x" * 400, "~", "-rf", "a\u202eb"])
def test_a_document_with_an_odd_name_is_merely_missing(project: ProjectFolder, name: str) -> None:
    away = Document(id="e" * 64, title="Away", editions=(Edition("e" * 64, name),), format="text")
    saved(project, away, by=BEN)
    (what,) = plain(faults(project))
    assert "“Away”" in what


def test_many_files(project: ProjectFolder) -> None:
    for number in range(FEW):
        (project.readers / f"reader-{number}.json").write_bytes(b"{")
    ids, findings = opened(project)
    assert {"claim-1", "claim-2"} <= ids
    assert len(findings) >= FEW
    assert len(plain(faults(project))) >= FEW

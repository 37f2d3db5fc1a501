"""Whether a project is sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.domain.anchors import Anchor, Region
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.check import check
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.sources import add_document
from tests.storage.samples import claim, document, relation, saved, unclean


@pytest.fixture
def source(folder: ProjectFolder, tmp_path: Path) -> Document:
    """A document of the project, its copy in place."""
    (tmp_path / "a.txt").write_text("It rained.")
    name, sha256 = add_document(folder, tmp_path / "a.txt")
    return replace(document(name), id=sha256, editions=(Edition(sha256, name),))


def test_a_sound_project_has_no_findings(folder: ProjectFolder, source: Document) -> None:
    assert check(folder.path) == ()
    gone = replace(claim(2), removed=True)
    saved(folder, source, claim(1), gone, relation("claim-1", "claim-2"))
    assert check(folder.path) == ()


def test_a_project_after_a_kill_is_sound(folder: ProjectFolder) -> None:
    _, journal = unclean(folder, [claim(1)], [claim(2)])
    with journal.open("ab") as file:
        file.write(b"half a li")
    assert check(folder.path) == ()


def test_each_fault_is_a_sentence(folder: ProjectFolder, source: Document) -> None:
    path = saved(folder, source, claim(1), relation("claim-1", "claim-9"), document("gone.txt"))
    (folder.documents / source.edition.file).write_text("It snowed.")
    path.write_text(path.read_text().replace("nie", "doch"))
    findings = check(folder.path)
    for fault in (
        "changed by another program",
        "claim-9",
        "no longer the file",
        "any more; put",
    ):
        assert [finding for finding in findings if fault in finding]
    assert len(findings) == 4


def test_a_region_that_no_page_can_have_is_found(folder: ProjectFolder, source: Document) -> None:
    region = Region(0, 50, 0, 10, 10)
    odd = replace(claim(1), anchor=Anchor(source.id, region=region))
    saved(folder, source, odd)
    assert check(folder.path) == ("Claim claim-1 is on a region that no page can have.",)


def test_checking_never_writes(folder: ProjectFolder) -> None:
    snapshot, journal = unclean(folder, [claim(1)], [claim(2)])
    snapshot.write_bytes(snapshot.read_bytes()[:-50])
    journal.write_bytes(journal.read_bytes().replace(b"claim-2", b"claim-3"))
    before = {entry: entry.read_bytes() for entry in folder.readers.iterdir()}
    assert len(check(folder.path)) >= 2
    assert {entry: entry.read_bytes() for entry in folder.readers.iterdir()} == before


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not a project"):
        check(tmp_path)

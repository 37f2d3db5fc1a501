"""Writing an open project into another place."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder, open_folder
from counterpoint.storage.snapshot import About, write_snapshot
from counterpoint.storage.store import Store
from tests.storage.samples import ANA, BEN, LONG, claim, document, held, saved


@pytest.fixture
def full(folder: ProjectFolder, tmp_path: Path) -> ProjectFolder:
    """A project of two readers with a document."""
    source = tmp_path / "brief.txt"
    source.write_text("It rained.", encoding="utf-8")
    store = Store.open(folder.path, ANA)
    name, sha256 = store.add_document(source)
    store.save([document(name, sha256), claim(1)])
    assert store.close(LONG)
    saved(folder, claim(2, writer=BEN.installation), by=BEN)
    return folder


def test_a_copy_has_everything_and_what_is_not_saved(
    full: ProjectFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    store = Store.open(full.path, ANA)
    assert store.wait_saved(LONG)
    put = os.replace

    def refuse(source: Path, target: Path) -> None:
        """A disk that takes nothing more into the project."""
        if full.path in Path(target).parents:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        put(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    store.save([claim(3)])
    copied = store.unsaved.copy_to(place)
    assert (copied.path, copied.left_out) == (place / "Summit", ())
    assert not store.close(0.05)
    copy = Store.open(copied.path, ANA)
    assert held(copy).keys() >= {"claim-1", "claim-2", "claim-3"}
    assert (copied.path / "documents" / "brief.txt").read_text(encoding="utf-8") == "It rained."
    assert copy.folder.id == full.id
    assert copy.close(LONG)


def test_a_copy_of_a_project_that_is_gone_has_what_is_in_memory(
    full: ProjectFolder, tmp_path: Path
) -> None:
    store = Store.open(full.path, ANA)
    assert store.wait_saved(LONG)
    full.path.rename(tmp_path / "gone")
    copied = store.unsaved.copy_to(tmp_path)
    assert copied.path.name == "Summit (2)"
    assert (copied.left_out, copied.is_from_memory) == (("documents",), True)
    assert open_folder(copied.path).id == full.id
    copy = Store.open(copied.path, ANA)
    assert {"claim-1", "claim-2"} <= held(copy).keys()
    assert copy.writers()[BEN.installation] == BEN.name
    assert copy.findings == ()
    assert copy.close(LONG)
    again = Store.open(copied.path, BEN)
    assert held(again).keys() == held(copy).keys()
    assert again.close(LONG)
    store.close(0.05)


def test_what_another_reader_removed_stays_removed_in_the_copy(
    full: ProjectFolder, tmp_path: Path
) -> None:
    saved(full, replace(claim(2, rev=9, writer=BEN.installation), removed=True), by=BEN)
    store = Store.open(full.path, ANA)
    full.readers.rename(tmp_path / "away")
    copy = Store.open(store.unsaved.copy_to(tmp_path).path, ANA)
    assert held(copy)["claim-2"].removed
    assert copy.close(LONG)
    store.close(0.05)


def test_another_readers_file_that_cannot_be_read_is_written_as_it_is_known(
    full: ProjectFolder, tmp_path: Path
) -> None:
    store = Store.open(full.path, ANA)
    (full.readers / BEN.file_name).unlink()
    (full.readers / BEN.file_name).mkdir()
    copied = store.unsaved.copy_to(tmp_path)
    assert copied.left_out == ()
    copy = Store.open(copied.path, ANA)
    assert "claim-2" in held(copy)
    assert copy.close(LONG)
    assert store.close(LONG)


def test_what_nobody_is_known_to_have_written_stands_in_a_file_that_says_so(
    full: ProjectFolder, tmp_path: Path
) -> None:
    theirs = (full.readers / BEN.file_name).read_bytes()
    (full.readers / BEN.file_name).write_bytes(theirs[theirs.index(b'"claims"') :])
    store = Store.open(full.path, ANA)
    assert "claim-2" in held(store)
    full.path.rename(tmp_path / "gone")
    copied = store.unsaved.copy_to(tmp_path)
    assert (copied.path / "readers" / "unknown-unknown.json").is_file()
    copy = Store.open(copied.path, ANA)
    assert held(copy)["claim-2"] == held(store)["claim-2"]
    assert copy.close(LONG)
    store.close(0.05)


def test_a_copy_lacks_nothing_where_there_are_no_other_readers(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    saved(folder, claim(1))
    store = Store.open(folder.path, ANA)
    assert store.wait_saved(LONG)
    folder.readers.rename(tmp_path / "away")
    assert store.unsaved.copy_to(tmp_path).left_out == ()
    store.close(0.05)


def test_a_second_copy_gets_a_name_of_its_own(full: ProjectFolder, tmp_path: Path) -> None:
    store = Store.open(full.path, ANA)
    place = tmp_path / "stick"
    place.mkdir()
    names = [store.unsaved.copy_to(place).path.name for _ in range(2)]
    assert names == ["Summit", "Summit (2)"]
    assert store.close(LONG)


def test_a_copy_that_cannot_be_written_leaves_nothing(full: ProjectFolder, tmp_path: Path) -> None:
    store = Store.open(full.path, ANA)
    place = tmp_path / "file"
    place.write_text("no folder", encoding="utf-8")
    with pytest.raises(Refusal, match="A copy cannot be written to"):
        store.unsaved.copy_to(place)
    assert place.read_text(encoding="utf-8") == "no folder"
    assert store.close(LONG)


def test_a_disk_that_is_full_in_the_middle_leaves_nothing_either(
    full: ProjectFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(full.path, ANA)
    place = tmp_path / "stick"
    place.mkdir()
    write = os.write

    def refuse(descriptor: int, data: bytes) -> int:
        """A disk with room for records, not for documents."""
        if b"It rained." in bytes(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(Refusal, match="the disk is full; make room"):
        store.unsaved.copy_to(place)
    assert list(place.iterdir()) == []
    assert store.close(LONG)


def test_a_link_among_the_documents_is_left_out(full: ProjectFolder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not ours", encoding="utf-8")
    (full.documents / "link.txt").symlink_to(secret)
    store = Store.open(full.path, ANA)
    place = tmp_path / "stick"
    place.mkdir()
    copied = store.unsaved.copy_to(place)
    assert copied.left_out == ("link.txt",)
    assert not (copied.path / "documents" / "link.txt").exists()
    assert store.close(LONG)


@pytest.mark.parametrize(
    "stranger",
    [
        About(1, "zed", "Zed", ANA.installation),
        About(1, "unknown", "Zed", "unknown"),
        About(1, "z:d", "Zed", "desk\ntop"),
        About(1, "zed", "Zed", "attic"),
    ],
    ids=["installation of mine", "like nobody's", "name for one system", "as it should be"],
)
def test_a_copy_from_memory_has_what_a_strangers_file_says_others_wrote(
    folder: ProjectFolder, tmp_path: Path, stranger: About
) -> None:
    saved(folder, claim(1))
    writers = [stranger.installation, ANA.installation, "unknown", "seen nowhere"]
    rows = {
        str(number): msgspec.json.encode(claim(number, rev=2, writer=writer))
        for number, writer in enumerate(writers, start=2)
    }
    write_snapshot(folder.readers / stranger.file_name, {"claims": rows}, stranger)
    store = Store.open(folder.path, ANA)
    folder.path.rename(tmp_path / "gone")
    copy = Store.open(store.unsaved.copy_to(tmp_path).path, ANA)
    assert held(copy) == held(store)
    assert copy.writers()[stranger.installation] == store.writers()[stranger.installation]
    assert copy.close(LONG)
    store.close(0.05)


def test_a_file_that_the_disk_cannot_call_so_is_written_under_another_name(
    folder: ProjectFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = About(1, "who?", "Zed", "attic")
    rows = {"1": msgspec.json.encode(claim(2, writer="attic"))}
    write_snapshot(folder.readers / stranger.file_name, {"claims": rows}, stranger)
    store = Store.open(folder.path, ANA)
    folder.path.rename(tmp_path / "gone")
    put = os.replace

    def refuse(source: Path, target: Path) -> None:
        """A disk of Windows."""
        if "?" in str(target):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        put(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    copied = store.unsaved.copy_to(tmp_path).path
    assert (copied / "readers" / "who_-attic.json").is_file()
    store.close(0.05)

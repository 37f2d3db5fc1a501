"""What a newer program wrote is read as far as it can be, and never written over."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.domain.claims import Claim
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import FORMAT, ProjectFolder
from counterpoint.storage.store import Store
from tests.storage.outside import told
from tests.storage.samples import ANA, BEN, LONG, claim, held, saved
from tests.storage.wounds import bytes_under, faults, said_of, source


def newer(path: Path) -> None:
    """Let a file be of the next format, as a newer program would have written it."""
    raw = json.loads(path.read_bytes())
    about = raw["about"]["1"] if "about" in raw else raw
    about.update(format=FORMAT + 1, colour="blue")
    path.write_text(json.dumps({**raw, "news": {}}, ensure_ascii=False), encoding="utf-8")


def refused(folder: ProjectFolder) -> str:
    """Why nothing can be saved in a project, which is read all the same and stays as it is."""
    before = bytes_under(folder.path)
    store = Store.open(folder.path, ANA)
    assert set(held(store)) >= {"claim-1", "claim-2"}
    with pytest.raises(Refusal) as refusal:
        store.save([claim(3)])
    reason = store.read_only_reason
    assert str(refusal.value) == reason
    assert store.close(LONG)
    assert bytes_under(folder.path) == before
    return reason


@pytest.fixture
def both(folder: ProjectFolder) -> ProjectFolder:
    """A project in which Ana and Ben have a claim each."""
    one = source(folder)
    saved(folder, one, said_of(one, 1))
    saved(folder, said_of(one, 2, writer=BEN.installation), by=BEN)
    return folder


def test_a_newer_project_is_only_read(both: ProjectFolder) -> None:
    newer(both.path / "project.counterpoint")
    reason = refused(both)
    assert f"a newer Counterpoint made it (format {FORMAT + 1}" in reason
    assert "Update Counterpoint" in reason
    assert any("update Counterpoint" in fault.what for fault in faults(both))


def test_our_own_newer_file_is_only_read(both: ProjectFolder) -> None:
    newer(both.readers / ANA.file_name)
    reason = refused(both)
    assert "a newer Counterpoint wrote your file" in reason
    assert "Update Counterpoint" in reason


def test_another_readers_newer_file_is_read_and_ours_is_written(both: ProjectFolder) -> None:
    theirs = both.readers / BEN.file_name
    newer(theirs)
    before = theirs.read_bytes()
    store = Store.open(both.path, ANA)
    assert set(held(store)) >= {"claim-1", "claim-2"}
    assert (store.read_only, store.findings) == (False, ())
    store.save([claim(3)])
    assert store.close(LONG)
    assert theirs.read_bytes() == before
    (fault,) = [one for one in faults(both) if BEN.file_name in one.file]
    assert f"a newer Counterpoint (format {FORMAT + 1}); update Counterpoint" in fault.what
    assert not fault.repairable


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"verdict":null', '"verdict":"half and half"'),
        ('"star":false', '"star":"three of five"'),
        ('"tags":[]', '"tags":[{"word":"x"}]'),
    ],
)
def test_a_newer_record_is_left_out_by_name_and_stays(
    both: ProjectFolder, old: str, new: str
) -> None:
    for by, identity in ((ANA, "claim-1"), (BEN, "claim-2")):
        path = both.readers / by.file_name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        store = Store.open(both.path, ANA)
        assert identity not in held(store)
        assert any(identity in finding for finding in store.findings)
        saved_now = replace(claim(3), note=identity)
        store.save([saved_now])
        assert store.close(LONG)
        assert new in path.read_text("utf-8")
    assert {fault.record for fault in faults(both)} >= {"claim-1", "claim-2"}


def test_an_unknown_kind_of_a_known_field_is_shown_and_kept(both: ProjectFolder) -> None:
    store = Store.open(both.path, ANA)
    first = held(store)["claim-1"]
    assert isinstance(first, Claim)
    store.save([replace(first, kind="omen", likelihood="as sure as rain", rev=9)])
    assert store.close(LONG)
    store = Store.open(both.path, ANA)
    again = held(store)["claim-1"]
    assert store.close(LONG)
    assert isinstance(again, Claim)
    assert (again.kind, again.likelihood) == ("omen", "as sure as rain")


@pytest.mark.parametrize("is_open", [True, False], ids=["while open", "at opening"])
def test_a_newer_copy_of_our_own_file_is_shown_and_not_taken_in(
    both: ProjectFolder, is_open: bool
) -> None:
    own, copy = both.readers / ANA.file_name, both.readers / "ana-laptop (1).json"
    store = Store.open(both.path, ANA)
    if not is_open:
        assert store.close(LONG)
    copy.write_bytes(own.read_bytes().replace(b'"id":"claim-1"', b'"id":"claim-9"'))
    newer(copy)
    store = store if is_open else Store.open(both.path, ANA)
    sentences = told(store)[1] if is_open else " ".join(store.findings)
    assert "which a newer Counterpoint wrote" in sentences
    assert "you can delete it" not in sentences
    assert "claim-9" in held(store)
    assert store.close(LONG)
    assert b"claim-9" not in own.read_bytes()

"""Our own file changed by other programs while the project is open."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.journal import Binding, Put, render_gesture, render_line
from counterpoint.storage.store import Store
from tests.storage import outside
from tests.storage.outside import kept_beside, own, told, write
from tests.storage.samples import ANA, BEN, LONG, claim, held, reopened, saved


def test_an_older_version_put_in_its_place_takes_nothing_away(folder: ProjectFolder) -> None:
    older = saved(folder, claim(1), claim(2, note="old")).read_bytes()
    saved(folder, claim(2, rev=2, note="new"))
    ana = Store.open(folder.path, ANA)
    write(ana, claim(3))
    own(ana).write_bytes(older)
    records, sentences = told(ana)
    assert records == {}
    assert "changed by another program" in sentences
    assert own(ana).with_name(f"{ANA.file_name}.replaced-1").read_bytes() == older
    assert ana.look() is None
    assert ana.close(LONG)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-3"}


def test_a_newer_version_put_in_its_place_comes_out_at_once(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    saved(folder, claim(1), claim(2))
    there = outside.copied(folder.path, tmp_path / "there")
    shutil.copy(saved(replace(folder, path=there), claim(2, rev=7), claim(4)), tmp_path)
    ana = Store.open(folder.path, ANA)
    write(ana, claim(3))
    shutil.copy(tmp_path / ANA.file_name, own(ana))
    records, sentences = told(ana)
    assert records == {"claim-2": claim(2, rev=7), "claim-4": claim(4)}
    assert "2 records came with it" in sentences
    assert held(ana)["claim-2"] == claim(2, rev=7)
    assert ana.close(LONG)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-3", "claim-4"}


def test_over_a_version_that_has_all_of_ours_nothing_is_written(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    saved(folder, claim(1))
    there = outside.copied(folder.path, tmp_path / "there")
    newer = saved(replace(folder, path=there), claim(2)).read_bytes()
    ana = Store.open(folder.path, ANA)
    own(ana).write_bytes(newer)
    assert told(ana)[0].keys() == {"claim-2"}
    assert own(ana).read_bytes() == newer
    write(ana, claim(3))
    assert not outside.journal(ana).exists()
    write(ana, claim(4))
    assert outside.journal(ana).exists()
    assert ana.close(LONG)
    assert reopened(folder) == ({f"claim-{n}": claim(n) for n in range(1, 5)}, ())


def test_what_came_is_there_before_the_next_write_without_a_look(folder: ProjectFolder) -> None:
    older = saved(folder, claim(1), claim(9)).read_bytes()
    ana = Store.open(folder.path, ANA)
    write(ana, claim(2))
    own(ana).write_bytes(older.replace(b'"claim-9","rev":1', b'"claim-9","rev":3'))
    write(ana, claim(3))
    records, sentences = told(ana)
    assert records == {"claim-9": claim(9, rev=3)}
    assert "another program" in sentences
    assert ana.close(LONG)


def test_what_came_holds_against_an_older_version_that_is_saved_before_a_look(
    folder: ProjectFolder,
) -> None:
    older = saved(folder, claim(1), claim(9)).read_bytes()
    ana = Store.open(folder.path, ANA)
    own(ana).write_bytes(older.replace(b'"claim-9","rev":1', b'"claim-9","rev":7'))
    write(ana, claim(1, rev=2))
    write(ana, claim(9, rev=3))
    assert told(ana)[0] == {"claim-9": claim(9, rev=7)}
    assert ana.close(LONG)
    assert reopened(folder)[0] == {"claim-1": claim(1, rev=2), "claim-9": claim(9, rev=7)}


def test_a_file_removed_beside_its_journal_is_said_to_be_removed(folder: ProjectFolder) -> None:
    saved(folder, claim(1))
    ana = Store.open(folder.path, ANA)
    write(ana, claim(2))
    own(ana).unlink()
    _, sentences = told(ana)
    assert sentences.startswith("Your file in this project was removed by another program")
    assert ana.close(LONG)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2"}


def test_an_edit_by_hand_is_kept_beside_what_is_here(folder: ProjectFolder) -> None:
    saved(folder, claim(1, note="mine"), claim(2))
    ana = Store.open(folder.path, ANA)
    write(ana, claim(3))
    outside.edited(own(ana), lambda text: text.replace('"note":"mine"', '"note":"zzz"'))
    _, sentences = told(ana)
    assert "changed by another program" in sentences
    assert kept_beside(own(ana)) == ["damaged-1"]
    assert held(ana)["claim-1"] == claim(1, note="mine")
    assert ana.close(LONG)
    assert reopened(folder)[0].keys() == {"claim-1", "claim-2", "claim-3"}


def test_an_edit_by_hand_with_a_new_revision_is_taken(folder: ProjectFolder) -> None:
    saved(folder, claim(1, note="mine"))
    ana = Store.open(folder.path, ANA)
    edit = '"claim-1","rev":1', '"claim-1","rev":2'
    outside.edited(own(ana), lambda text: text.replace(*edit).replace('"mine"', '"edited"'))
    assert told(ana)[0] == {"claim-1": claim(1, rev=2, note="edited")}
    assert ana.close(LONG)
    assert reopened(folder)[0] == {"claim-1": claim(1, rev=2, note="edited")}


@pytest.mark.parametrize("harm", [outside.laid_out_anew, outside.touched])
def test_the_same_content_in_another_form_is_nothing_to_tell(
    folder: ProjectFolder, harm: Callable[[Path], None]
) -> None:
    saved(folder, claim(1), claim(2))
    ana = Store.open(folder.path, ANA)
    for number in (3, 4):
        write(ana, claim(number))
        harm(own(ana))
        assert ana.look() is None
    assert ana.findings == ()
    assert ana.close(LONG)
    assert reopened(folder) == ({f"claim-{n}": claim(n) for n in (1, 2, 3, 4)}, ())


def test_our_own_writing_is_nothing_to_tell(folder: ProjectFolder) -> None:
    ana = Store.open(folder.path, ANA)
    for number in range(40):
        ana.save([claim(number)])
        assert ana.look() is None
        if number % 7 == 0:
            ana.compact()
    assert ana.wait_saved(LONG)
    assert ana.look() is None
    assert ana.findings == ()
    assert ana.close(LONG)


@pytest.mark.parametrize("what", ["snapshot", "journal", "both", "readers"])
def test_what_is_deleted_is_written_again_within_a_look(folder: ProjectFolder, what: str) -> None:
    saved(folder, claim(1))
    ana = Store.open(folder.path, ANA)
    write(ana, claim(2))
    if what in {"snapshot", "both"}:
        own(ana).unlink()
    if what in {"journal", "both"}:
        outside.journal(ana).unlink()
    if what == "readers":
        shutil.rmtree(folder.readers)
    assert "by another program" in told(ana)[1]
    assert own(ana).exists()
    readable = Store.open(folder.path, BEN)
    assert held(readable).keys() == {"claim-1", "claim-2"}
    assert readable.close(LONG)
    write(ana, claim(3))
    assert ana.close(LONG)
    assert reopened(folder) == ({f"claim-{n}": claim(n) for n in (1, 2, 3)}, ())


@pytest.mark.parametrize("left", [0, 10, 700])
def test_a_file_cut_short_is_kept_and_written_again(folder: ProjectFolder, left: int) -> None:
    saved(folder, *map(claim, range(5)))
    ana = Store.open(folder.path, ANA)
    cut = own(ana).read_bytes()[:left]
    own(ana).write_bytes(cut)
    assert "another program" in told(ana)[1]
    assert own(ana).with_name(f"{ANA.file_name}.damaged-1").read_bytes() == cut
    assert ana.close(LONG)
    assert len(reopened(folder)[0]) == 5


def test_lines_of_others_in_our_journal_are_merged(folder: ProjectFolder) -> None:
    saved(folder, claim(1))
    ana = Store.open(folder.path, ANA)
    write(ana, claim(2))
    row = b'{"id":"claim-9","rev":1,"writer":"desktop","document":"d","kind":"fact"}'
    with outside.journal(ana).open("ab") as file:
        file.write(render_gesture(2, (Put("claims", "1", row),)) + b"nonsense\n")
    _, sentences = told(ana)
    assert "Line 4 of" in sentences
    assert kept_beside(own(ana)) == ["journal.damaged-1"]
    write(ana, claim(3))
    assert ana.close(LONG)
    assert reopened(folder)[0].keys() >= {"claim-1", "claim-2", "claim-3"}


def test_a_journal_of_another_installation_beside_a_file_is_told(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), by=BEN)
    head = render_line(0, b'{"generation":3,"checksum":"x","installation":"phone"}')
    assert Binding(3, "x", "phone").installation == "phone"
    line = render_gesture(1, (Put("claims", "1", b'{"id":"x"}'),))
    ana = Store.open(folder.path, ANA)
    Path(f"{path}.journal").write_bytes(head + line)
    assert "continues a file of another installation" in told(ana)[1]
    assert held(ana).keys() == {"claim-1"}
    assert ana.close(LONG)


def test_a_field_of_a_newer_version_survives_a_merge(folder: ProjectFolder) -> None:
    older = saved(folder, claim(1), claim(2)).read_bytes()
    newer = older.replace(b'"id":"claim-2","rev":1', b'"mood":"blue","id":"claim-2","rev":4')
    ana = Store.open(folder.path, ANA)
    write(ana, claim(3))
    own(ana).write_bytes(newer)
    assert told(ana)[0] == {"claim-2": claim(2, rev=4)}
    write(ana, claim(2, rev=5))
    assert ana.close(LONG)
    assert b'"mood":"blue"' in own(ana).read_bytes()


class Twins:
    """Owns two machines with one identity and one project, which a courier keeps alike."""

    def __init__(self, folder: ProjectFolder, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        saved(folder, claim(0))
        self.here = Store.open(folder.path, ANA)
        outside.copied(folder.path, there)
        monkeypatch.setenv("COUNTERPOINT_HOME", str(there.parent / "other home"))
        self.there = Store.open(there, ANA)

    def carry(self, source: Store, target: Store) -> bytes:
        """Bring one machine's files to the other, which looks; what it then has on its disk."""
        for path in (own, outside.journal):
            path(target).unlink(missing_ok=True)
            if path(source).exists():
                shutil.copy2(path(source), path(target))
        told(target)
        return own(target).read_bytes()

    def close(self) -> None:
        """End both."""
        assert self.here.close(LONG)
        assert self.there.close(LONG)


@pytest.fixture
def twins(folder: ProjectFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Twins:
    """Two machines that share a copied home folder."""
    return Twins(folder, tmp_path / "there", monkeypatch)


def test_two_installations_of_one_identity_come_to_agree(twins: Twins) -> None:
    write(twins.here, claim(1))
    write(twins.there, claim(2))
    twins.carry(twins.here, twins.there)
    assert held(twins.there).keys() == {"claim-0", "claim-1", "claim-2"}
    twins.carry(twins.there, twins.here)
    assert held(twins.here) == held(twins.there)
    twins.close()


def test_two_installations_of_one_identity_do_not_write_for_ever(twins: Twins) -> None:
    write(twins.here, claim(1))
    write(twins.there, claim(2))
    twins.carry(twins.here, twins.there)
    settled = twins.carry(twins.there, twins.here)
    for _ in range(3):
        assert twins.carry(twins.here, twins.there) == settled
        assert twins.carry(twins.there, twins.here) == settled
    assert kept_beside(own(twins.here)) == []
    twins.close()

"""What storage says of files, whatever they are called and whatever the disk answers."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.domain.scheme import Kind
from counterpoint.storage.checking.check import check
from counterpoint.storage.durable import read_plain, replace_file
from counterpoint.storage.folder import ProjectFolder, create, open_folder
from counterpoint.storage.journal import parse_journal
from counterpoint.storage.library import Library
from counterpoint.storage.refusing.rescue import Rescues
from counterpoint.storage.snapshot import About
from counterpoint.storage.sources import add_document, document_path
from counterpoint.storage.wording import named
from tests.storage.samples import ANA, BEN, document, reopened, saved
from tests.storage.wounds import said_of

TURNED = "B\u202eben\n"
"""A name that turns what follows it around, and breaks its line."""

ODD = os.fsdecode(b"odd-\xff")
"""A name that is not valid Unicode, as Linux allows."""


def test_a_limit_is_said_in_the_unit_that_fits(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 70_000)
    for limit, words in (100, "100 bytes"), (1 << 16, "64 KB"):
        with pytest.raises(Refusal, match=f"larger than {words}"):
            read_plain(tmp_path / "a", limit)


def test_a_full_disk_is_said_with_the_name_of_the_file(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match="No space") as caught:
        replace_file(tmp_path / "file", chunks())
    assert caught.value.filename == str(tmp_path / "file")


def test_a_folder_that_is_gone_is_said_with_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        replace_file(tmp_path / "gone" / "file", [b"x"])
    assert caught.value.filename == str(tmp_path / "gone" / "file")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (1, "Line 1 of “j” is damaged and was left out."),
        (2, "Lines 1 and 2 of “j” are damaged and were left out."),
        (3, "Lines 1, 2 and 3 of “j” are damaged and were left out."),
        (1000, "Lines 1, 2 and 998 more lines of “j” are damaged and were left out."),
    ],
)
def test_many_bad_lines_of_a_journal_are_one_finding(lines: int, sentence: str) -> None:
    assert parse_journal(b"junk\n" * lines, "j").problems == (sentence,)


def test_many_bad_lines_of_a_file_are_one_finding(folder: ProjectFolder) -> None:
    (folder.readers / "x.json").write_bytes(b"junk\n" * 1000)
    (folder.readers / "x.json.journal").write_bytes(b"junk\n" * 1000)
    findings = check(folder.path)
    assert len(findings) == 3
    assert sum("and 998 more lines" in finding for finding in findings) == 2


def plain(sentences: list[str]) -> bool:
    """Whether every sentence can be printed, and says the odd name as well as may be."""
    "".join(sentences).encode()
    return all("odd-\ufffd" in sentence for sentence in sentences)


def test_findings_of_files_whose_names_are_not_unicode(folder: ProjectFolder) -> None:
    stranger = saved(folder, Kind(id="k", name="Promise"))
    for name, content in (("link", b""), ("damaged", b"junk"), ("copy", b"")):
        path = folder.readers / f"{ODD}-{name}.json"
        path.write_bytes(content or stranger.read_bytes())
    (folder.readers / f"{ODD}-link.json").unlink()
    (folder.readers / f"{ODD}-link.json").symlink_to("nowhere")
    (folder.readers / f"{ODD}-pipe.json").mkdir()
    (folder.readers / f"{ODD}-lines.json.journal").write_bytes(b"junk\n")
    findings = list(check(folder.path))
    assert len(findings) >= 5
    assert plain(findings)


def test_refusals_of_files_whose_names_are_not_unicode(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    (tmp_path / ODD).mkdir()
    (tmp_path / f"{ODD}.txt").touch()
    (tmp_path / f"{ODD}.file").touch()
    (tmp_path / ODD / "readers").touch()
    said = []
    for attempt in (
        lambda: add_document(folder, tmp_path / ODD),
        lambda: add_document(folder, tmp_path / f"{ODD}.txt"),
        lambda: add_document(folder, tmp_path / f"{ODD}.absent"),
        lambda: open_folder(tmp_path / ODD),
        lambda: open_folder(tmp_path / f"{ODD}.absent"),
        lambda: create(tmp_path / ODD, "x"),
        lambda: create(tmp_path / f"{ODD}.file", "x"),
        lambda: create(tmp_path / f"{ODD}.file" / "x", "x"),
    ):
        with pytest.raises(Refusal) as caught:
            attempt()
        said.append(str(caught.value))
    assert plain(said)


def test_a_project_whose_folder_is_not_unicode_can_be_used(tmp_path: Path) -> None:
    project = Library(ANA).create_at(tmp_path / ODD)
    assert project.name == "odd-\ufffd"
    note = project.write_export("x \ud800")
    assert note.read_text("utf-8") == "x \ufffd"
    Library(ANA).remember(project.path, [])
    project.close()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("B\u202eben\n", "B\ufffdben\ufffd"),
        ("\u2066Ana\u2069\x00", "\ufffdAna\ufffd\ufffd"),
        ("Zoë 일 می\u200cخواهم", "Zoë 일 می\u200cخواهم"),
        ("x" * 80, "x" * 80),
        ("x" * 10**7, "x" * 80 + "…"),
        ("\ud800", "\ufffd"),
    ],
)
def test_a_name_from_a_file_neither_turns_a_sentence_nor_fills_it(name: str, words: str) -> None:
    assert named(name) == words


def test_a_strangers_name_and_ids_are_said_so_in_all_that_is_told(folder: ProjectFolder) -> None:
    path = saved(folder, Kind(id="k" * 10_000, name="Promise"), by=BEN)
    told = json.loads(path.read_bytes())
    told["about"]["1"]["name"] = "B\u202eben\n"
    told["kinds"]["1"]["rev"] = -1
    for name in (path.name, "ben-desktop (1).json"):
        path.with_name(name).write_text(json.dumps(told), "utf-8")
    findings = [*check(folder.path), *reopened(folder)[1]]
    assert any("B\ufffdben\ufffd" in finding for finding in findings)
    assert not any("\u202e" in one or "\n" in one or len(one) > 500 for one in findings)


def test_a_strangers_file_names_turn_no_sentence(folder: ProjectFolder) -> None:
    path = saved(folder, Kind(id="k", name="Promise"), by=BEN)
    path.with_name(f"{TURNED}.json").write_bytes(path.read_bytes()[:-40])
    path.with_name(f"{TURNED}.json.journal").write_bytes(b"junk\n")
    named_so = replace(document(f"{TURNED}.txt"), title=TURNED * 9)
    saved(folder, named_so, said_of(named_so, 1, kind=TURNED))
    findings = [*check(folder.path), *reopened(folder)[1]]
    assert sum("B\ufffdben\ufffd" in finding for finding in findings) >= 5
    assert not any("\u202e" in one or "\n" in one for one in findings)


def test_a_project_whose_folder_turns_a_line_is_found_again(tmp_path: Path) -> None:
    library = Library(ANA)
    project = library.create_at(tmp_path / TURNED)
    identity, folder = project.id, project.folder
    library.remember(project.path, [])
    library.visited(project.path, 1, 2)
    project.close()
    assert library.find(identity) == tmp_path / TURNED
    assert [recent.path for recent in library.recent()] == [tmp_path / TURNED]
    rescues = Rescues(folder, ANA, tmp_path / "state")
    rescues.keep(About(1, "ana", "Ana", "laptop"), {})
    (rescue,) = rescues.held().rescues
    assert rescue.origin is not None
    assert Path(rescue.origin.folder) == tmp_path / TURNED
    with pytest.raises(Refusal) as caught:
        open_folder(tmp_path / f"{TURNED}.absent")
    assert "\n" not in str(caught.value)


def test_a_document_that_is_gone_is_asked_back(folder: ProjectFolder) -> None:
    with pytest.raises(Refusal) as caught:
        document_path(folder, document("gone.txt"))
    assert str(caught.value) == (
        "“A” is not in the project's documents folder any more; put “gone.txt” back there."
    )

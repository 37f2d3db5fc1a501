"""The copies of the sources."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.documents import Edition
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.sources import add_document, document_path, safe_name
from tests.storage.samples import document


def test_a_source_is_copied_whole_and_stays_as_it_was(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    source = tmp_path / "한국 summit.pdf"
    source.write_bytes(os.urandom(3 << 20))
    name, sha256 = add_document(folder, source)
    copy = folder.documents / name
    assert name == "한국 summit.pdf"
    assert sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert copy.read_bytes() == source.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_are_copied_once_and_other_bytes_get_a_number(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    source = tmp_path / "a.pdf"
    names = []
    for content in (b"one", b"two", b"one", b"two", b"three"):
        source.write_bytes(content)
        names.append(add_document(folder, source)[0])
    assert names == ["a.pdf", "a (2).pdf", "a.pdf", "a (2).pdf", "a (3).pdf"]
    assert len(list(folder.documents.iterdir())) == 3


def test_what_is_no_document_is_one_sentence(folder: ProjectFolder, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    for source, reason in (
        (tmp_path / "empty.txt", "is empty"),
        (tmp_path / "pipe", "not an ordinary file"),
        (tmp_path / "absent.txt", "does not exist"),
        (tmp_path, "is a folder"),
        (Path("/dev/zero"), "not an ordinary file"),
    ):
        with pytest.raises(Refusal, match=reason):
            add_document(folder, source)
    assert list(folder.documents.iterdir()) == []


def test_a_link_to_a_source_is_followed_for_the_reader_chose_it(
    folder: ProjectFolder, tmp_path: Path
) -> None:
    (tmp_path / "real.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    name, _ = add_document(folder, tmp_path / "link.txt")
    assert name == "link.txt"
    assert not (folder.documents / name).is_symlink()


@given(st.text())
def test_a_safe_name_is_bare_on_every_system(name: str) -> None:
    safe = safe_name(name)
    assert not set(safe) & set('<>:"/\\|?*')
    assert not any(ord(character) < 32 for character in safe)
    assert 0 < len(safe.encode()) <= 200
    assert safe[-1] not in ". "
    assert safe[0] not in ". "
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("Müller & Söhne, 3. Auflage.pdf", "Müller & Söhne, 3. Auflage.pdf"),
        ("Report 3. What we know", "Report 3. What we know"),
        ("CON.txt", "_CON.txt"),
        (".bashrc", "bashrc"),
        ("a\nb\u202etxt.exe", "a_b_txt.exe"),
        ("", "document"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_stay_readable(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../a.txt", "/etc/passwd", "a/b", "a\\b", "C:a.txt", "a\nb", "a\0b"]
)
def test_a_name_that_leads_elsewhere_is_refused(folder: ProjectFolder, name: str) -> None:
    with pytest.raises(Refusal, match="outside the project"):
        document_path(folder, document(name))


def test_only_a_plain_file_in_the_folder_is_opened(folder: ProjectFolder) -> None:
    (folder.documents / "a.txt").write_text("x")
    (folder.documents / "link.txt").symlink_to("a.txt")
    os.mkfifo(folder.documents / "pipe.txt")
    assert document_path(folder, document("a.txt")) == folder.documents / "a.txt"
    for name, reason in (
        ("link.txt", "is a link"),
        ("pipe.txt", "not an ordinary file"),
        ("absent.txt", "put “absent.txt” back there"),
    ):
        with pytest.raises(Refusal, match=reason):
            document_path(folder, document(name))


def test_the_shown_edition_is_the_last(folder: ProjectFolder) -> None:
    (folder.documents / "new.txt").write_text("x")
    one = document("old.txt")
    grown = replace(one, editions=(*one.editions, Edition("f" * 64, "new.txt")))
    assert document_path(folder, grown).name == "new.txt"
    with pytest.raises(Refusal, match="has no file"):
        document_path(folder, replace(one, editions=()))

"""The projects an installation knows, and the notes that go out of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.exports import Exports
from counterpoint.storage.identity import load_identity
from counterpoint.storage.library import Library, folder_name
from counterpoint.storage.places import config_folder, documents_folder, state_folder


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library with a home of its own."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "home"))
    return Library(load_identity(config_folder()))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files."""
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    return paths


def test_a_title_names_the_folder(library: Library) -> None:
    first, second = library.create("Who pays? A/B"), library.create("Who pays? A/B")
    assert first.path == documents_folder() / "Who pays A B"
    assert second.path.name == "Who pays A B (2)"
    first.close()
    second.close()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "Project"),
        ("...", "Project"),
        ("a\n\tb", "a b"),
        ("x" * 200, "x" * 120),
        ("가" * 78, "가" * 40),
        ("con", "_con"),
        ("NUL.x", "_NUL.x"),
        ("a\u202egpj.b\ud800", "agpj.b\ufffd"),
        ("a" * 119 + " b", "a" * 119),
        ("Version 2.1.final", "Version 2.1.final"),
    ],
)
def test_every_title_makes_a_name(title: str, name: str) -> None:
    assert folder_name(title) == name


@pytest.mark.parametrize("title", ["가" * 78, "가" * 83, "日本" * 200, "x" * 255])
def test_a_long_name_can_be_exported(library: Library, tmp_path: Path, title: str) -> None:
    project = library.create(title)
    assert project.write_export("one").read_text("utf-8") == "one"
    project.close()
    name = title.encode()[:252].decode("utf-8", "ignore")
    note = Exports(tmp_path).write(f"{name}.md"[-252:], "two")
    assert note.read_text("utf-8") == "two"


def test_the_same_files_lead_to_their_project(library: Library, files: list[Path]) -> None:
    assert library.holding(files) is None
    project = library.create("Talks")
    library.remember(project.path, files)
    project.close()
    assert library.holding(files[::-1]) == project.path
    assert library.holding(files[:1]) is None
    files[0].write_text("other", encoding="utf-8")
    assert library.holding(files) is None


def test_a_broken_list_of_projects_is_as_good_as_none(library: Library, files: list[Path]) -> None:
    state_folder().mkdir(parents=True)
    (state_folder() / "projects.json").write_bytes(b'[{"path": 3')
    assert library.holding(files) is None
    project = library.create("Talks")
    library.remember(project.path, files)
    assert library.holding(files) == project.path
    project.close()


def test_a_folder_is_made_or_opened(library: Library, tmp_path: Path) -> None:
    made = library.open_or_create(tmp_path / "new")
    made.close()
    opened = library.open_or_create(tmp_path / "new")
    assert opened.folder.id == made.folder.id
    opened.close()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    with pytest.raises(Refusal, match="not a project"):
        library.open_or_create(tmp_path / "full")


def test_a_note_changed_by_hand_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    exports = Exports(tmp_path / "exports")
    path = exports.write("Talks.md", "one")
    assert exports.write("Talks.md", "two") == path
    assert [one.name for one in sorted(tmp_path.glob("exports/*.md"))] == ["Talks.md"]
    for words in ("mine", "mine again"):
        path.write_text(words, encoding="utf-8")
        exports.write("Talks.md", "three")
    kept = {one.name: one.read_text("utf-8") for one in tmp_path.glob("exports/*.md")}
    assert kept == {
        "Talks.md": "three",
        "Talks (changed).md": "mine",
        "Talks (changed 2).md": "mine again",
    }


@pytest.mark.parametrize("kind", ["large", "folder", "pipe", "link"])
def test_a_mark_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, kind: str) -> None:
    exports = Exports(tmp_path)
    path = exports.write("Talks.md", "one")
    mark = next(tmp_path.glob(".*"))
    mark.unlink()
    make: dict[str, Callable[[], object]] = {
        "large": lambda: mark.write_bytes(b"x" * 1000),
        "folder": mark.mkdir,
        "pipe": lambda: os.mkfifo(mark),
        "link": lambda: mark.symlink_to("nowhere"),
    }
    make[kind]()
    exports.write("Talks.md", "two")
    assert path.read_text("utf-8") == "two"
    assert (tmp_path / "Talks (changed).md").read_text("utf-8") == "one"
    exports.write("Talks.md", "two")
    assert len(list(tmp_path.glob("*.md"))) == 2


def test_exports_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refusal, match="cannot be written"):
        Exports(tmp_path / "exports").write("Talks.md", "one")

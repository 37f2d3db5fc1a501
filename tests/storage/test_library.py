"""The projects an installation knows, and the notes that go out of them."""

from __future__ import annotations

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
    [("", "Project"), ("...", "Project"), ("a\n\tb", "a b"), ("x" * 200, "x" * 80)],
)
def test_every_title_makes_a_name(title: str, name: str) -> None:
    assert folder_name(title) == name


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


def test_exports_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refusal, match="cannot be written"):
        Exports(tmp_path / "exports").write("Talks.md", "one")

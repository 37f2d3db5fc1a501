"""The projects that were open here, and copies of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import ProjectFolder, create
from counterpoint.storage.library import MOST_RECENT, Library
from counterpoint.storage.places import documents_folder, state_folder
from counterpoint.storage.sources import add_document
from tests.storage.samples import ANA, claim, document, environment, saved

VISIT = """
import sys
from pathlib import Path
from counterpoint.storage.library import Library
from tests.storage.samples import ANA
for path in sys.argv[1:]:
    Library(ANA).visited(Path(path), 1, 1)
"""


@pytest.fixture
def library() -> Library:
    """What this installation knows: nothing."""
    return Library(ANA)


def listed(library: Library) -> list[tuple[str, int, int]]:
    """The recent projects: name, documents, claims."""
    return [(one.name, one.documents, one.claims) for one in library.recent()]


def projects(tmp_path: Path, count: int) -> list[Path]:
    """New projects, named by number."""
    return [create(tmp_path / f"p{number}", f"p{number}").path for number in range(count)]


def test_the_latest_comes_first_and_each_once(library: Library, tmp_path: Path) -> None:
    first, second = projects(tmp_path, 2)
    library.visited(first, 1, 10)
    library.visited(second, 2, 20)
    library.visited(first / "project.counterpoint", 3, 30)
    assert listed(library) == [("p0", 3, 30), ("p1", 2, 20)]
    assert [one.path for one in Library(ANA).recent()] == [first, second]
    assert library.recent()[0].opened.endswith("Z")


def test_a_folder_reached_through_a_link_is_the_same_project(
    library: Library, tmp_path: Path
) -> None:
    (project,) = projects(tmp_path, 1)
    (tmp_path / "link").symlink_to(project)
    library.visited(project, 1, 1)
    library.visited(tmp_path / "link", 2, 2)
    assert [(one.path, one.claims) for one in library.recent()] == [(project, 2)]
    library.forget(tmp_path / "link")
    assert library.recent() == []


def test_what_has_gone_is_left_out_and_comes_back(library: Library, tmp_path: Path) -> None:
    first, second = projects(tmp_path, 2)
    library.visited(first, 1, 1)
    library.visited(second, 2, 2)
    second.rename(tmp_path / "away")
    library.visited(second, 9, 9)
    assert listed(library) == [("p0", 1, 1)]
    (tmp_path / "away").rename(second)
    assert listed(library) == [("p1", 2, 2), ("p0", 1, 1)]


def test_files_and_counts_are_both_kept(library: Library, tmp_path: Path) -> None:
    (project,) = projects(tmp_path, 1)
    file = tmp_path / "a.txt"
    file.write_text("a", encoding="utf-8")
    library.remember(project, [file])
    library.visited(project, 1, 7)
    assert library.holding([file]) == project
    library.remember(project, [file])
    assert listed(library) == [("p0", 1, 7)]
    assert library.holding([]) is None


def test_no_files_lead_to_no_project(library: Library, tmp_path: Path) -> None:
    library.visited(projects(tmp_path, 1)[0], 0, 0)
    assert library.holding([]) is None


def test_a_project_can_be_forgotten(library: Library, tmp_path: Path) -> None:
    first, second = projects(tmp_path, 2)
    library.visited(first, 1, 1)
    library.visited(second, 2, 2)
    library.forget(second)
    library.forget(tmp_path / "never known")
    assert listed(library) == [("p0", 1, 1)]
    assert second.is_dir()


def test_a_list_has_an_end(library: Library, tmp_path: Path) -> None:
    for path in projects(tmp_path, MOST_RECENT + 1):
        library.visited(path, 0, 0)
    assert len(library.recent()) == MOST_RECENT
    assert library.recent()[0].name == f"p{MOST_RECENT}"


def test_an_id_leads_to_the_copy_that_was_open_last(library: Library, tmp_path: Path) -> None:
    (project,) = projects(tmp_path, 1)
    store = library.open(project)
    assert library.find(store.id) is None
    store.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "project.counterpoint").write_bytes((project / "project.counterpoint").read_bytes())
    for latest in (project, copy, project):
        library.visited(latest, 0, 0)
        assert library.find(store.id) == latest
    project.rename(tmp_path / "away")
    assert library.find(store.id) == copy
    assert library.find("") is None


def test_an_older_list_is_read(library: Library, tmp_path: Path) -> None:
    (project,) = projects(tmp_path, 1)
    entry = {"path": str(project), "files": ["x"], "sizes": [1], "colour": "red"}
    state_folder().mkdir(parents=True)
    (state_folder() / "projects.json").write_text(json.dumps([entry, entry]), encoding="utf-8")
    assert listed(library) == [("p0", 0, 0)]
    assert library.find(library.recent()[0].path.name) is None
    store = library.open(project)
    store.close()
    assert library.find(store.id) == project


@pytest.mark.parametrize(
    ("count", "read"), [(-1, 0), (10**9, 10**9), (10**9 + 1, 0), (2**70, 0), (-(2**70), 0)]
)
def test_a_count_that_cannot_be_is_none(
    library: Library, tmp_path: Path, count: int, read: int
) -> None:
    (project,) = projects(tmp_path, 1)
    entry = {"path": str(project), "documents": count, "claims": count}
    state_folder().mkdir(parents=True)
    (state_folder() / "projects.json").write_text(json.dumps([entry]), encoding="utf-8")
    assert listed(library) == [("p0", read, read)]


def test_a_project_written_in_several_ways_is_one(library: Library, tmp_path: Path) -> None:
    (project,) = projects(tmp_path, 1)
    ways = [f"{project}/.", f"{project}/./.", f"{project}//", str(project)]
    state_folder().mkdir(parents=True)
    entries = [{"path": way, "claims": number} for number, way in enumerate(ways)]
    (state_folder() / "projects.json").write_text(json.dumps(entries), encoding="utf-8")
    assert [(one.path, one.claims) for one in library.recent()] == [(project, 0)]
    library.forget(project)
    assert library.recent() == []


@pytest.mark.parametrize(
    "path", ["", ".", "relative", "/", "/dev/zero", "/a\0b", "/" + "a" * 5000], ids=range(7)
)
def test_a_hostile_list_leads_nowhere(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    create(tmp_path / "relative", "relative")
    monkeypatch.chdir(tmp_path / "relative")
    state_folder().mkdir(parents=True)
    entry = {"path": path, "files": ["x"], "sizes": [-1], "id": "x", "claims": 2**70}
    (state_folder() / "projects.json").write_text(json.dumps([entry]), encoding="utf-8")
    assert listed(library) == []
    assert library.find("x") is None
    assert library.holding([tmp_path / "absent"]) is None


def test_two_processes_and_two_threads_lose_no_entry(library: Library, tmp_path: Path) -> None:
    paths = projects(tmp_path, 40)
    commands = [
        [sys.executable, "-c", VISIT, *map(str, part)] for part in (paths[:10], paths[10:20])
    ]
    started = [subprocess.Popen(command, env=environment()) for command in commands]

    def visit(part: list[Path]) -> None:
        for path in part:
            library.visited(path, 1, 1)

    parts = (paths[20:30], paths[30:])
    threads = [threading.Thread(target=visit, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait() for process in started] == [0, 0]
    assert {one.path for one in library.recent()} == set(paths)


def test_a_list_that_cannot_be_written_takes_nothing_away(library: Library, tmp_path: Path) -> None:
    (project,) = projects(tmp_path, 1)
    state_folder().parent.mkdir()
    state_folder().write_text("in the way", encoding="utf-8")
    library.visited(project, 1, 1)
    assert listed(library) == []
    with pytest.raises(Refusal, match="list of projects cannot be kept"):
        library.forget(project)


def filled(folder: ProjectFolder, tmp_path: Path) -> Document:
    """Put a document into a project, said to have had an edition before that is gone."""
    source = tmp_path / "a.txt"
    source.write_text("One goes.", encoding="utf-8")
    file, sha256 = add_document(folder, source)
    editions = (Edition("e" * 64, "gone.txt"), Edition(sha256, file))
    entry = Document(id=sha256, rev=1, writer="w", title="A", editions=editions, format="text")
    saved(folder, entry, claim(1))
    return entry


def test_a_copy_has_the_documents_and_not_what_was_said(
    library: Library, folder: ProjectFolder, tmp_path: Path
) -> None:
    entry = filled(folder, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")}
    first, second = library.copy_of(folder.path), library.copy_of(folder.path)
    assert [one.path.name for one in (first, second)] == ["Summit", "Summit (2)"]
    assert first.path.parent == documents_folder()
    assert len({first.id, second.id, folder.id}) == 3
    assert second.document_path(entry).read_text("utf-8") == "One goes."
    assert list(first.records()) == []
    first.close()
    second.close()
    assert {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")} == before


def test_records_are_read_beside_a_window_that_writes(
    library: Library, folder: ProjectFolder
) -> None:
    store = library.open(folder.path)
    store.save([claim(1), claim(2)])
    store.save([claim(1, rev=2, note="later")])
    assert store.wait_saved(20.0)
    found = {one.id: one.rev for one in library.records_of(folder.path)}
    assert found == {"claim-1": 2, "claim-2": 1}
    assert not store.read_only
    store.close()


def test_what_was_removed_is_not_among_the_records(library: Library, folder: ProjectFolder) -> None:
    saved(folder, claim(1), replace(claim(2), removed=True))
    assert [one.id for one in library.records_of(folder.path)] == ["claim-1"]


@pytest.mark.parametrize("kind", ["link", "pipe", "absent", "outside", "device"])
def test_a_strangers_project_chooses_no_file_of_ours(
    library: Library, folder: ProjectFolder, tmp_path: Path, kind: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    named = {"outside": "../../secret.txt", "device": "con.txt"}.get(kind, "a.txt")
    saved(folder, document(named))
    make: dict[str, Callable[[], object]] = {
        "link": lambda: (folder.documents / "a.txt").symlink_to(secret),
        "pipe": lambda: os.mkfifo(folder.documents / "a.txt"),
        "device": lambda: (folder.documents / "con.txt").write_bytes(b"x"),
    }
    make.get(kind, lambda: None)()
    with pytest.raises(Refusal):
        library.copy_of(folder.path)
    assert not list(documents_folder().glob("*"))


def test_a_copy_that_fails_halfway_leaves_nothing(library: Library, folder: ProjectFolder) -> None:
    saved(folder, document("a.txt"), document("b.txt", "e" * 64))
    (folder.documents / "a.txt").write_bytes(b"one")
    (folder.documents / "b.txt").touch()
    with pytest.raises(Refusal, match="is empty"):
        library.copy_of(folder.path)
    assert list(documents_folder().iterdir()) == []


@pytest.mark.parametrize("kind", ["absent", "file"])
def test_where_no_project_is_none_is_copied(library: Library, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "place"
    if kind == "file":
        place.touch()
    for act in (library.copy_of, library.records_of):
        with pytest.raises(Refusal):
            act(place)

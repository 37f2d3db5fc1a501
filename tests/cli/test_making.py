"""counterpoint new."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import FLOOD, RAIN, Desk


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_project_is_made_from_files(desk: Desk) -> None:
    done = desk.run("new", "Weather", desk.write("rain.txt", RAIN), desk.write("flood.txt", FLOOD))
    assert (done.code, done.err) == (0, "")
    assert "with 2 documents" in done.out
    documents = desk.documents
    assert (documents[0].title, documents[0].author, documents[0].date) == (
        "Rain will return",
        "Ada Oduya",
        "2031-03-05",
    )
    assert [one.edition.file for one in documents] == ["rain.txt", "flood.txt"]
    assert all(one.id == one.edition.sha256 and one.edition.added for one in documents)
    assert desk.run("check", "Weather").code == 0


def test_the_same_file_twice_is_one_document(desk: Desk) -> None:
    done = desk.run("new", "Weather", desk.write("a.txt", RAIN), desk.write("b.txt", RAIN))
    assert "with 1 document." in done.out
    assert [document.order for document in desk.documents] == [1]


@pytest.mark.parametrize("bad", ["absent.txt", "folder", "empty.pdf"])
def test_where_one_file_is_refused_nothing_is_made(desk: Desk, bad: str) -> None:
    (desk.folder / "folder").mkdir()
    (desk.folder / "empty.pdf").write_bytes(b"%PDF-1.4\n")
    done = desk.run("new", "Weather", desk.write("rain.txt", RAIN), bad)
    assert (done.code, done.out) == (1, "")
    assert bad in done.err
    assert len(done.err.splitlines()) == 1
    assert not (desk.folder / "Weather").exists()


def test_a_folder_in_use_is_left_alone(desk: Desk) -> None:
    (desk.folder / "Weather").mkdir()
    desk.write("Weather/mine.txt", "Keep me.")
    done = desk.run("new", "Weather", desk.write("rain.txt", RAIN))
    assert done.code == 1
    assert "Weather" in done.err
    assert names(desk.folder / "Weather") == ["mine.txt"]


def test_what_was_begun_is_taken_away_where_saving_fails(desk: Desk) -> None:
    (desk.folder / "Weather").mkdir()
    desk.write("Weather/.DS_Store", "")
    # The file can be read, and is gone when it shall be copied.
    desk.mishap = (desk.folder / desk.write("rain.txt", RAIN)).unlink
    done = desk.run("new", "Weather", "rain.txt")
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert names(desk.folder / "Weather") == [".DS_Store"]


def test_a_folder_that_was_not_there_is_taken_away_again(desk: Desk) -> None:
    desk.mishap = (desk.folder / desk.write("rain.txt", RAIN)).unlink
    assert desk.run("new", "Weather", "rain.txt").code == 1
    assert not (desk.folder / "Weather").exists()

"""The cache can be made anew at any time: whatever befalls its file, what is asked is found."""

from __future__ import annotations

import os
import resource
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counterpoint.index.cache import FORMAT, Key, Piece, Row, Standing
from counterpoint.index.finder import Finder
from counterpoint.index.occurrences import ProjectIndex
from counterpoint.index.shelf import KEPT_DAYS

RAIN = Key("aa" * 32, "1")
SNOW = Key("bb" * 32, "1")
PROJECT = "a project/../whose id is a stranger's"


@pytest.fixture
def finder(folder: Path) -> Iterator[Finder]:
    """A finder whose cache is in a folder that is not there yet."""
    made = Finder(folder)
    yield made
    made.close()


def fill(finder: Finder, key: Key, *bodies: str) -> Standing:
    """Let a finder take a text of these paragraphs."""
    starts = [sum(len(body) + 1 for body in bodies[:at]) for at in range(len(bodies))]
    rows = [Row(start, at, None, bodies[at]) for at, start in enumerate(starts)]
    return finder.add(PROJECT, key, Piece(0, rows))


def find(finder: Finder, query: str, *keys: Key, most: int = 9) -> dict[Key, list[str]]:
    """What is shown of each text in the end."""
    found = finder.search(PROJECT, query, keys or (RAIN, SNOW), most)
    return {one.key: [hit.text for hit in one.hits] for one in found}


def file_of(folder: Path) -> Path:
    """The one cache in a folder."""
    (file,) = folder.glob("*.sqlite")
    return file


def test_texts_are_found_in_their_order(finder: Finder) -> None:
    fill(finder, SNOW, "It snows.", "No rain here.")
    fill(finder, RAIN, "It rains.")
    assert find(finder, "it") == {RAIN: ["It rains."], SNOW: ["It snows."]}


def test_the_best_come_first_and_all_are_counted(finder: Finder) -> None:
    fill(finder, RAIN, "spender of defences", "spend it for defence", "defence spend", "none")
    (*_, last) = finder.search(PROJECT, "defence spend", [RAIN], most=2)
    assert [hit.text for hit in last.hits] == ["defence spend", "spend it for defence"]
    assert last.count == 3


def test_another_project_and_another_version_are_not_searched(finder: Finder) -> None:
    fill(finder, RAIN, "It rains.")
    assert find(finder, "rains", Key(RAIN.sha256, "2")) == {}
    assert list(finder.search("another", "rains", [RAIN], 9)) == []


def test_a_text_is_taken_in_pieces_and_none_twice(finder: Finder) -> None:
    first, second = Row(0, 0, None, "It rains."), Row(10, 1, None, "It snows.")
    pieces = [Piece(0, [first], is_last=False), Piece(1, [second])]
    fill(finder, SNOW, "Snow.")
    assert finder.add(PROJECT, RAIN, pieces[0]) == Standing(1, False)
    assert finder.add(PROJECT, RAIN, pieces[0]) == Standing(1, False)
    assert finder.standing(PROJECT, [RAIN, SNOW]) == [Standing(1, False), Standing(1, True)]
    assert finder.add(PROJECT, RAIN, pieces[1]) == Standing(2, True)
    assert find(finder, "it") == {RAIN: ["It rains.", "It snows."]}


def test_what_was_taken_is_there_the_next_time(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    finder.close()
    again = Finder(folder)
    assert again.standing(PROJECT, [RAIN]) == [Standing(1, True)]
    assert find(again, "rains") == {RAIN: ["It rains."]}
    again.close()


def test_only_its_owner_can_read_it(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def cut_short(file: Path) -> None:
    """Leave the first half."""
    os.truncate(file, file.stat().st_size // 2)


def overwrite(file: Path) -> None:
    """Put something else in its place."""
    file.write_bytes(b"no database " * 1000)


def spoil_pages(file: Path) -> None:
    """Leave the first page, and nothing sensible after it."""
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def make_newer(file: Path) -> None:
    """Have it look like one of a later version."""
    base = sqlite3.connect(file)
    base.execute(f"PRAGMA user_version = {FORMAT + 1}")
    base.close()


@pytest.mark.parametrize("harm", [Path.unlink, cut_short, overwrite, spoil_pages, make_newer])
def test_a_harmed_file_is_made_anew(
    finder: Finder, folder: Path, harm: Callable[[Path], None]
) -> None:
    fill(finder, RAIN, *(f"It rains for the {day}th day." for day in range(900)))
    finder.close()
    harm(file_of(folder))
    again = Finder(folder)
    find(again, "rains")
    assert again.standing(PROJECT, [RAIN]) == [Standing()]
    fill(again, RAIN, "It rains.")
    again.close()
    assert find(finder, "rains") == {RAIN: ["It rains."]}  # from the file that was made anew


def test_a_file_that_others_hold_is_left_alone(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    finder.close()
    other = sqlite3.connect(file_of(folder), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert fill(finder, SNOW, "It snows.") == Standing(1, True)
    assert find(finder, "it") == {SNOW: ["It snows."]}
    other.execute("COMMIT")
    other.close()
    assert find(finder, "it") == {RAIN: ["It rains."]}  # from the file, without a new start


def test_a_file_that_others_hold_for_a_while_is_written_again(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    other = sqlite3.connect(file_of(folder), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert fill(finder, SNOW, "It snows.") == Standing(1, True)
    other.execute("COMMIT")
    other.close()
    assert finder.standing(PROJECT, [RAIN, SNOW]) == [Standing(1, True), Standing()]
    fill(finder, SNOW, "It snows.")
    finder.close()
    assert find(finder, "it") == {RAIN: ["It rains."], SNOW: ["It snows."]}


def test_a_private_text_is_found_and_is_in_no_file(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    secret = Piece(0, [Row(0, 0, None, "Zanzibar rains.")])
    assert finder.add(PROJECT, SNOW, secret, is_private=True) == Standing(1, True)
    assert finder.standing(PROJECT, [RAIN, SNOW]) == [Standing(1, True), Standing(1, True)]
    assert find(finder, "rains") == {RAIN: ["It rains."], SNOW: ["Zanzibar rains."]}
    assert [place.row.body for place in finder.every(PROJECT, "zanzibar", SNOW)] == [
        "Zanzibar rains."
    ]
    finder.close()
    assert [file for file in folder.iterdir() if b"anzibar" in file.read_bytes()] == []
    assert finder.standing(PROJECT, [RAIN, SNOW]) == [Standing(1, True), Standing()]


def test_a_folder_that_takes_nothing_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    finder = Finder(tmp_path / "file" / "index")
    fill(finder, RAIN, "It rains.")
    assert find(finder, "rains") == {RAIN: ["It rains."]}
    finder.close()


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let this process meet what a full disk would be: writing beyond so many bytes fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_done_without(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    finder.close()
    many = [f"It snows for the {day}th day." for day in range(9000)]
    with no_file_larger_than(200_000):
        assert fill(finder, SNOW, *many) == Standing(9000, True)
    assert list(find(finder, "snows")) == [SNOW]
    finder.close()
    assert find(finder, "rains") == {RAIN: ["It rains."]}


def test_texts_not_wanted_for_long_are_forgotten(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    fill(finder, SNOW, "It snows.")
    finder.standing(PROJECT, [RAIN, SNOW])
    finder.close()
    base = sqlite3.connect(file_of(folder))
    base.execute("UPDATE editions SET seen = seen - ? WHERE id = 1", (KEPT_DAYS + 1,))
    base.commit()
    base.close()
    assert finder.standing(PROJECT, [SNOW]) == [Standing(1, True)]
    assert find(finder, "it") == {SNOW: ["It snows."]}
    assert fill(finder, RAIN, "It rains again.") == Standing(1, True)
    assert find(finder, "rains") == {RAIN: ["It rains again."]}


def test_a_text_that_was_never_asked_for_is_forgotten_too(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    finder.close()
    base = sqlite3.connect(file_of(folder))
    base.execute("UPDATE editions SET seen = seen - ?", (KEPT_DAYS + 1,))
    base.commit()
    base.close()
    finder.standing(PROJECT, [SNOW])
    assert finder.there(PROJECT, [RAIN]) == [Standing()]


def test_all_texts_of_a_project_are_wanted_at_once(finder: Finder, folder: Path) -> None:
    index = ProjectIndex(folder, PROJECT, "1")
    for key in (RAIN, SNOW):
        index.take(key.sha256, [(0, 0, None, "It rains.")])
    index.close()
    base = sqlite3.connect(file_of(folder))
    base.execute("UPDATE editions SET seen = seen - ?", (KEPT_DAYS + 1,))
    base.commit()
    base.close()
    assert index.has([RAIN.sha256, SNOW.sha256]) == [True, True]
    assert index.has([RAIN.sha256, SNOW.sha256]) == [True, True]
    index.close()


def test_caches_not_opened_for_long_are_removed(finder: Finder, folder: Path) -> None:
    fill(finder, RAIN, "It rains.")
    finder.close()
    old = file_of(folder)
    os.utime(old, (0, 0))
    other = Finder(folder)
    other.standing("another", [RAIN])
    assert file_of(folder) != old
    other.close()

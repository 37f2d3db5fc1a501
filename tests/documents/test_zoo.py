"""Stories of documents made to do harm: each ends in its pages or a sentence, and soon."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from counterpoint.documents.client.queue import DIED, OVERDUE, deadline_of
from tests.documents.zoo.animals import EITHER, SHOWN, Animal
from tests.documents.zoo.census import ALIKE, ALL, HEAVY, QUICK
from tests.documents.zoo.visiting import Keeper, Visit

OURS = re.compile(r"^(?!pymupdf)\w*(?:Error|Exception)\b(?!: code=)", re.MULTILINE)
"""The end of a traceback that MuPDF has not raised: a fault of the program's own."""

DESKTOP = Path(__file__).parents[2] / "desktop"


@pytest.fixture(scope="module")
def keeper() -> Iterator[Keeper]:
    """Workers with deadlines that none of the quick animals needs, however busy the machine."""
    held = Keeper(lambda job: 4 * deadline_of(job))
    yield held
    held.close()


def check(animal: Animal, visit: Visit) -> None:
    """Whether what came of a visit is what may come of it."""
    assert not OURS.search(visit.log), visit.log
    assert all(words.endswith(".") for words in visit.sentences.values())
    if animal.end == SHOWN:
        assert visit.is_shown, visit.sentences
    elif animal.end != EITHER:
        assert re.search(animal.end, visit.words)
    assert visit.document is not None or "open" in visit.sentences


@pytest.mark.parametrize("animal", QUICK, ids=lambda animal: animal.name)
def test_an_animal_does_no_harm(animal: Animal, keeper: Keeper, tmp_path: Path) -> None:
    visit = keeper.visit(animal.write(tmp_path))
    check(animal, visit)
    assert not {DIED, OVERDUE} & set(visit.sentences.values())


@pytest.mark.parametrize("name", ["nested forms.pdf", "a page that hangs.pdf"])
def test_one_that_hangs_is_ended_by_its_deadline(name: str, tmp_path: Path) -> None:
    (animal,) = (one for one in ALL if one.name == name)
    keeper = Keeper(lambda job: 0.7)
    visit = keeper.visit(animal.write(tmp_path))
    keeper.close()
    assert OVERDUE in visit.sentences.values()


def test_names_of_the_zoo_are_of_one_animal_each() -> None:
    names = [animal.name for animal in ALL]
    assert len(names) == len(set(names)) > 200
    assert set(names) >= HEAVY | ALIKE


def pipe(path: Path) -> None:
    os.mkfifo(path)


def lair(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(str(path))


def locked(path: Path) -> None:
    path.write_text("It rained.", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the system's own root may read everything")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (pipe, "not a regular file"),
        (lair, "not a regular file"),
        (Path.mkdir, "a folder"),
        (locked, "no permission"),
        (lambda path: path.symlink_to("/dev/zero"), "a link"),
        (lambda path: path.symlink_to("/dev/stdin"), "a link"),
        (lambda path: path.symlink_to(path.parent / "nowhere.txt"), "a link"),
        (lambda path: path.symlink_to(path), "a link"),
        (lambda path: None, "not there"),
    ],
    ids=["pipe", "socket", "folder", "locked", "zeros", "input", "dangling", "looping", "nothing"],
)
def test_what_is_no_document_is_refused_unread(
    make: Callable[[Path], object], words: str, keeper: Keeper, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    make(path)
    assert re.search(words, keeper.visit(path).sentences["open"])


def test_a_file_that_grows_while_it_is_read_is_read(keeper: Keeper, tmp_path: Path) -> None:
    path, ended = tmp_path / "a.txt", Event()
    path.write_text("It rained. " * 9_000, encoding="utf-8")

    def grow() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not ended.is_set():
                file.write("It rained. ")
                file.flush()

    writer = Thread(target=grow)
    writer.start()
    visit = keeper.visit(path)
    ended.set()
    writer.join()
    assert visit.text is not None
    assert visit.text.sentence_count >= 9_000


@pytest.mark.parametrize(
    "name",
    ["tree in a circle.pdf", "laughs.docx", "odd references.html", "program", "cut at 60.epub"],
)
def test_the_command_line_says_one_sentence_at_most(name: str, tmp_path: Path) -> None:
    (animal,) = (one for one in ALL if one.name == name)
    done = subprocess.run(
        [sys.executable, "-m", "counterpoint", "text", str(animal.write(tmp_path))],
        env={**os.environ, "PYTHONPATH": str(DESKTOP), "COUNTERPOINT_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode().splitlines()
    assert (done.returncode, len(said)) == ((0, 0) if animal.end == SHOWN else (1, 1))

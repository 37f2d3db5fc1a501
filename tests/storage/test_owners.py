"""Files of readers are called by whose they are, not by the two ids in their names."""

from __future__ import annotations

import pytest

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.identity import Identity
from counterpoint.storage.names import file_names
from counterpoint.storage.owners import with_owner
from counterpoint.storage.store import Store
from tests.storage.outside import told
from tests.storage.samples import ANA, BEN, LONG, called, claim, reopened, saved

HERE = Identity("6b90" + "a" * 28, "Ada", "b" * 28 + "9448")
NAMES = file_names(HERE.file_name)
BENS = "Ben's"
CALLED = "file in this project (readers/6b90…9448.json"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("“{}” was damaged.", f"Your {CALLED}) was damaged."),
        ("Line 7 of “{}.journal” is odd.", f"Line 7 of your {CALLED}.journal) is odd."),
        ("“{}.bak” is another’s.", "“{}.bak” is another’s."),
    ],
)
def test_long_names_are_cropped_and_lines_stay(sentence: str, words: str) -> None:
    name = HERE.file_name
    assert with_owner(sentence.format(name), NAMES, "your") == words.format(name)


def test_what_is_wrong_at_opening_says_whose_file_it_is(folder: ProjectFolder) -> None:
    for by in (HERE, ANA, BEN):
        path = saved(folder, claim(1, writer=by.installation), by=by)
        path.write_bytes(path.read_bytes()[:-40])
    stranger = folder.readers / "stranger.json"
    stranger.write_bytes(b"")
    findings = " ".join(reopened(folder, HERE)[1])
    assert f"Your {CALLED}) was damaged" in findings
    assert "Ana's file in this project (readers/ana-laptop.json) was damaged" in findings
    assert "“stranger.json” was damaged, or changed by another program: nothing in it" in findings


def test_what_goes_wrong_while_open_says_so_too(folder: ProjectFolder) -> None:
    mine, theirs = saved(folder, claim(1)), saved(folder, claim(2, writer="desktop"), by=BEN)
    ana = Store.open(folder.path, ANA)
    for path in (mine, theirs):
        path.write_bytes(path.read_bytes()[:-40])
    sentences = told(ana)[1]
    assert f"{called(mine, 'Your')} was damaged" in sentences
    assert f"{called(theirs, BENS)} was damaged" in sentences
    assert ana.close(LONG)

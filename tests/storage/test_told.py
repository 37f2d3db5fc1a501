"""What is wrong with a file is told once, however often the file changes."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest

from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.store import Store
from counterpoint.storage.told import MOST_COUNTED, MOST_TIMES, MOST_TOLD, ToldFindings
from tests.storage.outside import told
from tests.storage.samples import ANA, BEN, LONG, claim, saved

LINE = "“x.json”, line {}, table claims: record claim-{} is damaged and was left out."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LINE.format(4, 1), LINE.format(90, 1)),
        ("Line 2 of “x” is damaged.", "Lines 2 and 3 of “x” are damaged."),
        ("Line 2 of “x” was cut off.", "Lines 2, 3 and 4 of “x” were cut off."),
        ("Lines 2 and 3 of “x” are damaged.", "Lines 5, 6 and 998 more lines of “x” are damaged."),
        ("“x” cannot be read (byte 17).", "“x” cannot be read (byte 4)."),
    ],
)
def test_findings_that_differ_in_numbers_only_are_one(first: str, second: str) -> None:
    findings = ToldFindings()
    assert findings.news("x", [first]) == [first]
    assert findings.news("x", [second]) == []
    assert list(findings.sentences()) == [second]


def test_another_record_another_file_and_what_comes_back_are_told() -> None:
    findings = ToldFindings()
    first, second = LINE.format(4, 1), LINE.format(4, 2)
    assert findings.news("x", [first, first]) == [first, first]
    assert findings.news("x", [first, second]) == [second]
    assert findings.news("y", [first]) == [first]
    assert findings.news("x", []) == []
    assert list(findings.sentences()) == [first]
    assert findings.news("x", [first]) == [first]


def test_findings_of_one_meaning_all_stay() -> None:
    findings = ToldFindings()
    same = [LINE.format(number, 1) for number in range(3)]
    assert findings.news("x", same) == same
    assert list(findings.sentences()) == same


def test_findings_of_one_file_do_not_pile_up() -> None:
    findings = ToldFindings()
    for number in range(3 * MOST_TOLD):
        findings.news("x", [LINE.format(1, number)])
    assert len(list(findings.sentences())) == MOST_TOLD


def test_a_file_that_changes_all_the_time_is_told_once_until_it_is_sound(
    folder: ProjectFolder,
) -> None:
    path = saved(folder, claim(1), by=BEN)
    sound = path.read_bytes()
    spoilt = sound.replace(b'"rev":1', b'"rev":"one"')
    ana = Store.open(folder.path, ANA)
    before = []
    for number in range(5):
        path.write_bytes(b"\n" * number + spoilt)
        before.append(told(ana)[1])
    assert [bool(one) for one in before] == [True, False, False, False, False]
    assert len(ana.findings) == len(set(ana.findings)) <= 2
    path.write_bytes(sound)
    assert told(ana) == ({}, "")
    assert ana.findings == ()
    path.write_bytes(spoilt)
    assert told(ana)[1] == before[0]
    assert ana.close(LONG)


def test_a_copy_that_changes_all_the_time_is_told_once(folder: ProjectFolder) -> None:
    copy = saved(folder, claim(1)).with_name("ana-laptop (1).json")
    sound = copy.with_name(ANA.file_name).read_bytes()
    ana = Store.open(folder.path, ANA)
    counts = []
    for number in range(4):
        copy.write_bytes(sound[: -40 - number])
        counts.append(told(ana)[1].count("nother version of your file"))
    assert counts == [1, 0, 0, 0]
    assert ana.close(LONG)


def findings(store: Store) -> int:
    """How many findings still hold."""
    return len(store.findings)


def test_a_file_that_could_not_be_read_is_told_no_more_once_it_is_gone(
    folder: ProjectFolder,
) -> None:
    saved(folder, claim(1))
    ana = Store.open(folder.path, ANA)
    for number in range(3):
        link = folder.readers / f"{number}.json"
        link.symlink_to(folder.path)
        assert "is a link" in told(ana)[1]
        assert told(ana) == ({}, "")
        assert findings(ana) == 1
        link.unlink()
        assert told(ana) == ({}, "")
        assert findings(ana) == 0
    assert ana.close(LONG)


def test_a_file_is_read_as_soon_as_it_can_be_however_it_looks(
    folder: ProjectFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(folder, claim(1), by=BEN)
    opened = os.open

    def refuse(name: Any, *rest: Any) -> int:
        """A disk that does not give this file out."""
        if name == path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(name, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        ana = Store.open(folder.path, ANA)
        assert told(ana) == ({}, "")
        assert findings(ana) == 1
    assert told(ana)[0].keys() == {"claim-1"}
    assert findings(ana) == 0
    assert ana.close(LONG)


def test_what_comes_and_goes_all_the_time_is_told_a_few_times(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), by=BEN)
    sound = path.read_bytes()
    ana = Store.open(folder.path, ANA)
    damaged, gone = [], []
    for _ in range(2 * MOST_TIMES):
        path.write_bytes(sound[:-40])
        damaged.append(told(ana)[1].count("was damaged"))
        path.unlink()
        gone.append(told(ana)[1].count("is gone"))
        path.write_bytes(sound)
        assert told(ana)[1] == ""
    assert damaged == gone == [1] * MOST_TIMES + [0] * MOST_TIMES
    assert ana.close(LONG)


def test_how_often_something_was_told_is_not_kept_for_ever() -> None:
    findings = ToldFindings()
    for _ in range(MOST_TIMES):
        assert findings.may_tell("x", "It is gone.")
    assert not findings.may_tell("x", "It is gone.")
    for number in range(MOST_COUNTED):
        assert findings.may_tell(str(number), "It is gone.")
    assert findings.may_tell("x", "It is gone.")


def test_many_findings_of_one_meaning_are_told_together() -> None:
    same = [LINE.format(number, 1) for number in range(3 * MOST_TIMES)]
    assert ToldFindings().news("x", same) == same

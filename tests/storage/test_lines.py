"""Damaged and hand-edited files: the finding names the record and the line it stands in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint.storage.checking.check import Checkup
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.gathering import MOST_NAMED
from counterpoint.storage.journal import Put, render_gesture
from counterpoint.storage.lines import MOST_SOUGHT, Lines, Place, lines_by_id
from counterpoint.storage.names import file_names
from counterpoint.storage.store import Store
from tests.storage.outside import told
from tests.storage.samples import ANA, BEN, LONG, called, claim, reopened, saved, unclean

SPOILT = '"rev":"one"'


def spoil(text: str) -> str:
    """The revision of the second claim made a word, as a slip in an editor does."""
    before, mark, after = text.partition('"id":"claim-2"')
    return before + mark + after.replace('"rev":1', SPOILT, 1)


def line_of(path: Path) -> int:
    """The number of the line that was spoilt."""
    lines = path.read_text("utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if SPOILT in line)


@pytest.mark.parametrize("whose", [ANA, BEN], ids=lambda identity: identity.name)
def test_a_spoilt_record_of_a_snapshot(folder: ProjectFolder, whose: object) -> None:
    identity = ANA if whose is ANA else BEN
    path = saved(folder, claim(1), claim(2), claim(3), by=identity)
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    file = called(path, "Your" if identity is ANA else "Ben's")
    place = f"{file}, line {line_of(path)}, table claims: record claim-2 is damaged"
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1", "claim-3"}
    assert any(place in finding for finding in findings)


def test_a_spoilt_record_of_a_journal(folder: ProjectFolder) -> None:
    _, journal = unclean(folder, [claim(1)], [claim(3)])
    row = b'{"id":"claim-2","rev":"one"}'
    with journal.open("ab") as file:
        file.write(render_gesture(2, (Put("claims", "7", row),)))
    place = f"{called(journal, 'Your')}, line 3, table claims"
    records, findings = reopened(folder)
    assert records.keys() == {"claim-1", "claim-3"}
    assert any(place in finding for finding in findings)


def test_a_spoilt_record_in_a_file_that_was_laid_out_anew(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), by=BEN)
    text = json.dumps(json.loads(spoil(path.read_text("utf-8"))), indent=2)
    path.write_text(text, "utf-8")
    number = 1 + text.splitlines().index('      "id": "claim-2",')
    _, findings = reopened(folder)
    assert any(f"line {number}, table claims: record claim-2" in finding for finding in findings)


def test_of_several_lines_with_one_id_the_last_is_named_everywhere(folder: ProjectFolder) -> None:
    snapshot, journal = unclean(folder, [claim(1), claim(2)], [claim(3)], [claim(2, rev=2)])
    for number in (4, 5):
        row = b'{"id":"claim-2","rev":"one","note":"%d"}' % number
        with journal.open("ab") as file:
            file.write(render_gesture(number - 1, (Put("claims", "2", row),)))
    identity = Lines(folder, file_names(snapshot.name))
    assert identity.place_of("claim-2") == Place(journal.name, 5)
    assert identity.place_of("claim-1").name == snapshot.name
    (fault,) = (one for one in Checkup(folder.path, ANA).faults if one.record == "claim-2")
    assert (fault.file, fault.line) == (f"readers/{journal.name}", 5)
    findings = reopened(folder)[1]
    assert any(f"{called(journal, 'Your')}, line 5, table claims" in one for one in findings)


def test_an_id_is_found_however_it_is_spelt() -> None:
    lines = (
        b'{"id":"\\u00e4\\"1"},',
        b'{"id" : "\xc3\xa42"}, {"quote": "\\"id\\": \\"no\\""}',
        b'{"id": "\\x"}',
    )
    assert lines_by_id(b"\n".join(lines)) == {'ä"1': 1, "ä2": 2, "\\x": 3}


def test_a_row_without_an_id_has_its_line_in_a_check_too(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), by=BEN)
    path.write_text(path.read_text("utf-8").replace('"id":"claim-2",', '"rev":"x",'), "utf-8")
    (fault,) = (one for one in Checkup(folder.path, ANA).faults if "row 2" in one.what)
    line = path.read_text("utf-8").splitlines()[(fault.line or 0) - 1]
    assert line.lstrip().startswith('"2":')


def test_of_very_many_rows_without_ids_some_are_named(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), by=BEN)
    text = path.read_text("utf-8")
    spoilt = "".join(f'"{number}": {{"x":{number}}},\n' for number in range(10, MOST_SOUGHT + 13))
    path.write_text(text.replace('"claims": {\n', f'"claims": {{\n{spoilt}'), "utf-8")
    findings, whose = [one for one in reopened(folder)[1] if "left out" in one], "Ben's"
    assert len(findings) == MOST_NAMED + 1
    assert findings[-1].startswith(f"In {called(path, whose)} 3 more records are")
    rows = [one for one in Checkup(folder.path, ANA).faults if "table claims, row" in one.what]
    assert len(rows) == MOST_SOUGHT + 3
    assert sum(one.line is not None for one in rows) == MOST_SOUGHT


def test_what_is_spoilt_while_open_is_told_with_its_line(folder: ProjectFolder) -> None:
    path = saved(folder, claim(1), claim(2), by=BEN)
    ana = Store.open(folder.path, ANA)
    text = path.read_text("utf-8").replace('"id":"claim-2","rev":1', f'"id":"claim-2",{SPOILT}')
    path.write_text(text, "utf-8")
    _, sentences = told(ana)
    assert f"line {line_of(path)}, table claims: record claim-2 is damaged" in sentences
    assert any("record claim-2" in finding for finding in ana.findings)
    assert ana.close(LONG)


def merged_by_git(text: str) -> str:
    """Two versions of a claim as git leaves them, and one more claim on either side."""
    (line,) = [line for line in text.splitlines() if '"id":"claim-2"' in line]
    theirs = line.replace('"rev":1', '"rev":4')
    extra = [line.replace("claim-2", name).replace('"2"', row) for name, row in _EXTRA]
    both = ["<<<<<<< HEAD", line, extra[0], "=======", theirs, extra[1], ">>>>>>> other"]
    return text.replace(line, "\n".join(both))


_EXTRA = (("claim-8", '"8"'), ("claim-9", '"9"'))


@pytest.mark.parametrize("whose", [ANA, BEN], ids=lambda identity: identity.name)
def test_both_sides_of_a_merge_that_git_left_are_read(folder: ProjectFolder, whose: object) -> None:
    identity = ANA if whose is ANA else BEN
    path = saved(folder, claim(1), claim(2), claim(3), by=identity)
    merged = merged_by_git(path.read_text("utf-8"))
    path.write_text(merged, "utf-8")
    records, findings = reopened(folder)
    assert records.keys() == {f"claim-{number}" for number in (1, 2, 3, 8, 9)}
    assert records["claim-2"].rev == 4
    assert any("git could not finish" in finding for finding in findings)
    assert any(path.name in finding and "ines" in finding for finding in findings)
    if identity is ANA:
        kept = path.with_name(f"{path.name}.damaged-1")
        assert kept.read_text("utf-8") == merged
        assert reopened(folder) == (records, ())


def test_both_sides_of_a_journal_that_git_left_are_read(folder: ProjectFolder) -> None:
    _, journal = unclean(folder, [claim(0)], [claim(1)], [claim(2)])
    head, first, second = journal.read_bytes().splitlines(keepends=True)
    ends = b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> other\n"
    journal.write_bytes(head + ends[0] + first + ends[1] + second + ends[2])
    records, findings = reopened(folder)
    assert records.keys() == {"claim-0", "claim-1", "claim-2"}
    assert any("git could not finish" in finding for finding in findings)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: b"\0" * len(data),
        lambda data: data[: len(data) // 2],
        lambda data: b"<html>Please log in</html>",
    ],
    ids=["empty", "zeroes", "half", "a login page"],
)
def test_a_damaged_file_never_silently_becomes_an_empty_project(
    folder: ProjectFolder, harm: Callable[[bytes], bytes]
) -> None:
    path = saved(folder, claim(1), claim(2))
    damaged = harm(path.read_bytes())
    path.write_bytes(damaged)
    ana = Store.open(folder.path, ANA)
    ana.save([claim(3)])
    assert ana.close(LONG)
    assert ana.findings
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == damaged

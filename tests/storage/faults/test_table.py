"""What the table of faults says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.faults.__main__ import main
from tests.storage.faults.cases import Case, Row, row_of
from tests.storage.faults.kinds import run
from tests.storage.faults.table import table


def test_cases_are_counted_and_the_faulty_named() -> None:
    cases = [Case("a"), Case("b", lost=2, wrong="stuck"), Case("c", silent=1, unreadable=1)]
    row = row_of("kills", cases)
    assert (row.cases, row.lost, row.unreadable, row.silent, row.wrong) == (3, 2, 1, 1, 1)
    assert row.faulty == ["b: 2 lost, stuck", "c: 1 unreadable, 1 silent"]
    assert not row.is_sound


def test_what_could_not_be_tried_is_no_case_and_no_fault() -> None:
    row = row_of("full", [Case("tmpfs", skipped="mounting is not allowed here.")])
    assert (row.cases, row.is_sound) == (0, True)
    assert table([row]).endswith("full, skipped: tmpfs: mounting is not allowed here.")


def test_a_kind_without_cases_is_not_sound() -> None:
    assert not row_of("kills", []).is_sound


def test_the_table_names_a_few_of_many_faults() -> None:
    row = row_of("cuts", [Case(f"byte {n}", lost=1000) for n in range(9)])
    lines = table([row]).splitlines()
    assert lines[1].split() == ["cuts", "9", "9,000", "0", "0", "0", "0"]
    assert lines[2] == "cuts, byte 0: 1000 lost"
    assert lines[-1] == "cuts, and 4 more."


def test_a_kind_that_ends_badly_is_faulty(tmp_path: Path) -> None:
    row = run("no_such_kind", tmp_path, is_long=False)
    assert row == Row("no_such_kind", 0, 0, 0, 0, 1, 0.0, ["no_such_kind ended with exit code 1"])
    assert not row.is_sound


def test_an_unknown_kind_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["floods"]) == 2
    assert "no kind of fault floods" in capsys.readouterr().err

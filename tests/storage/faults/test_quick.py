"""The quick set of every kind of fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.faults.kinds import KINDS, run


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_is_lost_in(kind: str, tmp_path: Path) -> None:
    row = run(kind, tmp_path, is_long=False)
    assert (row.lost, row.unreadable, row.silent, row.faulty) == (0, 0, 0, [])
    if not row.cases:
        pytest.skip("; ".join(row.skipped))
    assert row.cases > 0

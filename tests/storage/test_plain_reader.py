"""What the manual says of a project's files is enough to read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.storage import plain_reader

FORMATS = Path(__file__).parent / "formats"
PAGE = Path(__file__).parents[2] / "resources" / "manual" / "files.md"


def test_a_program_that_knows_only_the_manual_reads_the_same_records() -> None:
    told = json.loads((FORMATS / "1.expected.json").read_text(encoding="utf-8"))
    assert plain_reader.project(FORMATS / "1") == told


def test_it_tells_a_changed_file_from_a_sound_one(tmp_path: Path) -> None:
    data = (FORMATS / "1" / "readers" / "bo-desk.json").read_bytes()
    path = tmp_path / "bo-desk.json"
    for changed in (data.replace(b"treaty", b"treatY"), data.replace(b'ration":3', b'ration":4')):
        path.write_bytes(changed)
        assert not plain_reader.is_sound(path)
    path.write_bytes(data)
    assert plain_reader.is_sound(path)


@pytest.mark.parametrize("table", plain_reader.TABLES)
def test_the_manual_names_every_field(table: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = json.loads((FORMATS / "1.expected.json").read_text(encoding="utf-8"))
    unknown = {"mood", "deep", "weight", "shelf"}
    names = {name for record in told[table].values() for name in _names(record)}
    assert {name for name in names - unknown if f"`{name}`" not in page} == set()


def _names(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set().union(*map(_names, value)) if isinstance(value, list) else set()

"""What a reader has set, as it stands in its file."""

from __future__ import annotations

from dataclasses import fields

import pytest

from counterpoint.app.appearance import LINES, stepped, told
from counterpoint.app.settings import NOTES, Settings, parse_settings, write_settings

CHANGED = Settings("dark", "sepia", 20, "sans", "narrow", "open")


def test_what_is_written_is_read_again() -> None:
    assert parse_settings(write_settings(CHANGED)) == CHANGED


def test_every_field_is_explained_in_the_file_and_can_be_set_on_the_card() -> None:
    names = [field.name for field in fields(Settings)]
    assert list(NOTES) == names
    assert {line.field for line in LINES} == set(names)
    assert all(f"# {note}\n" in write_settings(CHANGED) for note in NOTES.values())


@pytest.mark.parametrize(
    "line",
    [
        "type_size = 99",
        "type_size = 16.0",
        "type_size = true",
        'type_size = "20"',
        'pages = "black"',
        "pages = ['dark']",
        "face = 3",
        "column = {wide = 1}",
        'leading = ""',
    ],
)
def test_what_is_unfit_falls_back_alone(line: str) -> None:
    assert parse_settings(f'theme = "dark"\n{line}\n') == Settings(theme="dark")


def test_a_step_ends_where_the_row_ends() -> None:
    assert stepped(Settings(), "column", -9).column == "narrow"
    assert stepped(Settings(), "type_size", 9).type_size == 28
    assert told(Settings(), "pages") == "Pages are as the window is."

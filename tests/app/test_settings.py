"""What a reader has set, as it stands in its file."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from counterpoint.app.appearance import stepped, told, with_settings
from counterpoint.app.settings import SETTINGS, Settings, parse_settings, write_settings

CHANGED = Settings("sepia", "dark", 20, "sans", "narrow", "open")


def test_what_is_written_is_read_again() -> None:
    assert parse_settings(write_settings(CHANGED)) == CHANGED


def test_every_field_is_explained_in_the_file() -> None:
    assert all(f"# {one.note}\n{one.field} = " in write_settings(CHANGED) for one in SETTINGS)


def test_what_can_be_chosen_is_what_the_types_say() -> None:
    hints = get_type_hints(Settings)
    worded = {one.field: [choice.value for choice in one.choices] for one in SETTINGS}
    del worded["type_size"]
    assert worded == {field: list(get_args(hints[field])) for field in worded}


def test_the_manual_tells_what_can_be_chosen() -> None:
    page = with_settings("<!-- settings -->\nold\n<!-- end -->\n")
    assert "| Pages | as the window is, light, sepia or dark |\n" in page
    assert "| Type size | 12 to 28 pixels high |\n" in page
    assert "old" not in page


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


def test_a_number_too_long_to_be_read_is_no_setting() -> None:
    assert parse_settings(f"type_size = {'1' * 5000}") == Settings()

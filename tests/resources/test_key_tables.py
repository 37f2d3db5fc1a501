"""Tables of keys made from command rows."""

from __future__ import annotations

import pytest

from counterpoint.app.commands import CHOOSING, Command, Row, bound
from counterpoint.app.key_sheet import ADDING, groups_of
from counterpoint.app.key_tables import filled, table_of
from counterpoint.domain.scheme import Scheme
from counterpoint.ui.rows import declared_rows


def rows(*commands: Command[None]) -> tuple[Row, ...]:
    """Commands of an area that does not matter."""
    return bound(commands, None)


def command(identity: str, title: str, *keys: str, help_: str = "") -> Command[None]:
    """A command in the menu Go."""
    return Command(identity, title, lambda _: None, keys, "Go", help=help_)


def test_a_row_has_its_keys_and_its_help() -> None:
    first = command("go.first", "Beginning", "g g", "Home")
    last = command("go.last", "End | edge", "\\", help_="As far as it goes.")
    assert table_of(rows(first, last), "Go") == (
        "| Keys | Command | What it does |\n"
        "| --- | --- | --- |\n"
        "| `g` `g` or `Home` | Beginning |  |\n"
        "| `\\` | End \\| edge | As far as it goes. |\n"
    )


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    assert table_of(rows(command("a", "A", "a")), "Go") == (
        "| Keys | Command |\n| --- | --- |\n| `a` | A |\n"
    )


def test_commands_stand_where_a_reader_looks_for_them() -> None:
    choose = Command[None]("relate.choose", "Choose", lambda _: None, ("Enter",), when=CHOOSING)
    found = rows(
        choose,
        command("claim.kind.x", "X", "1"),
        command("claim.add.x", "Add X", "+ 1"),
        command("claim.add.y", "Add Y", "+ 2"),
        command("relate.as.z", "Z", "z"),
        command("go.home", "Home"),
        Command[None]("view.menu", "Menu", lambda _: None, ("F10",)),
    )
    assert "`Enter`" in table_of(found, "While tying")
    assert table_of(found, "Kinds").count("\n") == 4
    assert "`z`" in table_of(found, "Relations")
    assert "| Home | Go |" in table_of(found, "Without a key")
    assert "`F10`" in table_of(found, "View")


def test_the_key_sheet_and_the_tables_have_each_key_in_the_same_group() -> None:
    declared = declared_rows()
    for group in groups_of(declared, Scheme().active_kinds()):
        told = table_of(declared, group.title)
        lines = [line for line in group.lines if line.title != ADDING]
        assert [line.title for line in lines if f"| {line.title} |" not in told] == []


def test_a_page_keeps_all_but_its_tables() -> None:
    page = "# Keys\n\n<!-- keys: Go -->\nold\n<!-- end -->\n\nMore.\n"
    once = filled(page, rows(command("a", "A", "a")))
    assert once.startswith("# Keys\n\n<!-- keys: Go -->\n\n| Keys ")
    assert once.endswith("| `a` | A |\n\n<!-- end -->\n\nMore.\n")
    assert filled(once, rows(command("a", "A", "a"))) == once


def test_a_table_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="Nowhere"):
        filled("<!-- keys: Nowhere -->\n<!-- end -->\n", ())


def test_no_command_promises_that_all_is_saved() -> None:
    told = {row.id: row.help for row in declared_rows()}
    assert "not saved yet" in told["file.close"]
    assert [one for one, help_ in told.items() if "everything is saved" in help_] == []

"""A reader gives commands other keys."""

import os
from pathlib import Path

import pytest

from counterpoint.app.commands import READING, TYING, Mode, Row
from counterpoint.app.keymap import Keymap
from counterpoint.app.own_keys import (
    MOST_FINDINGS,
    OwnKeys,
    load_own_keys,
    parse_own_keys,
    rebind,
    template,
)
from counterpoint.storage.durable import read_plain


def row(identity: str, *keys: str, when: frozenset[Mode] = READING) -> Row:
    """A row with those keys, titled after its id."""
    return Row(identity, identity.replace(".", " "), keys, "", when, "", "", lambda: None)


ROWS = (
    row("claim.star", "*"),
    row("go.first", "g g", "Home"),
    row("go.next", "j", "Down"),
    row("relate.as.supports", "s", when=TYING),
)


def rebound(text: str) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The keys by id, and the findings, of a file; a keymap can always be made of them."""
    rows, findings = rebind(ROWS, parse_own_keys(text))
    Keymap(rows)
    return {one.id: one.keys for one in rows}, findings


def test_a_command_gets_other_keys_or_none() -> None:
    keys, findings = rebound('"claim.star" = ["Ctrl+B", "y"]\n"go.first" = ""\n"go.next" = []')
    assert keys["claim.star"] == ("Ctrl+B", "y")
    assert (keys["go.first"], keys["go.next"]) == ((), ())
    assert findings == ()


def test_a_key_is_shown_as_the_program_writes_it() -> None:
    keys, _ = rebound('"claim.star" = ["ctrl+pagedown", "ctrl+b", "Ctrl+B", "ctrl++", "G  g"]')
    assert keys["claim.star"] == ("Ctrl+PgDown", "Ctrl+B", "Ctrl++", "g g")


def test_an_id_without_quotation_marks_is_understood() -> None:
    keys, findings = rebound('claim.star = "y"\n[go]\nfirst = "x"')
    assert (keys["claim.star"], keys["go.first"]) == (("y",), ("x",))
    assert findings == ()


def test_a_default_gives_way_and_both_are_named() -> None:
    keys, findings = rebound('"claim.star" = "j"')
    assert (keys["claim.star"], keys["go.next"]) == (("j",), ("Down",))
    assert findings == ("“j” now means “claim star”; “go next” has lost it.",)


def test_of_two_that_want_one_key_the_first_has_it() -> None:
    keys, findings = rebound('"go.next" = "y"\n"claim.star" = ["y", "x"]')
    assert (keys["go.next"], keys["claim.star"]) == (("y",), ("x",))
    assert findings == ("“y” is given to “go next” and to “claim star”; it does the first.",)


def test_modes_that_never_meet_may_share_a_key() -> None:
    keys, findings = rebound('"claim.star" = "s"')
    assert (keys["claim.star"], keys["relate.as.supports"]) == (("s",), ("s",))
    assert findings == ()


def test_a_key_that_hides_a_sequence_is_named() -> None:
    _, findings = rebound('"claim.star" = "g"')
    assert findings == ("“g” (“claim star”) hides “g g” (“go first”).",)
    _, findings = rebound('"relate.as.supports" = "g"')
    assert findings == ()


def test_an_unknown_id_is_named_with_the_nearest() -> None:
    _, findings = rebound('"claim.satr" = "y"\n"zzz" = "x"\n"claim.kind.mine" = "z"')
    assert findings == (
        "There is no command “claim.satr”; did you mean “claim.star”?",
        "There is no command “zzz”; “Change keys …” names them all.",
    )


def test_a_command_of_an_area_not_on_the_screen_is_known() -> None:
    own = parse_own_keys('"file.later" = "j"')
    rows, findings = rebind(ROWS, own, [row("file.later"), row("claim.star", "j")])
    assert [one.id for one in rows] == [one.id for one in ROWS]
    assert findings == ("“j” now means “file later”; “go next” has lost it.",)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('"claim.star" = 5', "quotation marks"),
        ('"claim.star" = "Hyper+x"', "“Hyper+x” is not a key"),
        ('"claim.star" = "Ctrl+"', "“Ctrl+” is not a key"),
        ('"claim.star" = "word"', "“word” is not a key"),
        ('"claim.star" = "Shift+1"', "the sign that Shift gives"),
        ('"claim.star" = "a b c d"', "three keys in a row"),
    ],
)
def test_what_is_not_a_key_is_named_and_the_rest_taken(line: str, part: str) -> None:
    own = parse_own_keys(f'{line}\n"go.next" = "escape"')
    assert own.keys == {"go.next": ("Esc",)}
    assert len(own.findings) == 1
    assert part in own.findings[0]


def test_of_a_broken_file_the_whole_lines_are_taken() -> None:
    own = parse_own_keys('"claim.star" = "y"\n"go.next" = \n"go.first" = "x"\n"claim.star" = "z"')
    assert own.keys == {"claim.star": ("y",), "go.first": ("x",)}
    assert own.findings == (
        "Line 2 of keys.toml cannot be read; correct it. The other lines hold.",
        "“claim.star” stands twice in keys.toml; the first counts.",
    )


def test_no_file_is_no_keys_and_a_strange_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    assert load_own_keys(path, read_plain) == OwnKeys()
    path.write_bytes('"claim.star" = "é"'.encode("latin-1"))
    assert "UTF-8" in load_own_keys(path, read_plain).findings[0]
    path.write_text('"claim.star" = "y"', encoding="utf-8-sig")
    assert load_own_keys(path, read_plain).keys == {"claim.star": ("y",)}


def test_the_template_is_all_comment_and_every_line_of_it_holds() -> None:
    rows = (*ROWS, row("pane.add", "Ctrl+\\"), row("view.claims"), row("odd.quote", '"'))
    text = template(rows)
    assert parse_own_keys(text) == OwnKeys()
    lines = [line[2:] for line in text.splitlines() if line.startswith('# "')]
    own = parse_own_keys("\n".join(lines))
    assert own.keys == {one.id: one.keys for one in rows}
    assert own.findings == ()


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    os.mkfifo(path)
    own = load_own_keys(path, read_plain)
    assert own.keys == {}
    assert "not an ordinary file" in own.findings[0]


def test_a_file_that_is_wrong_all_over_is_not_named_line_by_line() -> None:
    assert len(parse_own_keys("=\n" * 5000).findings) == MOST_FINDINGS
    strange = "".join(f'"no.such.{n}" = "x"\n' for n in range(5000))
    _, findings = rebind([], parse_own_keys(strange))
    assert len(findings) == MOST_FINDINGS

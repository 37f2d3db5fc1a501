"""Keys find their commands on every keyboard."""

from typing import Any

import pytest

from counterpoint.app import classifying, editing, relating, walking
from counterpoint.app.commands import ALWAYS, READING, TYING, Command, Commands, Mode, Row
from counterpoint.app.keymap import Keymap, KeyPress, Stroke, caps_of
from counterpoint.domain.scheme import Kind, Scheme


def row(identity: str, *keys: str, when: frozenset[Mode] = READING) -> Row:
    """A row with those keys."""
    return Row(identity, identity, keys, "", when, "", "", lambda: None)


def pressed(keymap: Keymap, *keys: str, mode: Mode = Mode.READING) -> list[str | None]:
    """What keys, one after the other, complete."""
    return [keymap.press(KeyPress(Stroke.parse(key).normalised()), mode) for key in keys]


@pytest.mark.parametrize("text", ["Ctrl+Shift+Z", "Shift+J", "]", "Ctrl++", "Alt+Shift+Right", "+"])
def test_keys_are_read_as_written(text: str) -> None:
    stroke = Stroke.parse(text)
    assert (stroke.ctrl, stroke.alt) == ("Ctrl" in text, "Alt" in text)
    assert stroke.key in {"z", "j", "]", "+", "Right"}


def test_an_unknown_modifier_is_refused() -> None:
    with pytest.raises(ValueError, match="not a key"):
        Stroke.parse("Hyper+x")


@pytest.mark.parametrize("text", ["", "Ctrl+", "Ctrl", "word", "Ctrl+word", "F13", "+x", "a+"])
def test_what_is_not_a_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        Stroke.parse(text)


@pytest.mark.parametrize(
    ("text", "stroke"),
    [("escape", Stroke("Esc")), ("ctrl+pgdn", Stroke("PgDown", ctrl=True)), ("f1", Stroke("F1"))],
)
def test_names_of_keys_may_be_written_otherwise(text: str, stroke: Stroke) -> None:
    assert Stroke.parse(text) == stroke


@pytest.mark.parametrize(
    ("text", "caps"),
    [
        ("j", ("j",)),
        ("Shift+J", ("Shift J",)),
        ("Ctrl++", ("Ctrl +",)),
        ("g g", ("g", "g")),
        ("Alt+Shift+Right", ("Alt Shift →",)),
        ("ctrl+z", ("Ctrl Z",)),
    ],
)
def test_keys_are_shown_as_caps(text: str, caps: tuple[str, ...]) -> None:
    assert caps_of(text) == caps


def test_shift_counts_for_letters_and_not_for_signs() -> None:
    keymap = Keymap([row("a", "j"), row("b", "Shift+J"), row("c", "*")])
    typed = Stroke("*", shift=True).normalised()
    assert keymap.press(KeyPress(typed), Mode.READING) == "c"
    assert pressed(keymap, "j", "Shift+J") == ["a", "b"]


def test_a_sequence_waits_for_its_end() -> None:
    keymap = Keymap([row("first", "g g"), row("down", "j")])
    assert pressed(keymap, "g") == [None]
    assert keymap.pending
    assert pressed(keymap, "g", "g", "j") == ["first", None, "down"]
    assert not keymap.pending


def test_a_key_in_another_script_counts_by_its_place() -> None:
    keymap = Keymap([row("next", "j"), row("one", "1")])
    hangul = KeyPress(Stroke("ㅓ"), Stroke("j"))
    french_digit = KeyPress(Stroke("&"), Stroke("1"))
    assert keymap.press(hangul, Mode.READING) == "next"
    assert keymap.press(french_digit, Mode.READING) == "one"


def test_the_character_goes_before_the_place() -> None:
    keymap = Keymap([row("m", "m"), row("comma", ",")])
    assert keymap.press(KeyPress(Stroke("m"), Stroke(",")), Mode.READING) == "m"


def test_a_mode_has_keys_of_its_own() -> None:
    keymap = Keymap([row("cause", "c"), row("contradicts", "s", when=TYING), row("q", "x")])
    assert pressed(keymap, "s", mode=Mode.TYING) == ["contradicts"]
    assert pressed(keymap, "c", mode=Mode.TYING) == [None]


def test_a_kind_without_a_key_is_a_command_all_the_same() -> None:
    plain = Kind(id="rumour", name="Rumour", order=20)
    commands = {one.id: one for one in classifying.kind_commands(Scheme.of([plain], []))}
    assert commands["claim.kind.rumour"].keys == commands["claim.add.rumour"].keys == ()
    assert commands["claim.kind.rumour"].title == "Rumour"


def test_two_commands_on_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="share a key"):
        Keymap([row("a", "j"), row("b", "j", when=ALWAYS)])
    with pytest.raises(ValueError, match="share an id"):
        Commands([row("a"), row("a")])


def test_the_contract_of_default_keys() -> None:
    commands: list[Command[Any]] = [
        *walking.COMMANDS,
        *classifying.COMMANDS,
        *classifying.kind_commands(Scheme()),
        *relating.COMMANDS,
        *editing.COMMANDS,
    ]
    keys = {one.id: set(one.keys) for one in commands}
    expected = {
        "go.sentence.next": {"j", "Down"},
        "go.sentence.previous": {"k", "Up"},
        "select.sentence.more": {"Shift+J", "Shift+Down"},
        "select.sentence.less": {"Shift+K", "Shift+Up"},
        "select.end.later": {"Shift+Right"},
        "select.end.earlier": {"Shift+Left"},
        "select.start.later": {"]", "Alt+Shift+Right"},
        "select.start.earlier": {"[", "Alt+Shift+Left"},
        "go.paragraph.next": {"}"},
        "go.paragraph.previous": {"{"},
        "claim.kind.forecast": {"1"},
        "claim.add.question": {"+ 9"},
        "claim.kind.highlight": {"0"},
        "claim.star": {"*"},
        "claim.remove": {"Delete", "Backspace"},
        "claim.next": {"."},
        "claim.previous": {","},
        "relate.begin": {"r"},
        "pane.next": {"Tab"},
        "pane.previous": {"Shift+Tab"},
        "pane.add": {"Ctrl+\\"},
        "pane.close": {"Ctrl+W"},
        "edit.undo": {"Ctrl+Z"},
    }
    assert {name: keys[name] for name in expected} == expected
    assert {"Ctrl+Shift+Z"} <= keys["edit.redo"]

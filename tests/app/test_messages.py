"""What is said together, for how long, and what can be read again."""

from datetime import datetime, timedelta

import pytest

from counterpoint.app.commands import ALWAYS, Row
from counterpoint.app.messages import KEPT, Message, Messages

NOON = datetime(2031, 5, 3, 12, 0, 0).astimezone()


def row(command: str, *keys: str) -> Row:
    """A command with keys."""
    return Row(command, "Last messages", keys, "Help", ALWAYS, "", "", lambda: None)


def later(seconds: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(seconds=seconds)


def test_what_is_said_in_the_same_moment_shows_together_in_order() -> None:
    messages = Messages()
    messages.say("One.", now=NOON)
    messages.say("Two.", now=later(0.4), is_lasting=True)
    messages.say("One.", now=later(0.9))
    assert messages.shown == "One. Two."
    assert messages.is_lasting


def test_what_is_not_saved_is_read_before_anything_takes_its_place() -> None:
    messages = Messages()
    messages.say("Part of your file could not be read.", now=NOON, is_lasting=True)
    messages.say("Not saved yet.", now=later(3), is_lasting=True)
    messages.say("Mina added 1 claim.", now=later(7.9))
    assert messages.shown == (
        "Part of your file could not be read. Not saved yet. Mina added 1 claim."
    )
    messages.take_back("Not saved yet.")
    assert messages.shown == "Part of your file could not be read. Mina added 1 claim."
    messages.say("Tom added 1 claim.", now=later(8.1))
    assert messages.shown == "Tom added 1 claim."
    assert not messages.is_lasting


def test_a_command_makes_room_for_its_answer_not_for_what_is_not_saved() -> None:
    messages = Messages()
    messages.say("Part of your file could not be read.", now=NOON, is_lasting=True)
    messages.pass_on()
    messages.say("Not saved yet.", now=later(2), is_lasting=True)
    assert messages.shown == "Part of your file could not be read. Not saved yet."
    messages.pass_on()
    messages.say("Trying …", now=later(3))
    assert messages.shown == "Trying …"


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (3, "S0. S1. S2."),
        (4, "S0. S1. S3. 1 more message: “Last messages” lists them all."),
        (6, "S0. S1. S5. 3 more messages: “Last messages” lists them all."),
    ],
)
def test_a_line_has_room_for_three_sentences(count: int, line: str) -> None:
    messages = Messages()
    messages.say(*(f"S{number}." for number in range(count)), now=NOON)
    assert messages.shown == line
    assert len(messages.latest) == count


def test_the_list_is_named_by_its_key() -> None:
    messages = Messages()
    messages.name_keys([row("help.messages", "Ctrl+M"), row("help.keys", "F1")])
    assert messages.where == "Ctrl+M"
    messages.name_keys([row("help.messages")])
    assert messages.where == "“Last messages”"


def test_of_what_is_said_in_passing_the_latest_counts() -> None:
    messages = Messages()
    messages.say("From the beginning again.", now=NOON)
    messages.say("From the end again.", now=later(0.2))
    assert messages.shown == "From the end again."


def test_after_a_command_nothing_is_of_the_same_moment() -> None:
    messages = Messages()
    messages.say("One.", now=NOON)
    messages.pass_on()
    assert messages.shown == "One."
    messages.say("Two.", now=later(0.1))
    assert messages.shown == "Two."


def test_what_was_on_its_way_gives_way_and_is_not_kept() -> None:
    messages = Messages()
    messages.say("Trying …", now=NOON)
    messages.say("Saved.", now=later(0.1))
    assert messages.shown == "Saved."
    assert [one.sentence for one in messages.latest] == ["Saved."]


def test_a_long_message_stays_longer() -> None:
    messages = Messages()
    messages.say("a" * 80, now=NOON)
    assert messages.milliseconds == 8000
    messages.say("b" * 180, now=later(2))
    assert messages.milliseconds == 14000


def test_the_latest_can_be_read_again_the_last_one_first() -> None:
    messages = Messages()
    for number in range(KEPT + 5):
        messages.say(f"{number}.", now=later(2 * number))
    messages.clear()
    assert len(messages.latest) == KEPT
    assert messages.latest[0] == Message(later(2 * (KEPT + 4)), f"{KEPT + 4}.")
    assert messages.latest[-1].sentence == "5."

"""What is said together, for how long, and what can be read again."""

from datetime import datetime, timedelta

from counterpoint.app.messages import KEPT, Message, Messages

NOON = datetime(2031, 5, 3, 12, 0, 0).astimezone()


def later(seconds: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(seconds=seconds)


def test_what_is_said_in_the_same_moment_shows_together_in_order() -> None:
    messages = Messages()
    messages.say("One.", NOON)
    messages.say("Two.", later(0.4), is_lasting=True)
    messages.say("One.", later(0.9))
    assert messages.shown == "One. Two."
    assert messages.is_lasting
    messages.say("Three.", later(1.1))
    assert messages.shown == "Three."
    assert not messages.is_lasting


def test_of_what_is_said_in_passing_the_latest_counts() -> None:
    messages = Messages()
    messages.say("From the beginning again.", NOON)
    messages.say("From the end again.", later(0.2))
    assert messages.shown == "From the end again."


def test_after_a_command_nothing_is_of_the_same_moment() -> None:
    messages = Messages()
    messages.say("One.", NOON)
    messages.pass_on()
    assert messages.shown == "One."
    messages.say("Two.", later(0.1))
    assert messages.shown == "Two."


def test_what_was_on_its_way_gives_way_and_is_not_kept() -> None:
    messages = Messages()
    messages.say("Trying …", NOON)
    messages.say("Saved.", later(0.1))
    assert messages.shown == "Saved."
    assert [one.sentence for one in messages.latest] == ["Saved."]


def test_a_long_message_stays_longer() -> None:
    messages = Messages()
    messages.say("a" * 80, NOON)
    assert messages.milliseconds == 8000
    messages.say("b" * 180, later(2))
    assert messages.milliseconds == 14000


def test_the_latest_can_be_read_again_the_last_one_first() -> None:
    messages = Messages()
    for number in range(KEPT + 5):
        messages.say(f"{number}.", later(2 * number))
    messages.clear()
    assert len(messages.latest) == KEPT
    assert messages.latest[0] == Message(later(2 * (KEPT + 4)), f"{KEPT + 4}.")
    assert messages.latest[-1].sentence == "5."

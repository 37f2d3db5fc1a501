"""A passage is found again or given up, never attached elsewhere."""

from dataclasses import replace

from counterpoint.domain.anchoring import anchor_of, find
from counterpoint.domain.claims import State
from counterpoint.domain.reading import ReadingText
from tests.domain.texts import text_of

LONG = "The ministers agreed on a fund of two billion."


def found(text: ReadingText, quote: str, again: ReadingText) -> tuple[str | None, State]:
    """What the anchor of a quote in one text finds in another."""
    index = next(i for i in range(text.sentence_count) if text.quote(text.sentence(i)) == quote)
    finding = find(anchor_of(text, "edition", text.sentence(index)), again)
    return (again.quote(finding.passage) if finding.passage else None), finding.state


def test_the_same_text_is_sound() -> None:
    text = text_of("One.|Two.", LONG)
    assert found(text, LONG, text) == (LONG, State.SOUND)


def test_an_insertion_moves_it() -> None:
    again = text_of("A new paragraph.", "One.|Two.", LONG)
    assert found(text_of("One.|Two.", LONG), LONG, again) == (LONG, State.MOVED)


def test_a_deletion_loses_it() -> None:
    assert found(text_of("One.", LONG), LONG, text_of("One.", "Two.")) == (None, State.LOST)


def test_of_two_alike_the_one_in_its_place_is_taken() -> None:
    text = text_of("Before the talks.", LONG, "After them.")
    again = text_of("In the morning.", LONG, "At noon.", "Before the talks.", LONG, "After them.")
    quote, state = found(text, LONG, again)
    assert (quote, state) == (LONG, State.MOVED)
    finding = find(anchor_of(text, "edition", text.sentence(1)), again)
    assert finding.passage is not None
    assert again.paragraph_at(finding.passage.start) == 4


def test_of_two_alike_in_doubt_none_is_taken() -> None:
    text = text_of("Before the talks.", LONG)
    again = text_of("New.", LONG, "Other.", "Newer.", LONG, "Others.")
    assert found(text, LONG, again) == (None, State.LOST)


def test_of_two_that_fit_alike_none_is_taken() -> None:
    text = text_of("Before the talks.", LONG, "After them.")
    again = text_of("New.", *["Before the talks.", LONG, "After them."] * 2)
    assert found(text, LONG, again) == (None, State.LOST)


def test_a_short_quote_needs_its_context() -> None:
    text = text_of("He said it.|No.", "She agreed.")
    assert found(text, "No.", text_of("Who asked?|No.", "Nobody.")) == (None, State.LOST)
    assert found(text, "No.", text_of("New.", "He said it.|No.", "She agreed.")) == (
        "No.",
        State.MOVED,
    )


def test_a_place_with_other_words_is_not_believed() -> None:
    text = text_of("One.", LONG)
    anchor = replace(anchor_of(text, "e", text.sentence(0)), quote="Six.", before="", after="")
    assert find(anchor, text).state is State.LOST


def test_the_anchor_says_where_to_look() -> None:
    text = text_of("One.", LONG)
    anchor = anchor_of(text, "edition", text.sentence(1))
    assert (anchor.paragraph, anchor.page, anchor.before, anchor.after) == (2, None, "One.\n", "")

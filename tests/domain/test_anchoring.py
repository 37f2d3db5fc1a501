"""A passage is found again or given up, never attached elsewhere."""

from dataclasses import replace

from counterpoint.domain.anchoring import Offer, anchor_of, choose, find
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.claims import State
from counterpoint.domain.reading import Passage, ReadingText
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


def test_the_same_words_of_another_statement_are_not_believed() -> None:
    beer = "Point 1: taxes on beer.|Nobody wants this to change."
    fish = "Point 2: taxes on fish.|Nobody wants this to change."
    text, again = text_of("Answers", beer, fish, "All."), text_of("Answers", fish, beer, "All.")
    anchor = anchor_of(text, "edition", text.sentence(2))
    assert text.passage_of(anchor.places) == again.passage_of(anchor.places)
    assert (find(anchor, text).state, find(anchor, again).state) == (State.SOUND, State.LOST)


def test_the_anchor_says_where_to_look() -> None:
    text = text_of("One.", LONG)
    anchor = anchor_of(text, "edition", text.sentence(1))
    assert (anchor.paragraph, anchor.page, anchor.before, anchor.after) == (2, None, "One.\n", "")


def offered(*fits: tuple[float, float, float]) -> list[Offer]:
    """Offers side by side, each so alike: quote, before, after."""
    return [Offer(Passage(100 * n, 100 * n + 50), *fit) for n, fit in enumerate(fits)]


def chosen(quote: str, *fits: tuple[float, float, float]) -> int | None:
    """The number of the offer that is believed for a quote."""
    passage = choose(Anchor("edition", quote=quote), offered(*fits)).passage
    return None if passage is None else passage.start // 100


def test_what_is_found_by_its_likeness_is_to_be_checked() -> None:
    assert choose(Anchor("e", quote=LONG), offered((0.9, 1.0, 0.2))).state is State.MOVED


def test_an_inexact_quote_needs_one_side_of_its_context() -> None:
    assert chosen(LONG, (0.9, 0.9, 0.1)) == 0
    assert chosen(LONG, (0.9, 0.5, 0.5)) is None


def test_a_quote_that_is_hardly_alike_needs_both_sides() -> None:
    assert chosen(LONG, (0.6, 0.9, 0.9)) == 0
    assert chosen(LONG, (0.6, 1.0, 0.3)) is None
    assert chosen(LONG, (0.4, 1.0, 1.0)) is None


def test_only_a_long_quote_word_for_word_needs_no_context() -> None:
    assert chosen(LONG + " " + LONG, (1.0, 0.1, 0.1)) == 0
    assert chosen(LONG, (1.0, 0.1, 0.1)) is None


def test_of_near_ties_none_is_believed() -> None:
    assert chosen(LONG, (1.0, 1.0, 0.9), (1.0, 0.9, 0.9)) is None
    assert chosen(LONG, (1.0, 0.9, 0.2), (0.95, 1.0, 1.0)) == 1


def state_without_context(quote: str) -> State:
    """What becomes of a quote that stands somewhere word for word, between other words."""
    anchor = Anchor("", quote=quote, before="gone", after="gone")
    return choose(anchor, [Offer(Passage(0, len(quote)), 1.0, 0.0, 0.0)]).state


def test_only_dense_scripts_say_much_in_few_characters() -> None:
    assert (
        state_without_context("장관들은 지난 일요일에 이십억 규모의 기금에 합의했다") is State.MOVED
    )
    assert (
        state_without_context("Bộ trưởng nói rằng quỹ sẽ được lập trước mùa thu tới") is State.LOST
    )
    assert state_without_context("“‘It’s …’” — “‘so …’” — “‘well …’” said") is State.LOST

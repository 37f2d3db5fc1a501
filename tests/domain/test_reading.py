"""The reading text ties every character to its place."""

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.anchors import Place
from counterpoint.domain.reading import Passage
from tests.domain.texts import TWO_PAGES, text_of


def test_sentences_are_found_by_offset() -> None:
    text = text_of("It rained.|It will rain again.", "Then the sun came.")
    assert [text.quote(text.sentence(i)) for i in range(3)] == [
        "It rained.",
        "It will rain again.",
        "Then the sun came.",
    ]
    assert [text.sentence_at(offset) for offset in (0, 9, 10, 11, 30, 31)] == [0, 0, 0, 1, 1, 2]


def test_paragraphs_know_their_sentences() -> None:
    text = text_of("One.|Two.", "Three.|Four.")
    assert [text.quote(one) for one in text.sentences_of(1)] == ["Three.", "Four."]
    assert text.paragraph_at(text.text.index("Four")) == 1


def test_a_passage_across_pages_has_a_place_on_each() -> None:
    places = TWO_PAGES.places(TWO_PAGES.sentence(0))
    assert places == (Place(0, 0, 26, "1"), Place(1, 5, 21, "1"))
    assert TWO_PAGES.passage_of(places) == TWO_PAGES.sentence(0)


def test_places_of_another_extractor_are_no_places_here() -> None:
    assert TWO_PAGES.passage_of((Place(0, 0, 26, "0"),)) is None


def test_what_is_not_read_leads_to_the_next_that_is() -> None:
    assert TWO_PAGES.offset_of(1, 0) == 26
    assert TWO_PAGES.offset_of(0, 40) is None


def test_the_label_is_that_of_the_page() -> None:
    assert [TWO_PAGES.label_at(offset) for offset in (0, 30)] == ["iv", "1"]
    assert text_of("No pages.").label_at(0) is None


@given(st.integers(0, 50), st.integers(1, 51))
def test_places_and_passages_are_inverse(start: int, length: int) -> None:
    passage = Passage(start, min(start + length, len(TWO_PAGES.text)))
    assert TWO_PAGES.passage_of(TWO_PAGES.places(passage)) == passage

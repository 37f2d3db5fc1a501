"""Text is compared folded, and every folded character knows where it was."""

import pytest

from counterpoint.domain.folding import fold, folded


@pytest.mark.parametrize(
    "other",
    ["The\nfinal offer", "the ﬁnal of\u00adfer", "The fi-\nnal\u200b offer", "THE FINAL OFFER"],
)
def test_two_layouts_of_one_text_are_the_same(other: str) -> None:
    assert folded(other) == folded("The final offer")


def test_quotation_marks_dashes_and_wide_letters_are_of_one_sort() -> None:
    assert folded("“２０ – it’s…”") == folded('"20 - it\'s..."')


def test_letters_with_marks_are_the_same_however_they_are_written() -> None:
    assert folded("u\u0308ber \u1112\u1161\u11ab") == folded("über 한")


@pytest.mark.parametrize(
    ("text", "part"),
    [("an in-\ncrease now", "in-\ncrease"), ("the ﬁnal word", "ﬁnal"), ("ga u\u0308b", "u\u0308")],
)
def test_a_folded_range_leads_back_to_its_source(text: str, part: str) -> None:
    whole, wanted = fold(text), folded(part)
    start = whole.text.index(wanted)
    assert text[slice(*whole.source(start, start + len(wanted)))] == part


def test_a_part_of_a_ligature_leads_to_all_of_it() -> None:
    whole = fold("ﬁne")
    assert [whole.source(at, at + 1) for at in range(4)] == [(0, 1), (0, 1), (1, 2), (2, 3)]

"""Quotes of edited texts are found again, or given up; the benchmark ``anchors`` has the rest."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.reanchoring import edits
from tests.reanchoring.scoring import ABSTAINED, RIGHT, WRONG, Sample, samples, table


@pytest.fixture(scope="module")
def texts() -> list[Sample]:
    """A short text of each language with its quotes."""
    return list(samples(4, 2, paragraphs=30))


def summed(texts: list[Sample], chosen: dict[str, edits.Edit]) -> Counter[str]:
    """All outcomes of some edits."""
    return sum(table(texts, chosen).values(), Counter())


def test_the_same_file_gives_every_passage_back(texts: list[Sample]) -> None:
    found = summed(texts, {"same": edits.same})
    assert set(found) == {RIGHT}


def test_another_layout_loses_next_to_nothing_and_misplaces_nothing(texts: list[Sample]) -> None:
    found = summed(texts, edits.LAYOUT)
    assert found[WRONG] == 0
    assert found[ABSTAINED] <= 0.01 * found.total()


def test_misread_characters_seldom_lose_a_passage(texts: list[Sample]) -> None:
    found = summed(texts, {"noise": edits.noise_3})
    assert found[WRONG] == 0
    assert found[RIGHT] >= 0.9 * found.total()


def test_what_is_gone_is_seldom_found_elsewhere(texts: list[Sample]) -> None:
    found = summed(texts, edits.GONE)
    assert found[WRONG] <= 0.03 * found.total()

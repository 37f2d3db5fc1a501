"""Facts about matching a layout's characters to the flow's."""

from __future__ import annotations

from counterpoint.documents.worker.alignment import (
    Glyph,
    Letter,
    ShownLine,
    align,
    lines_of,
)


def letters(text: str) -> list[Letter]:
    return [Letter(letter, raw, 0) for raw, letter in enumerate(text) if letter != " "]


def glyphs(text: str) -> list[Glyph]:
    found = enumerate(text)
    return [Glyph(letter, 10.0 * at, 10.0 * at + 10, 0) for at, letter in found if letter != " "]


def matched(text: str, shown: str) -> dict[int, int]:
    return {
        raw: round(glyph.left / 10) for raw, glyph in align(letters(text), glyphs(shown)).items()
    }


def test_what_the_layout_adds_is_passed_over() -> None:
    assert matched("It rained", "It [1] rained") == {
        0: 0, 1: 1, 3: 7, 4: 8, 5: 9, 6: 10, 7: 11, 8: 12,
    }  # fmt: skip


def test_what_the_layout_lacks_has_no_glyph() -> None:
    assert matched("It xyz rained", "It rained")[7] == 3


def test_a_character_shown_as_another_keeps_its_place() -> None:
    assert matched("It r?ined", "It rained")[4] == 4


def test_a_space_between_has_the_gap_for_its_own() -> None:
    found = align(letters("a b"), glyphs("a b"))
    (line,) = lines_of(found, [ShownLine(20, 10)], 0)
    assert (line.raw_start, line.count, list(line.edges)) == (0, 3, [0, 10, 10, 20, 20, 30])

"""How documents and claims are named in a note."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.exchange.citations import Citations, letters, place_of, written_date
from tests.exchange.samples import AFTER, BEFORE, claim, project


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2025-06-22", "22 June 2025"),
        ("2025-06", "June 2025"),
        ("2025", "2025"),
        ("2025-06-02T10:00:00Z", "2 June 2025"),
        ("2025-13-01", "2025-13-01"),
        ("spring 2025", "spring 2025"),
        ("2025-" + "9" * 5000, "2025-" + "9" * 5000),
        ("9" * 5000, "9" * 5000),
        ("٢٠٢٥-٠٦", "٢٠٢٥-٠٦"),
        ("2025-6-2", "2 June 2025"),
        ("2025-06-", "2025-06-"),
        ("2025-006", "2025-006"),
        ("", ""),
    ],
)
def test_a_date_is_written_as_a_person_writes_it(date: str, written: str) -> None:
    assert written_date(date) == written


def test_a_place_is_a_page_or_a_paragraph() -> None:
    one = claim("c", "Quote.", start=5)
    assert place_of(one) == "¶ 6"
    assert place_of(replace(one, anchor=replace(one.anchor, page="iv"))) == "p. iv"
    assert place_of(replace(one, anchor=replace(one.anchor, paragraph=None))) == ""


def test_documents_are_lettered_like_columns() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_source_is_its_author_else_its_publisher_else_its_title() -> None:
    holdings = project(
        replace(BEFORE, id="c" * 64, author=" , ", publisher="Harbour Office"),
        replace(BEFORE, id="d" * 64, author="", publisher="", title="A title"),
    )
    assert list(Citations.of(holdings).names.values()) == [
        "Oduya",
        "Harbour Office",
        "A title",
        "Halloran",
    ]


def test_two_sources_of_one_name_are_told_apart_by_year() -> None:
    names = Citations.of(project(replace(AFTER, author="Ada Oduya", rev=1))).names
    assert list(names.values()) == ["Oduya 2031", "Oduya 2032"]


def test_sources_of_one_name_and_year_are_told_apart_by_letter() -> None:
    holdings = project(
        replace(AFTER, author="Ada Oduya", rev=1),
        replace(BEFORE, id="c" * 64, date="2032-01-01", order=3),
    )
    names = Citations.of(holdings).names
    assert names[BEFORE.id] == "Oduya 2031"
    assert names[AFTER.id] == "Oduya 2032 (B)"
    assert names["c" * 64] == "Oduya 2032 (C)"


def test_claims_are_numbered_in_reading_order() -> None:
    holdings = project(claim("late", "Late.", 9), claim("early", "Early.", 2))
    assert Citations.of(holdings).labels == {"early": "A1", "late": "A2"}

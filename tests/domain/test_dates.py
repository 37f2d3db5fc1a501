"""Dates as sources print them and as programs stamp them."""

from __future__ import annotations

import pytest

from counterpoint.domain.dates import date_of_line, date_of_stamp


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("1 August 1776", "1776-08-01"),
        ("Auguſt 1, 1776", "1776-08-01"),
        ("AUGUST 1, 1776", "1776-08-01"),
        ("5 de mayo de 2021", "2021-05-05"),
        ("31 June 2025", ""),
        ("29 February 2024", "2024-02-29"),
        ("29 February 2025", ""),
        ("2025.06.22", "2025-06-22"),
        ("Kasım 3, 2020", ""),
    ],
)
def test_a_line_that_is_a_date(line: str, iso: str) -> None:
    assert date_of_line(line) == iso


@pytest.mark.parametrize("letter", ["ſ", "ı", "K", "İ"])
def test_letters_that_only_look_like_a_months_raise_nothing(letter: str) -> None:
    months = ("august", "juin", "oktober", "dezember")
    lines = [f"{month.replace(old, letter)} 3, 2020" for month in months for old in "sikt"]
    assert {date_of_line(line) for line in lines} <= {
        "",
        *(f"2020-{month:02}-03" for month in range(1, 13)),
    }


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("D:20250622120000Z", "2025-06-22"),
        ("2025-06-22T10:00:00+02:00", "2025-06-22"),
        ("2025/06/22", "2025-06-22"),
        ("2025-6-22", "2025-06-22"),
        ("2025년 6월 22일", "2025-06-22"),
        ("2025-06-31", ""),
        ("2025", "2025"),
        ("soon", ""),
    ],
)
def test_a_stamp_keeps_its_precision(stamp: str, iso: str) -> None:
    assert date_of_stamp(stamp) == iso

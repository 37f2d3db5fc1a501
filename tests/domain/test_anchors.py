"""Rectangles of pages."""

from __future__ import annotations

import pytest

from counterpoint.domain.anchors import Region


@pytest.mark.parametrize(
    ("sides", "is_inside"),
    [
        ((0, 0, 200, 100), True),
        ((-1, -1, 201, 101), True),
        ((-1.5, 0, 200, 100), False),
        ((0, -1.5, 200, 100), False),
        ((0, 0, 201.5, 100), False),
        ((0, 0, 200, 101.5), False),
    ],
)
def test_a_region_may_leave_its_page_by_a_point(
    sides: tuple[float, float, float, float], is_inside: bool
) -> None:
    assert Region(0, *sides).is_inside(200, 100) is is_inside

"""Rectangles of pages: how keys change them, and what claims on them are."""

import pytest

from counterpoint.app import classifying, regions, walking
from counterpoint.app.citing import citation
from counterpoint.app.editions import report_on, take_edition
from counterpoint.app.reattaching import confirm
from counterpoint.app.session import Session
from counterpoint.domain.anchors import Region
from counterpoint.domain.claims import State
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.reading import ReadingText

PAGE = (600.0, 800.0)
SCAN = ReadingText("", [], [], [], (), ("i", "ii", "3"))


@pytest.fixture
def session() -> Session:
    """A session with a scan of three pages in the first pane."""
    project = Project("w", "me", now=lambda: "2025-06-30T12:00:00Z")
    edition = Edition("d", "map.pdf")
    scan = Document(id="d", title="Map", editions=(edition,), format="pdf", order=1)
    project.put("Add", scan)
    session = Session.on(project)
    session.desk.show("d", 0)
    session.take_text("d", SCAN)
    session.take_sheets("d", [PAGE] * 3)
    return session


def claim(session: Session, region: Region | None = None) -> State:
    """Make what is selected a claim; its state."""
    if region is not None:
        session.desk.select(region)
    classifying.classify(session, session.project.scheme.kind("fact"))
    return session.marks.state_of(session.project.claims()[-1])


def replaced(session: Session, pages: int, page: tuple[float, float] = PAGE) -> State:
    """Take a new edition of so many pages of a size; the state of the first claim in it."""
    take_edition(session, "d", Edition("e", "new.pdf"), "pdf")
    session.await_edition("d", "e")
    session.take_text("d", ReadingText("", [], [], [], (), ("1",) * pages))
    session.take_sheets("d", [page] * pages)
    return session.marks.state_of(session.project.claims()[0])


def test_a_region_stays_on_its_page() -> None:
    region = regions.drawn(0, PAGE, (500, 900, -20, 700))
    assert regions.sides(region) == (0, 700, 500, 800)
    assert regions.sides(regions.moved(region, 50, 50)) == (100, 700, 600, 800)
    assert regions.sides(regions.moved(region, 1, -1)) == (12, 688, 512, 788)


def test_its_corner_moves_until_a_step_is_left() -> None:
    region = regions.drawn(0, PAGE, (100, 100, 130, 130))
    assert regions.sides(regions.resized(region, 1, -1)) == (100, 100, 142, 118)
    assert regions.sides(regions.resized(region, -9, -9)) == (100, 100, 112, 112)


@pytest.mark.parametrize("corners", [(5, 5, 5, 5), (700, 900, 700, 900), (-9, -9, -9, -9)])
def test_no_region_is_empty(corners: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = regions.sides(regions.drawn(0, PAGE, corners))
    assert (right - left, bottom - top) == (regions.LEAST, regions.LEAST)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_all_the_way_it_is_the_same(turn: int) -> None:
    region = regions.drawn(0, PAGE, (10, 20, 110, 60))
    turned = regions.turned(region, turn)
    assert turned != region
    assert regions.turned(turned, 360 - turn) == region


def test_clockwise_the_lower_edge_comes_to_the_left() -> None:
    turned = regions.turned(regions.drawn(0, PAGE, (10, 20, 110, 60)), 90)
    assert regions.sides(turned) == (740, 10, 780, 110)


def test_a_scan_begins_at_its_first_page_and_is_walked_by_page(session: Session) -> None:
    assert session.desk.pane.region == regions.whole_page(0, PAGE)
    walking.next_sentence(session.desk)
    walking.next_sentence(session.desk)
    walking.next_sentence(session.desk)
    assert session.desk.pane.region == regions.whole_page(2, PAGE)
    assert claim(session) is State.SOUND
    assert session.project.claims()[0].headline == "Region on p. 3"
    assert citation(session) == "A region of the page (Map, p. 3)"


def test_the_smallest_region_around_a_point_is_meant(session: Session) -> None:
    inner = regions.drawn(0, PAGE, (100, 100, 200, 200))
    for region in (regions.whole_page(0, PAGE), inner, regions.drawn(0, PAGE, (50, 50, 300, 300))):
        claim(session, region)
    marks = session.marks.of("d")
    found = regions.under(marks, 0, (150, 150))
    assert found is not None
    assert found.region == inner
    assert regions.under(marks, 1, (150, 150)) is None


def test_what_nearly_covers_a_region_is_under_the_cursor(session: Session) -> None:
    claim(session, regions.whole_page(0, PAGE))
    claim(session, regions.drawn(0, PAGE, (100, 100, 200, 200)))
    session.desk.select(regions.drawn(0, PAGE, (110, 100, 200, 200)))
    mark = session.mark_under_cursor()
    assert mark is not None
    assert mark.claim == session.project.claims()[1]
    session.desk.select(regions.whole_page(1, PAGE))
    assert session.mark_under_cursor() is None


def test_claims_on_regions_are_walked_from_the_top(session: Session) -> None:
    for top in (500, 100, 300):
        claim(session, regions.drawn(1, PAGE, (0, top, 50, top + 50)))
    walking.first_sentence(session.desk)
    tops = []
    for _ in range(3):
        classifying.next_claim(session)
        region = session.desk.pane.region
        assert region is not None
        tops.append(region.top)
    assert tops == [100, 300, 500]
    listed = [one.anchor.region for one in session.project.claims()]
    assert [region.top for region in listed if region] == tops


def test_in_a_new_edition_it_is_to_be_checked_and_can_be_confirmed(session: Session) -> None:
    claim(session)
    assert replaced(session, 3) is State.MOVED
    report = report_on(session, "d")
    assert report is not None
    assert (report.sound, len(report.moved), len(report.lost)) == (0, 1, 0)
    confirm(session)
    assert session.marks.state_of(session.project.claims()[0]) is State.SOUND


def test_where_its_page_is_gone_or_of_another_size_it_is_lost(session: Session) -> None:
    claim(session, regions.whole_page(2, PAGE))
    assert replaced(session, 2) is State.LOST


@pytest.mark.parametrize("page", [(600.0, 790.0), (610.0, 800.0)])
def test_on_a_page_of_another_size_it_is_lost(session: Session, page: tuple[float, float]) -> None:
    claim(session)
    assert replaced(session, 3, page) is State.LOST

"""What pointer and scrolling select on pages: sentences, words, claims, regions, whole pages."""

from counterpoint.app import regions
from counterpoint.app.marks import Mark
from counterpoint.app.session import Session
from counterpoint.app.walking import sentence_under
from counterpoint.documents.client.pages import RawOffset, Rectangle
from counterpoint.domain.reading import Passage
from counterpoint.domain.words import whole
from counterpoint.ui.page_view import PageView
from counterpoint.ui.pointing import Point
from counterpoint.ui.region_shapes import region_at, sheet_of


def take_click(session: Session, pages: PageView, at: Point) -> None:
    """Go to the claim of the region that was pointed at, else to the sentence, else to the page."""
    desk = session.desk
    mark = None if at.is_on_text else _pointed(session, pages, at)
    text = desk.texts.get(desk.pane.document or "")
    offset = text.offset_of(*at.offset) if text is not None and at.offset else None
    sheet = sheet_of(pages.source, at.page)
    if mark is not None:
        desk.select(mark.target, claim=mark.claim.id)
    elif text is not None and offset is not None:
        desk.select(sentence_under(text, offset))
        pages.aim.bring_in(text.places(desk.selection))
    elif text is not None and at.offset is None and sheet is not None:
        desk.select(regions.whole_page(at.page, sheet))


def select_sweep(session: Session, first: RawOffset, last: RawOffset) -> None:
    """Select every word that a sweep has touched."""
    text = session.desk.text
    start, end = text.offset_of(*first), text.offset_of(*last)
    end = len(text.text) if end is None else end
    if start is None or start >= end:
        return
    passage = whole(text.text, Passage(start, end))
    if passage is not None:
        session.desk.select(passage)


def select_drawn(session: Session, pages: PageView, page: int, shown: Rectangle) -> None:
    """Select the rectangle of a page that is drawn."""
    region = region_at(pages.source, page, shown)
    if region is not None and session.desk.pane.document in session.desk.texts:
        session.desk.select(region)


def _pointed(session: Session, pages: PageView, at: Point) -> Mark | None:
    """The claim on the smallest region around a point; None where there is none."""
    desk = session.desk
    text = desk.texts.get(desk.pane.document or "")
    spot = region_at(pages.source, at.page, Rectangle(at.x, at.y, at.x, at.y))
    if text is None or spot is None:
        return None
    marks = regions.on_page(session.marks.of(desk.pane.document or ""), text, at.page)
    return regions.under(
        marks, at.page, ((spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2)
    )


def take_page_along(session: Session, pages: PageView) -> None:
    """Select the page that the view comes to show most of, where the reader has scrolled to."""
    desk, stack, goal = session.desk, pages.sizing.stack, pages.goal
    if stack is None or not stack.sizes:
        return
    page = stack.page_at(goal + pages.view_height / 2)
    sheet = sheet_of(pages.source, page)
    is_there = desk.pane.region is not None and desk.pane.region.section == page
    if sheet is not None and not is_there:
        desk.select(regions.whole_page(page, sheet))
        pages.scroll_to(goal)  # no further than was asked for

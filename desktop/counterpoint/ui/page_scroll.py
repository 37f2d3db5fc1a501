"""A scroll area that moves smoothly and never jumps on its own, and what it is to come to."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStyle, QWidget

from counterpoint.documents.client.pages import RawOffset
from counterpoint.domain.anchors import Place, Region
from counterpoint.ui.page_scenes import Scenes, Target
from counterpoint.ui.page_stack import PageStack

SCROLL_MILLISECONDS = 110

CALM_TOP, CALM_BOTTOM = 0.10, 0.75
"""The shares of the view's height between which the cursor moves without a scroll."""

OVERLAP = 56
"""Logical pixels that stay in sight when a screenful is scrolled."""

LANDING = 0.25
"""The share of the view's height at which a place that was out of sight comes to stand."""

MARK_ROOM = 56
"""Logical pixels left of the cursor's sentence that show with it: its bar and its marks."""

LEAST_ROOM = 2
"""Logical pixels on either side of a sentence in a view with no room for more."""

REGION_ROOM = 12
"""Logical pixels between the view's upper edge and a region that is higher than the view."""

EDGE_ROOM = 24
"""Logical pixels between a place that was just out of sight and the view's edge."""


@dataclass(frozen=True)
class ViewPlace:
    """Where a view rests: its upper edge is a share (0 to 1) of a page's height down that page.

    Where text flows anew ``line`` finds it again: the first line in view, and how many logical
    pixels (``below``) it stood below the edge.
    """

    page: int
    share: float
    line: RawOffset | None = None
    below: float = 0.0


BEGINNING = ViewPlace(0, -1.0)
"""Above the first page, margins included."""


class PageScroll(QAbstractScrollArea):
    """Owns the scroll position and the motion towards the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(40)
        self._motion = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    @property
    def top(self) -> int:
        """The height, in logical pixels of the content, at the view's upper edge."""
        return self.verticalScrollBar().value()

    @property
    def goal(self) -> int:
        """Where the motion under way ends, or the place where the view rests."""
        moving = self._motion.state() == QPropertyAnimation.State.Running
        return int(self._motion.endValue()) if moving else self.top

    @property
    def view_height(self) -> int:
        """Logical pixels of content that show."""
        return self.viewport().height()

    def set_extent(self, width: float, height: float) -> None:
        """The size of the content, in logical pixels."""
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(self.view_height)
        vertical.setRange(0, max(0, round(height) - self.view_height))
        step, most = horizontal.pageStep(), horizontal.maximum()
        share = (horizontal.value() + step / 2) / (most + step) if most else 0.5
        horizontal.setPageStep(self.viewport().width())
        excess = max(0, round(width) - self.viewport().width())
        horizontal.setRange(0, excess)
        horizontal.setValue(round(share * width - self.viewport().width() / 2))

    def scroll_to(self, height: float, at_once: bool = False) -> None:
        """Bring a height to the view's upper edge, smoothly unless motion is reduced."""
        bar = self.verticalScrollBar()
        goal = min(max(0, round(height)), bar.maximum())
        self._motion.stop()
        if at_once or not self._has_motion() or goal == bar.value():
            bar.setValue(goal)
            return
        self._motion.setDuration(SCROLL_MILLISECONDS)
        self._motion.setStartValue(bar.value())
        self._motion.setEndValue(goal)
        self._motion.start()

    def scroll_page(self, direction: int) -> None:
        """A screenful down (1) or up (-1)."""
        self.scroll_to(self.goal + direction * (self.view_height - OVERLAP))

    def halt(self) -> None:
        """Stay where the motion under way has come to."""
        self._motion.stop()

    def bring_across(self, left: float, right: float) -> None:
        """Where the content is wider than the view, scroll until what lies between shows.

        Its left end does where both do not fit. In logical pixels of the content.
        """
        bar, width = self.horizontalScrollBar(), self.viewport().width()
        spare = max(0.0, width - (right - left) - 2 * LEAST_ROOM)  # words go before their marks
        left -= LEAST_ROOM + min(MARK_ROOM, spare)
        right += LEAST_ROOM + min(EDGE_ROOM, max(0.0, spare - MARK_ROOM))
        if left < bar.value() or right - left > width:
            bar.setValue(round(left))
        elif right > bar.value() + width:
            bar.setValue(round(right - width))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.halt()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().y())
            event.accept()
            return
        super().wheelEvent(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def _has_motion(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.style().styleHint(hint, None, self) > 0


class PageAim:
    """Owns what one view is to come to: a place to reveal, or to rest at once its line is there."""

    def __init__(
        self, view: PageScroll, scenes: Scenes, stack: Callable[[], PageStack | None]
    ) -> None:
        self._view = view
        self._scenes = scenes
        self._stack = stack
        self._revealing: tuple[Target, ...] = ()
        self._resting: tuple[ViewPlace, int] | None = None

    @property
    def place(self) -> ViewPlace | None:
        """Where the view rests, or will once its pages are laid out; None if not known."""
        stack, goal = self._stack(), self._view.goal
        if self._resting is not None and (stack is None or self._resting[1] == goal):
            return self._resting[0]
        if stack is None or not goal:
            return BEGINNING if stack else None
        index = stack.page_at(goal)
        share = (goal - stack.page(index).top()) / stack.page(index).height()
        line = None if stack.fixed else self.first_in_view()
        if line is None:
            return ViewPlace(index, share)
        lines = self._scenes.where(stack, (_at(line),))
        return ViewPlace(index, share, line, lines[0].top() - goal) if lines else None

    @property
    def is_resting(self) -> bool:
        """Whether the view is to rest at a place that it has not come to yet."""
        return self._resting is not None

    @property
    def awaited(self) -> tuple[Target, ...]:
        """What the view will come to once it is known where that stands."""
        line = self._resting[0].line if self._resting else None
        return (*self._revealing, _at(line)) if line else self._revealing

    def forget(self) -> None:
        """Another document."""
        self._revealing, self._resting = (), None

    def hold(self) -> None:
        """The lines are about to go: remember where the view is, to rest there afterwards."""
        place = self.place
        self._resting = (place, self._view.goal) if place else None

    def rest_at(self, place: ViewPlace) -> None:
        """Come to a place where the view has been before."""
        self._resting = (place, self._view.goal)
        stack = self._stack()
        if stack is None:
            return
        page = stack.page(min(place.page, len(stack.sizes) - 1))
        self._view.scroll_to(page.top() + place.share * page.height(), at_once=True)
        self._resting = (place, self._view.goal) if place.line else None
        self.approach()

    def reveal(self, places: tuple[Target, ...], at_once: bool = False) -> None:
        """Scroll, no more than needed, until those places can be read."""
        self._revealing = places
        edges = self._edges(places)
        if edges is None:
            return
        self._revealing = ()
        top, bottom, goal, height = *edges[:2], self._view.goal, self._view.view_height
        is_region = isinstance(places[0], Region)
        if not is_region or edges[3] - edges[2] < self._view.viewport().width() - MARK_ROOM:
            self._view.bring_across(*edges[2:])
        if is_region:
            is_far = abs(top - goal) > 3 * height
            self._view.scroll_to(_region_goal(edges, goal, height), at_once or is_far)
            return
        upper, lower = goal + CALM_TOP * height, goal + CALM_BOTTOM * height
        if top < upper or (bottom > lower and top > upper):
            is_near = abs(top - goal) < 3 * height
            self._view.scroll_to(top - LANDING * height, at_once or not is_near)

    def bring_in(self, places: tuple[Target, ...]) -> None:
        """Scroll only where those places, which the reader has pointed at, are not all in view."""
        edges = self._edges(places)
        if edges is None:
            return
        self._view.bring_across(*edges[2:])
        top, bottom, goal, height = *edges[:2], self._view.goal, self._view.view_height
        if top < goal:
            self._view.scroll_to(top - EDGE_ROOM)
        elif bottom > goal + height:
            self._view.scroll_to(min(top - EDGE_ROOM, bottom + EDGE_ROOM - height))

    def approach(self) -> None:
        """Lines have arrived: go on to where the view was to come."""
        if self._resting is not None:
            self._settle(*self._resting)
        if self._revealing:
            self.reveal(self._revealing, at_once=True)

    def first_in_view(self) -> RawOffset | None:
        """The first whole line that shows where the view comes to rest; None if not known."""
        stack, goal = self._stack(), self._view.goal
        if stack is None:
            return None
        return self._scenes.first_line(stack, goal, goal + self._view.view_height)

    def _settle(self, place: ViewPlace, goal: int) -> None:
        """Make the rest exact, unless the reader has scrolled on."""
        stack = self._stack()
        if stack is None or place.line is None:
            return
        lines = self._scenes.where(stack, (_at(place.line),)) if goal == self._view.goal else []
        if lines or goal != self._view.goal:
            self._resting = None
        if lines:
            self._view.scroll_to(lines[0].top() - place.below, at_once=True)

    def _edges(self, places: tuple[Target, ...]) -> tuple[float, float, float, float] | None:
        """Top, bottom, left and right of places; None while that is not known."""
        stack = self._stack()
        lines = self._scenes.where(stack, places) if stack else []
        if not lines:
            return None
        left, right = min(one.left() for one in lines), max(one.right() for one in lines)
        return lines[0].top(), lines[-1].bottom(), left, right


def _region_goal(edges: tuple[float, ...], goal: float, height: float) -> float:
    """Where the view's upper edge goes to show a region: whole if it fits, else its upper part.

    It stays where it is while it shows all of a region, or nothing but that.
    """
    top, bottom = edges[:2]
    is_whole = goal <= top and bottom <= goal + height
    is_filled = top <= goal and goal + height <= bottom
    if is_whole or is_filled:
        return goal
    return top - max((height - (bottom - top)) / 2, REGION_ROOM)


def _at(line: RawOffset) -> Place:
    return Place(line.section, line.raw, line.raw + 1, "")

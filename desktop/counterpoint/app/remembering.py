"""What is remembered of a desk from one run to the next: panes, places and side panels."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from counterpoint.app.desk import MOST_PANES, Pane
from counterpoint.app.session import Session, anchor_at
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.documents import Document


@dataclass(frozen=True)
class View:
    """How a pane shows its document.

    Its upper edge rests at a ``share`` of a page's height down that page (index from 0; below 0
    is above the page). Where text flows anew, ``line`` is the section and the raw offset of the
    first line in view, which stood ``below`` logical pixels under the edge. ``zoom`` is 1 for the
    width of the pane, or text's own size; ``width`` is the pane's in logical pixels, 0 where it
    is not known. ``turn`` is how far fixed pages are turned clockwise, in degrees.
    """

    page: int = 0
    share: float = -1.0
    line: tuple[int, int] | None = None
    below: float = 0.0
    zoom: float = 1.0
    width: int = 0
    turn: int = 0


@dataclass(frozen=True)
class PaneMemory:
    """One pane: its document (an id), where the sentence cursor was, and how it was shown."""

    document: str | None = None
    cursor: Anchor | None = None
    view: View = View()


@dataclass(frozen=True)
class DeskMemory:
    """The panes from left to right, and which one was active.

    ``hidden`` names the side panels that were closed; ``sides`` is the widths of the documents
    panel and the claims panel in logical pixels.
    """

    panes: tuple[PaneMemory, ...] = ()
    active: int = 0
    hidden: tuple[str, ...] = ()
    sides: tuple[int, ...] = ()


@dataclass(frozen=True)
class WindowMemory:
    """The window: ``geometry`` in a form that only Qt understands, and the project on it."""

    geometry: str = ""
    project: str = ""


def name_of(project: Path) -> str:
    """The name under which a project's desk is remembered."""
    return f"desk-{hashlib.sha256(os.fsencode(project)).hexdigest()[:32]}"


def desk_from(what: Mapping[str, object]) -> DeskMemory:
    """A desk as it was remembered; an empty one for anything else."""
    try:
        return msgspec.convert(what, DeskMemory)
    except msgspec.ValidationError:
        return DeskMemory()


def window_from(what: Mapping[str, object]) -> WindowMemory:
    """A window as it was remembered; an empty one for anything else."""
    try:
        return msgspec.convert(what, WindowMemory)
    except msgspec.ValidationError:
        return WindowMemory()


def as_values(memory: DeskMemory | WindowMemory) -> Mapping[str, object]:
    """What is to be remembered, as plain values."""
    return asdict(memory)


def cursor_in(session: Session, pane: Pane) -> Anchor | None:
    """Where a pane's sentence cursor is, so that it can be found when the text is read anew."""
    document = session.project.get(Document, pane.document or "")
    text = session.desk.texts.get(pane.document or "")
    if document is None or text is None:
        return session.awaited.of(pane.id, pane.document or "")
    if pane.selected is None:
        return None
    return anchor_at(text, document.edition.sha256, pane.selected)


def known_panes(session: Session, memory: DeskMemory) -> tuple[PaneMemory, ...]:
    """The panes as they were, empty where the document is in the project no more.

    None at all where nothing would be shown.
    """
    panes = tuple(_known(session, pane) for pane in memory.panes[:MOST_PANES])
    return panes if any(pane.document for pane in panes) else ()


def lay(session: Session, panes: Sequence[PaneMemory], active: int) -> None:
    """Lay the desk with these panes; the pane at an index has that index for its id.

    The cursor goes where it was as soon as a document's text has arrived.
    """
    for number, pane in enumerate(panes):
        if pane.document and pane.cursor:
            session.awaited.expect(number, pane.document, pane.cursor)
    laid = [Pane(number, pane.document) for number, pane in enumerate(panes)]
    session.desk.lay(laid, min(max(active, 0), len(laid) - 1))


def _known(session: Session, pane: PaneMemory) -> PaneMemory:
    is_there = session.project.get(Document, pane.document or "") is not None
    return pane if is_there else PaneMemory()

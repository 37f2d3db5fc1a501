"""Where cursors are to go once the text they stand in has arrived."""

from counterpoint.domain.anchors import Anchor


class Awaited:
    """Owns the places that panes (by id) were left at in documents whose text is still to come."""

    def __init__(self) -> None:
        self._anchors: dict[tuple[int, str], Anchor] = {}

    def expect(self, pane: int, document: str, cursor: Anchor) -> None:
        """The cursor of a pane (id) was here in a document."""
        self._anchors[pane, document] = cursor

    def of(self, pane: int, document: str) -> Anchor | None:
        """Where the cursor of a pane (id) is to go; None where nothing is known."""
        return self._anchors.get((pane, document))

    def take(self, pane: int, document: str) -> Anchor | None:
        """The same, and it is awaited no more."""
        return self._anchors.pop((pane, document), None)

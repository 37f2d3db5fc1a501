"""Looking for the passages of claims that are not where they were made."""

from collections.abc import Callable, Sequence
from typing import Protocol

from counterpoint.domain.anchoring import Finding
from counterpoint.domain.anchors import Anchor


class Seeker(Protocol):
    """Looks for passages that may have moved, without keeping its caller waiting."""

    def seek(
        self,
        text: str,
        anchors: Sequence[Anchor],
        done: Callable[[Sequence[Finding] | None], None],
    ) -> None:
        """Hand the findings over, in the order of the anchors; None where none are to be had.

        They come later, and at once only where none are to be had.
        """
        ...

"""The passages of claims, looked for by the index process."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from counterpoint.domain.anchoring import Finding
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.claims import State
from counterpoint.domain.reading import Passage
from counterpoint.ui.index_link import IndexLink


class IndexSeeker:
    """Asks the index, and gathers what it answers."""

    def __init__(self, index: IndexLink) -> None:
        self._index = index

    def seek(
        self,
        text: str,
        anchors: Sequence[Anchor],
        done: Callable[[Sequence[Finding] | None], None],
    ) -> None:
        """Hand over the findings once all are there; None where the index has given up."""
        found: dict[int, Finding] = {}

        def hear(answer: Mapping[str, Any]) -> None:
            if "place" in answer:
                found[answer["place"]] = _finding(answer)
            if answer.get("done"):
                is_whole = len(found) == len(anchors)
                done([found[place] for place in range(len(anchors))] if is_whole else None)

        wanted = [[anchor.quote, anchor.before, anchor.after] for anchor in anchors]
        self._index.ask({"kind": "seek", "text": text, "anchors": wanted}, hear)


def _finding(answer: Mapping[str, Any]) -> Finding:
    found = answer["found"]
    return Finding(Passage(*found) if found else None, State(answer["state"]))

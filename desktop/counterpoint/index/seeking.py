"""The passages of claims, looked for in a text that has changed: a kind of request."""

from collections.abc import Callable, Iterator
from functools import partial

from counterpoint.domain.anchoring import Offering, choose
from counterpoint.domain.anchors import Anchor
from counterpoint.index.serving import Answer, Request, Work


def seeking(offering_in: Callable[[str], Offering]) -> Work:
    """What is done for ``seek``; ``offering_in`` offers passages of a text."""
    return Work(partial(_seek, offering_in), urgency=2)


def _seek(offering_in: Callable[[str], Offering], request: Request) -> Iterator[Answer]:
    """Look for each of ``anchors``, ``[quote, before, after]``, in ``text``.

    An answer for each says its ``place`` among them, its ``state``, and where it was found.
    """
    offering = offering_in(request["text"])
    for place, (quote, before, after) in enumerate(request["anchors"]):
        anchor = Anchor("", quote=quote, before=before, after=after)
        finding = choose(anchor, offering(anchor))
        passage = finding.passage
        found = [passage.start, passage.end] if passage else None
        yield {"place": place, "state": finding.state.value, "found": found}

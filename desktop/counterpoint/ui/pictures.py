"""Page pictures at hand, within a number of bytes over all panes."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QImage

from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Picture

CACHE_BYTES = 96 << 20
"""Bytes of pixels that all panes together keep."""


@dataclass(frozen=True, eq=False)
class Held:
    """A picture ready to be painted; ``image`` reads the bytes of ``picture``, so both stay."""

    job: jobs.Render
    image: QImage
    picture: Picture


class Shelf:
    """Owns the pictures of all panes; the one unused for longest goes first.

    What a pane shows never goes, or it would stay blank until the reader scrolls.
    """

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._held: OrderedDict[tuple[object, jobs.Render], Held] = OrderedDict()
        self._shown: dict[object, frozenset[jobs.Render]] = {}
        self.bytes = 0

    def put(self, owner: object, held: Held) -> None:
        """Keep a picture for one pane."""
        self._drop((owner, held.job))
        self._held[owner, held.job] = held
        self.bytes += len(held.picture.pixels)
        while self.bytes > self._limit and (oldest := self._oldest((owner, held.job))):
            self._drop(oldest)

    def show(self, owner: object, shown: Iterable[jobs.Render]) -> None:
        """Know what a pane shows from now on."""
        self._shown[owner] = frozenset(shown)

    def get(self, owner: object, job: jobs.Render) -> Held | None:
        """Exactly that picture; from now on it is the one used last."""
        held = self._held.get((owner, job))
        if held is not None:
            self._held.move_to_end((owner, job))
        return held

    def of(self, owner: object, page: int) -> list[Held]:
        """All pictures of a page in one pane, the one used last at the end."""
        return [
            held
            for (holder, job), held in self._held.items()
            if holder is owner and job.page == page
        ]

    def clear(self, owner: object) -> None:
        """Let go of all that one pane has."""
        self._shown.pop(owner, None)
        for key in [key for key in self._held if key[0] is owner]:
            self._drop(key)

    def _oldest(self, latest: tuple[object, jobs.Render]) -> tuple[object, jobs.Render] | None:
        """The picture unused for longest of those that no pane shows, the latest apart."""
        unseen = (key for key in self._held if key[1] not in self._shown.get(key[0], ()))
        return next((key for key in unseen if key != latest), None)

    def _drop(self, key: tuple[object, jobs.Render]) -> None:
        held = self._held.pop(key, None)
        if held is not None:
            self.bytes -= len(held.picture.pixels)


class Pictures:
    """Holds a pane's part of the shelf; ``paper`` says whether its pages bring their own."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def put(self, job: jobs.Render, picture: Picture, paper: bool) -> None:
        """Keep a picture; one on paper covers what is under it, which is painted sooner."""
        forms = QImage.Format
        form = forms.Format_RGB32 if paper else forms.Format_ARGB32_Premultiplied
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, form)
        self._shelf.put(self, Held(job, image, picture))

    def show(self, shown: Iterable[jobs.Render]) -> None:
        """Know what the pane shows: none of that goes."""
        self._shelf.show(self, shown)

    def get(self, job: jobs.Render) -> Held | None:
        """Exactly that picture."""
        return self._shelf.get(self, job)

    def stand_ins(self, job: jobs.Render) -> tuple[Held, ...]:
        """What shows until that picture arrives: the same page as it was drawn before.

        They are to be painted in this order: whole pages lie under their parts.
        """
        turn = job.layout.turn
        found = [held for held in self._shelf.of(self, job.page) if held.job.layout.turn == turn]
        whole = [held for held in found if held.job.clip is None]
        parts = [held for held in found if held.job.clip is not None]
        return (*whole[-1:], *parts[-MOST_PARTS:])

    def clear(self) -> None:
        """Let go of all."""
        self._shelf.clear(self)


MOST_PARTS = 12
"""Parts of a page that stand in for others."""

"""Page pictures at hand, within a number of bytes."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtGui import QImage

from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Picture

CACHE_BYTES = 96 << 20
"""Bytes of pixels one pane keeps."""


@dataclass(frozen=True)
class Held:
    """A picture ready to be painted; ``image`` reads the bytes of ``picture``, so both stay."""

    image: QImage
    picture: Picture


class Pictures:
    """Owns the pictures of one pane; the one unused for longest goes first."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._held: OrderedDict[jobs.Render, Held] = OrderedDict()
        self._bytes = 0

    def put(self, job: jobs.Render, picture: Picture) -> None:
        """Keep a picture."""
        self._drop(job)
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, form)
        self._held[job] = Held(image, picture)
        self._bytes += len(picture.pixels)
        while self._bytes > self._limit and len(self._held) > 1:
            self._drop(next(iter(self._held)))

    def get(self, job: jobs.Render) -> QImage | None:
        """Exactly that picture."""
        held = self._held.get(job)
        if held is None:
            return None
        self._held.move_to_end(job)
        return held.image

    def nearest(self, job: jobs.Render) -> QImage | None:
        """That picture or, until it arrives, the same page as it was last drawn."""
        exact = self.get(job)
        if exact is not None:
            return exact
        others = (held for known, held in reversed(self._held.items()) if known.page == job.page)
        found = next(others, None)
        return found.image if found else None

    def clear(self) -> None:
        """Let go of all."""
        self._held.clear()
        self._bytes = 0

    def _drop(self, job: jobs.Render) -> None:
        held = self._held.pop(job, None)
        if held is not None:
            self._bytes -= len(held.picture.pixels)

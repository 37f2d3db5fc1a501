"""What a test asks of an open document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.documents.client.pages import PageLines
from counterpoint.documents.client.replies import Arranged, Opened, Picture
from counterpoint.domain.reading import Passage, ReadingText, Role

LAYOUT = jobs.Layout()


@dataclass
class Reader:
    """Holds a worker and the document that is open in it."""

    worker: BlockingWorker
    document: Opened

    @cached_property
    def text(self) -> ReadingText:
        """The reading text."""
        return self.worker.read()

    @property
    def paragraphs(self) -> list[tuple[str, list[str]]]:
        """Each paragraph's role and its sentences."""
        text = self.text
        return [
            (
                Role(text.roles[index]).name.lower(),
                [text.text[found.start : found.end] for found in text.sentences_of(index)],
            )
            for index in range(text.paragraph_count)
        ]

    @property
    def sentences(self) -> list[str]:
        """All sentences in reading order."""
        return [sentence for _, sentences in self.paragraphs for sentence in sentences]

    def lines(self, page: int = 0, layout: jobs.Layout = LAYOUT) -> PageLines:
        """The lines of a page."""
        found = self.worker.ask(jobs.Lines(page, layout))
        assert isinstance(found, PageLines)
        return found

    def sizes(self, layout: jobs.Layout = LAYOUT) -> tuple[tuple[float, float], ...]:
        """The sizes of all pages."""
        found = self.worker.ask(jobs.Arrange(layout))
        assert isinstance(found, Arranged)
        return found.sizes

    def picture(self, job: jobs.Render) -> Picture:
        """A page as pixels."""
        found = self.worker.ask(job)
        assert isinstance(found, Picture)
        return found

    def passage(self, words: str) -> Passage:
        """Where some words stand in the reading text."""
        start = self.text.text.index(words)
        return Passage(start, start + len(words))

    def shown(self, words: str, page: int = 0, layout: jobs.Layout = LAYOUT) -> str:
        """The raw characters under the rectangles that cover some words on a page, one by one."""
        lines = self.lines(page, layout)
        (place,) = self.text.places(self.passage(words))
        found = []
        for raw in range(place.start, place.end):
            for x0, y0, x1, y1 in lines.rectangles(place.section, raw, raw + 1):
                hit = lines.offset_on((x0 + x1) / 2, (y0 + y1) / 2)
                found.append(hit.raw if hit else -1)
        offsets = (self.text.offset_of(place.section, raw) for raw in found)
        return "".join(self.text.text[at] for at in offsets if at is not None)

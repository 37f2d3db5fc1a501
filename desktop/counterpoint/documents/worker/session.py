"""Answering jobs about the one document."""

import mmap
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from counterpoint.documents.client import jobs
from counterpoint.documents.client.text_parts import parts_in
from counterpoint.documents.worker.answers import (
    Answer,
    arranged_answer,
    lines_answer,
    opened_answer,
    reading_answer,
)
from counterpoint.documents.worker.files import read_source
from counterpoint.documents.worker.highlights import highlights_answer
from counterpoint.documents.worker.links import links_answer
from counterpoint.documents.worker.opening import prepare
from counterpoint.documents.worker.rendering import Canvas, draw
from counterpoint.documents.worker.source import HasArticle, OpenDocument
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal


class Session:
    """Holds the open document, its text while that is told, and the memory for pixels.

    ``give_up_rights`` is called once the file is read and returns the measures that hold.
    """

    def __init__(
        self, pixels: mmap.mmap | None, give_up_rights: Callable[[], tuple[str, ...]]
    ) -> None:
        self._canvas = Canvas(pixels)
        self._give_up_rights = give_up_rights
        self._document: OpenDocument | None = None
        self._text: ReadingText | None = None

    def answer(self, job: jobs.Job) -> Answer:
        """The answer to a job; raises Refusal, and whatever a document makes MuPDF raise."""
        if isinstance(job, jobs.Open):
            return self._open(job)
        if self._document is None:
            raise Refusal("No document is open.")
        return self._answer(self._document, job)

    def _answer(self, document: OpenDocument, job: jobs.Job) -> Answer:
        match job:
            case jobs.Arrange():
                return arranged_answer(document.sizes(job.layout))
            case jobs.Render():
                return self._render(document, job)
            case jobs.Lines():
                return lines_answer(document.lines(job.page, job.layout))
            case jobs.Links():
                return links_answer(document.links(job.page, job.layout))
            case jobs.Extract():
                return {"done": document.extract(job.first, job.last)}, b""
            case jobs.Read():
                return self._read(document, job.part)
            case jobs.Highlights():
                return highlights_answer(document.highlights(job.first, job.last))
            case jobs.Article():
                return _article_of(document)
            case jobs.Open():
                raise Refusal("A worker opens one document only.")
        assert_never(job)

    def _open(self, job: jobs.Open) -> Answer:
        if self._document is not None:
            raise Refusal("A worker opens one document only.")
        finish = prepare(read_source(job), job)
        measures = self._give_up_rights()
        self._document = finish()
        return opened_answer(replace(self._document.opened(), measures=measures))

    def _read(self, document: OpenDocument, part: int) -> Answer:
        """A part of the text, which is kept until its last part is told."""
        text = self._text or document.read()
        parts = parts_in(text.text)
        self._text = text if part + 1 < parts else None
        return reading_answer(text, part)

    def _render(self, document: OpenDocument, job: jobs.Render) -> Answer:
        drawn = draw(document.sheet(job), job, self._canvas)
        head = {
            "width": drawn.width,
            "height": drawn.height,
            "stride": drawn.stride,
            "left": drawn.left,
            "top": drawn.top,
            "scale": drawn.scale,
            "shared": self._canvas.is_shared,
        }
        return head, b"" if self._canvas.is_shared else bytes(drawn.memory())


def _article_of(document: OpenDocument) -> Answer:
    if not isinstance(document, HasArticle):
        raise Refusal("This document was not opened as an article.")
    return document.article()

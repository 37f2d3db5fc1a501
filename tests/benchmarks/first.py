"""The first page of a file, from the request to open it to its pixels: long PDFs, large texts.

Ours is a worker that waits, as the window keeps one, with all that it checks and finds out about
a document. The reference opens the same file with PyMuPDF alone, in a process that waits as well,
and draws its first page at the same scale; text that flows it sets in the same width. Instead of
the DOCX, which it takes for broken, it is given the same words as HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter, sleep

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import BlockingWorker
from tests.benchmarks.children import Child
from tests.benchmarks.papers import long_paper, sentences, write_pdf
from tests.benchmarks.rows import Row, hand_over, milliseconds, ratio
from tests.documents.archives import docx, epub, paragraph

ROUNDS = 3
WARM_SECONDS = 1.5
"""How long a worker has to start before it is asked."""

LARGE = 3_000_000
"""Characters of the large texts."""

CHAPTERS = 40


def measure(folder: Path) -> list[Row]:
    """A row for each file."""
    with Child("first_alone") as alone:
        rows = [_row(what, make(folder), alone) for what, make in FILES]
        return [*rows, _row("a DOCX of 3 MB", _docx(folder), alone, _html(folder))]


def _row(what: str, path: Path, alone: Child, beside: Path | None = None) -> Row:
    ours: list[float] = []
    reference: list[float] = []
    for _ in range(ROUNDS):
        with BlockingWorker() as worker:
            sleep(WARM_SECONDS)
            reference.append(float(alone.ask(str(beside or path))))
            ours.append(_seconds(worker, path))
    ours, reference = milliseconds(ours), milliseconds(reference)
    return ratio("first", f"first page of {what}", ours, reference)


def _seconds(worker: BlockingWorker, path: Path) -> float:
    started = perf_counter()
    worker.open(str(path))
    worker.ask(jobs.Arrange())
    worker.ask(jobs.Render(0, 1.0))
    return perf_counter() - started


def _paragraphs(characters: int) -> Iterator[str]:
    flow, length = sentences(3), 0
    while length < characters:
        words = " ".join(islice(flow, 5))
        length += len(words)
        yield words


def _short_pdf(folder: Path) -> Path:
    return write_pdf(folder / "first 1.pdf", 1)


def _usual_pdf(folder: Path) -> Path:
    return write_pdf(folder / "first 1000.pdf", 1000)


def _epub(folder: Path) -> Path:
    bodies = [
        "".join(f"<p>{words}</p>" for words in _paragraphs(LARGE // CHAPTERS))
        for _ in range(CHAPTERS)
    ]
    return _written(folder / "first.epub", epub(*bodies))


def _html(folder: Path) -> Path:
    body = "\n".join(f"<p>{words}</p>" for words in _paragraphs(LARGE))
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>"
    return _written(folder / "first.html", page.encode())


def _docx(folder: Path) -> Path:
    body = "".join(paragraph(f"<w:r><w:t>{words}</w:t></w:r>") for words in _paragraphs(LARGE))
    return _written(folder / "first.docx", docx(body))


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


FILES: tuple[tuple[str, Callable[[Path], Path]], ...] = (
    ("a PDF, 1 page", _short_pdf),
    ("a PDF, 1,000 pages", _usual_pdf),
    ("a PDF, 5,000 pages", long_paper),
    ("an EPUB of 3 MB", _epub),
    ("an HTML file of 3 MB", _html),
)

if __name__ == "__main__":
    hand_over(measure)

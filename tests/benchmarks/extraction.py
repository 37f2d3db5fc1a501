"""The reading text of 1,000 pages: from the file to sentences, against PyMuPDF's plain text.

Both read the same paper by turns. The raw text is what the engine says in lines; composing puts
columns, paragraphs and sentences together.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from counterpoint.documents.text.fixed import read_pages
from counterpoint.documents.worker.engine import PdfFile
from counterpoint.documents.worker.extraction import raw_page
from tests.benchmarks.papers import write_pdf
from tests.benchmarks.rows import Row, hand_over, milliseconds

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pymupdf

_pymupdf: Any = pymupdf

PAGES = 1000
ROUNDS = 3
STATUS = Path("/proc/self/status")


def measure(folder: Path) -> list[Row]:
    """The whole way and its two parts, each against the engine's plain text."""
    content = write_pdf(folder / "1000 pages.pdf", PAGES).read_bytes()
    plain: list[float] = []
    raw: list[float] = []
    composed: list[float] = []
    before = _megabytes()
    for _ in range(ROUNDS):
        plain.append(_plain(content))
        first, second = _ours(content)
        raw.append(first)
        composed.append(second)
    whole = [first + second for first, second in zip(raw, composed, strict=True)]
    details = {"memory before": before, "peak memory": _megabytes("VmHWM")}
    rows = {"reading text": whole, "raw text alone": raw, "composing alone": composed}
    return [_row(name, ours, plain, details) for name, ours in rows.items()]


def _row(name: str, ours: list[float], plain: list[float], details: dict[str, float]) -> Row:
    reference, own = median(milliseconds(plain)), median(milliseconds(ours))
    return Row(
        name="extraction",
        what=f"{name} of {PAGES:,} pages",
        unit="ms",
        ours=own,
        reference=reference,
        result=own / reference,
        result_unit="×",
        details=details,
    )


def _plain(content: bytes) -> float:
    """Seconds of the processor that PyMuPDF takes for the plain text of all pages."""
    started = process_time()
    document = _pymupdf.open(stream=content, filetype="pdf")
    for page in document:
        page.get_text()
    return process_time() - started


def _ours(content: bytes) -> tuple[float, float]:
    """Seconds of the processor for the raw text of all pages, and for the reading text."""
    started = process_time()
    file = PdfFile(content)
    pages = [raw_page(file, number) for number in range(file.pages)]
    extracted = process_time()
    read_pages(pages, "en", ())
    return extracted - started, process_time() - extracted


def _megabytes(field: str = "VmRSS") -> float:
    """Resident memory; 0 where the system does not say."""
    status = STATUS.read_text(encoding="ascii") if STATUS.exists() else ""
    found = re.search(rf"{field}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    hand_over(measure)

"""PyMuPDF alone: extracts the text of every page of a PDF, and says how long that took."""

from __future__ import annotations

import sys
import warnings
from time import perf_counter
from typing import Any

from tests.benchmarks.children import tell

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pymupdf

_pymupdf: Any = pymupdf


def main(path: str) -> None:
    """Say the seconds, and then the texts."""
    document = _pymupdf.open(path)
    started = perf_counter()
    texts = [page.get_text("text") for page in document]
    seconds = perf_counter() - started
    tell(seconds)
    tell(texts)


if __name__ == "__main__":
    main(sys.argv[1])

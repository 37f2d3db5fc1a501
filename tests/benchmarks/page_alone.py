"""PyMuPDF alone: draws the page of a PDF that it is asked for, and says how long that took."""

from __future__ import annotations

import json
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
    """Answer ``[page, scale]`` with seconds, until nothing more is asked."""
    document = _pymupdf.open(path)
    for line in sys.stdin:
        page, scale = json.loads(line)
        started = perf_counter()
        document.load_page(page).get_pixmap(matrix=_pymupdf.Matrix(scale, scale))
        tell(perf_counter() - started)


if __name__ == "__main__":
    main(sys.argv[1])

"""PyMuPDF alone: opens the file it is asked for and draws its first page; says how long it took."""

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

WIDTH, HEIGHT, SIZE = 560, 800, 16
"""The column, a screen, and the type that flowing text is set in."""


def main() -> None:
    """Answer a path with seconds, until nothing more is asked."""
    for line in sys.stdin:
        path = json.loads(line)
        started = perf_counter()
        document = _pymupdf.open(path)
        if document.is_reflowable:
            document.layout(width=WIDTH, height=HEIGHT, fontsize=SIZE)
        document.load_page(0).get_pixmap()
        tell(perf_counter() - started)
        document.close()


if __name__ == "__main__":
    main()

"""PDFs for tests, set line by line, so that where each word stands is known."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pymupdf

_pymupdf: Any = pymupdf

WIDTH, HEIGHT = 595, 842
"""A4 in points."""

LEADING = 12.5
"""Points from one line of a column to the next."""


@dataclass(frozen=True)
class Text:
    """A line on a page: left edge and baseline in points, size, and whether it is bold."""

    x: float
    y: float
    words: str
    size: float = 10
    bold: bool = False


def column(x: float, y: float, lines: Sequence[str], size: float = 10) -> list[Text]:
    """Lines one below the other; a line that begins with two spaces is moved in."""
    return [
        Text(x + (12 if line.startswith("  ") else 0), y + LEADING * number, line.strip(), size)
        for number, line in enumerate(lines)
    ]


def pdf(*pages: Sequence[Text], **metadata: str) -> bytes:
    """A PDF of these pages."""
    document = _pymupdf.open()
    for texts in pages:
        page = document.new_page(width=WIDTH, height=HEIGHT)
        for text in texts:
            font = "tibo" if text.bold else "tiro"
            page.insert_text((text.x, text.y), text.words, fontname=font, fontsize=text.size)
    document.set_metadata(metadata)
    return bytes(document.tobytes())


def in_book_type(words: str) -> bytes:
    """A PDF of one line in a font that has ligatures."""
    document = _pymupdf.open()
    document.new_page().insert_htmlbox((60, 60, 500, 200), f"<p style='font: serif'>{words}</p>")
    return bytes(document.tobytes())


def labelled(content: bytes, rules: Sequence[dict[str, Any]]) -> bytes:
    """The same PDF with page labels by these rules."""
    document = _pymupdf.open(stream=content, filetype="pdf")
    document.set_page_labels(list(rules))
    return bytes(document.tobytes())


def bookmarked(content: bytes, titles: Sequence[str]) -> bytes:
    """The same PDF with bookmarks, all of its first page."""
    document = _pymupdf.open(stream=content, filetype="pdf")
    document.set_toc([[1, title, 1] for title in titles])
    return bytes(document.tobytes())


Target = str | tuple[int, float]
"""Where a link leads: an address, or a page from 0 and points from its top."""


def linked(content: bytes, targets: Sequence[Target]) -> bytes:
    """The same PDF with a link for each target on its first page, 20 points high, from y = 100."""
    document = _pymupdf.open(stream=content, filetype="pdf")
    for number, target in enumerate(targets):
        area = _pymupdf.Rect(60, 100 + 20 * number, 160, 120 + 20 * number)
        link = {"kind": _pymupdf.LINK_URI, "from": area, "uri": target}
        if not isinstance(target, str):
            point = _pymupdf.Point(0, target[1])
            link = {"kind": _pymupdf.LINK_GOTO, "from": area, "page": target[0], "to": point}
        document[0].insert_link(link)
    return bytes(document.tobytes())


def locked(content: bytes, password: str = "a", owner: str = "b") -> bytes:
    """The same PDF behind a password, and another one for its owner."""
    document = _pymupdf.open(stream=content, filetype="pdf")
    return bytes(
        document.tobytes(encryption=_pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=owner)
    )


def endless() -> bytes:
    """A small PDF whose second page takes longer than anyone waits: forms that draw forms."""
    document = _pymupdf.open()
    document.new_page()
    document.new_page()
    inner = _form(document, b"0 0 m 500 500 l S 10 10 300 300 re f", None)
    for _ in range(12):
        inner = _form(document, b"/X Do " * 10, inner)
    page = document[1]
    contents = document.get_new_xref()
    document.update_object(contents, "<<>>")
    document.update_stream(contents, b"/X Do")
    document.xref_set_key(page.xref, "Contents", f"{contents} 0 R")
    document.xref_set_key(page.xref, "Resources", f"<</XObject<</X {inner} 0 R>>>>")
    return bytes(document.tobytes())


def _form(document: Any, stream: bytes, inner: int | None) -> int:
    xref = int(document.get_new_xref())
    uses = f"/Resources<</XObject<</X {inner} 0 R>>>>" if inner else "/Resources<<>>"
    document.update_object(xref, f"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]{uses}>>")
    document.update_stream(xref, stream)
    return xref

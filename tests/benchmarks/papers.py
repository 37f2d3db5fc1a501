"""Documents to measure with: text of our own, the same in every run."""

from __future__ import annotations

import random
import textwrap
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

WORDS = [
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "that",
    "for",
    "with",
    "on",
    "by",
    "from",
    "as",
    "at",
    "its",
    "their",
    "this",
    "which",
    "more",
    "than",
    "new",
    "public",
    "council",
    "harbour",
    "river",
    "budget",
    "report",
    "minister",
    "treaty",
    "price",
    "energy",
    "village",
    "railway",
    "student",
    "market",
    "region",
    "survey",
    "winter",
    "summer",
    "bridge",
    "farmer",
    "engineer",
    "figure",
    "decade",
    "partner",
    "policy",
    "will",
    "may",
    "has",
    "had",
    "grew",
    "fell",
    "agreed",
    "expects",
    "reports",
    "builds",
    "pays",
    "joins",
    "leaves",
    "doubts",
    "supports",
    "quarterly",
    "regional",
    "modest",
    "steady",
    "sudden",
    "doubtful",
    "unlikely",
    "early",
    "late",
    "common",
    "separate",
    "joint",
]

WIDTH, HEIGHT = 595, 842
"""A4 in points."""

MARGIN, SIZE, LEADING, MEASURE = 78, 11, 15.5, 84
"""Left margin, type and line distance in points; characters of the longest line."""


def sentences(seed: int) -> Iterator[str]:
    """Sentences of 6 to 24 words, without end."""
    draw = random.Random(seed)
    while True:
        words = draw.choices(WORDS, k=draw.randint(6, 24))
        yield " ".join(words).capitalize() + "."


def write_text(path: Path, seed: int, count: int) -> Path:
    """A text file of that many sentences, in paragraphs of five, under a title."""
    flow = sentences(seed)
    paragraphs = (" ".join(islice(flow, 5)) for _ in range(count // 5))
    title = f"Report number {seed} of the council"
    path.write_text("\n\n".join([title, *paragraphs]) + "\n", encoding="utf-8")
    return path


def write_pdf(path: Path, pages: int, lines: int = 44, seed: int = 1) -> Path:
    """A PDF of text pages, one column of that many lines, with a page number on each."""
    flow = sentences(seed)
    contents = [_content(list(islice(_lines(flow), lines)), number) for number in _count(pages)]
    path.write_bytes(_file(contents))
    return path


def long_paper(folder: Path) -> Path:
    """A PDF of 5,000 pages; made once in a folder."""
    path = folder / "5000 pages.pdf"
    return path if path.exists() else write_pdf(path, 5000)


def _count(pages: int) -> range:
    return range(1, pages + 1)


def _lines(flow: Iterator[str]) -> Iterator[str]:
    """Lines of a page: paragraphs of five sentences, the first line of each moved in."""
    while True:
        yield from textwrap.wrap("  " + " ".join(islice(flow, 5)), MEASURE)


def _content(lines: Sequence[str], number: int) -> bytes:
    """A page's content stream (PDF 32000-1, 9.4)."""
    drawn = [f"BT /F {SIZE} Tf {LEADING} TL {MARGIN} {HEIGHT - 90} Td"]
    for line in lines:
        indent = 14 if line.startswith("  ") else 0
        drawn.append(f"{indent} 0 Td ({line.strip()}) Tj {-indent} {-LEADING} Td")
    drawn.append(f"ET BT /F {SIZE} Tf {WIDTH // 2} 44 Td ({number}) Tj ET")
    return "\n".join(drawn).encode("ascii")


def _file(contents: Sequence[bytes]) -> bytes:
    """A whole file: catalogue, page tree, font, then a page and its content by turns."""
    pages = [4 + 2 * index for index in range(len(contents))]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    for page, content in zip(pages, contents, strict=True):
        box = f"/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {page + 1} 0 R>>".encode())
        objects.append(_stream(content))
    return _numbered(objects)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 6)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed)


def _numbered(objects: Sequence[bytes]) -> bytes:
    """The objects one after the other, with the table of where each begins."""
    body, starts = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return bytes(body) + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode()

"""Sound files of every format, small, with something of all that a format can hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.mutations import ARCHIVED, MARKUP, PLAIN, PORTABLE, TEXTUAL, Mutation
from tests.benchmarks.papers import write_pdf, write_text
from tests.documents.archives import archive, docx, epub, numbered, paragraph, run, styled, table
from tests.documents.pdfs import Text, bookmarked, column, in_book_type, labelled, pdf
from tests.documents.test_fb2 import BOOK, fb2
from tests.documents.test_pptx import pptx_of, shape
from tests.documents.test_xps import WORDS, picture, tiff, xps

RAIN = "It rained all day. It will rain tomorrow, says the minister. "

Seeds = Mapping[str, tuple[tuple[Mutation, ...], list[bytes]]]
"""By suffix, how files of a format are damaged, and sound ones."""


def seeds(folder: Path) -> Seeds:
    """All formats; ``folder`` is for files on the way."""
    return {**_fixed(folder), **_flowing(folder), **_packed()}


def _fixed(folder: Path) -> Seeds:
    lines = column(60, 100, [RAIN, "  " + RAIN, RAIN])
    two = pdf(lines, [Text(60, 60, "Two", 18, bold=True), *lines], title="Rain", author="Ada Reed")
    long = write_pdf(folder / "a.pdf", 3).read_bytes()
    portable = [two, bookmarked(two, ["A", "B"]), labelled(two, [{"startpage": 0, "style": "r"}])]
    comic = archive({"10.png": picture("png"), "9.jpg": picture("jpeg"), "8.tif": tiff(2)})
    return {
        "pdf": (PORTABLE, [*portable, in_book_type(RAIN), long]),
        "xps": (ARCHIVED, [xps(*WORDS)]),
        "cbz": (ARCHIVED, [comic]),
        "png": (PLAIN, [picture("png")]),
        "jpg": (PLAIN, [picture("jpeg")]),
        "tif": (PLAIN, [tiff(1), tiff(3)]),
    }


def _flowing(folder: Path) -> Seeds:
    markdown = (
        f"---\ntitle: Rain\nauthor: [Ada]\n---\n# Rain\n\n{RAIN}*one* **two** `three` [four](a)\n\n"
        f"- {RAIN}\n  1. two\n\n> {RAIN}\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n"
    )
    texts = [
        write_text(folder / "a.txt", 1, 30).read_bytes(),
        (RAIN + "비가 왔다. ").encode("utf-16"),
    ]
    return {
        "html": (MARKUP, [_page().encode()]),
        "md": (TEXTUAL, [markdown.encode()]),
        "txt": (TEXTUAL, texts),
    }


def _packed() -> Seeds:
    body = styled("Rain", "Heading1") + paragraph(run(RAIN, "<w:b/>") + run(RAIN)) + numbered(RAIN)
    chapter = _page().partition("<body>")[2].partition("</body>")[0]
    slides = pptx_of(shape("title", "Rain") + shape("body", RAIN, RAIN), shape("", RAIN))
    book = BOOK.encode()
    return {
        "epub": (ARCHIVED, [epub(chapter, f"<p>{RAIN}</p>")]),
        "docx": (ARCHIVED, [docx(body + table(["a", "b"]))]),
        "pptx": (ARCHIVED, [slides]),
        "fb2": (MARKUP, [book, fb2(f"<section><p>{RAIN}</p></section>").encode()]),
    }


def _page() -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Rain</title><meta name=author content='Ada'>"
        f"</head><body><h1>Rain</h1><p>{RAIN}<b>Bold</b> <a href='#n1'><sup>1</sup></a></p><ul><li>"
        f"{RAIN}<li>Two</ul><table><tr><td>a<td>b</table><blockquote>{RAIN}</blockquote><pre>x  y"
        f"</pre><aside role=doc-footnote id=n1>Note.</aside><ruby>a<rt>b</rt></ruby></body></html>"
    )

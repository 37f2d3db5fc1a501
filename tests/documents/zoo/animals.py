"""What an animal of the zoo is: a file made to do harm, or only odd, and what comes of it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SHOWN = "shown"
"""The document opens, and its first page and its text are there."""

EITHER = ""
"""A page or a sentence: which of them is for the engine to say, and may change with it."""


@dataclass(frozen=True)
class Animal:
    """A file by its name and how to make it.

    ``end`` is SHOWN, EITHER, or a pattern for words of the sentence that refuses it.
    """

    name: str
    make: Callable[[], bytes]
    end: str = SHOWN

    def write(self, folder: Path) -> Path:
        """The file in a folder."""
        path = folder / self.name
        path.write_bytes(self.make())
        return path


def encoded(make: Callable[[], str]) -> Callable[[], bytes]:
    """A maker of bytes from one of text."""
    return lambda: make().encode("utf-8")


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream of a PDF as it stands; ``entries`` go into its dictionary (PDF 32000-1, 7.3.8)."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def packed(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream of a PDF."""
    return stream(zlib.compress(content), entries + b"/Filter/FlateDecode")


def zeros(gigabytes: int) -> bytes:
    """So many gigabytes of zeros as zlib packs them, in 8 KB each (RFC 1950 and 1951)."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = squeeze.compress(bytes(1 << 23)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    total = gigabytes << 30
    check = struct.pack(">HH", total % 65521, 1)
    return b"\x78\xda" + chunk * (total >> 23) + last.flush() + check


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    body, starts = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))
    return bytes(body) + head + table + tail


WORDS = b"BT /F 12 Tf 60 700 Td (It rained all day.) Tj ET\n"
FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>"
BOX = b"/MediaBox[0 0 595 842]"


@dataclass(frozen=True)
class Sheet:
    """A PDF of one page; its parts in PDF's own words. ``more`` are objects from 5 on."""

    content: bytes = stream(WORDS)
    box: bytes = BOX
    resources: bytes = b""
    page: bytes = b""
    catalogue: bytes = b""
    pages: bytes = b"/Count 1/Kids[3 0 R]"
    more: Sequence[bytes] = ()
    trailer: bytes = b""

    def bytes(self) -> bytes:
        """The file."""
        resources = b"/Resources<<%b%b>>" % (FONT, self.resources)
        return pdf_of(
            [
                b"<</Type/Catalog/Pages 2 0 R%b>>" % self.catalogue,
                b"<</Type/Pages%b>>" % self.pages,
                b"<</Type/Page/Parent 2 0 R/Contents 4 0 R%b%b%b>>"
                % (self.box, resources, self.page),
                self.content,
                *self.more,
            ],
            self.trailer,
        )

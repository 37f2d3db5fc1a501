"""Which files can be read: all that is known of each format, in one table."""

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath

PDF_LIMIT = 1 << 30
"""Bytes of the largest PDF."""

ARCHIVE_LIMIT = 256 << 20
"""Bytes of the largest archive or picture; pictures in an archive count, though few are read."""

TEXT_LIMIT = 64 << 20
"""Bytes of the largest file of any other kind."""


@dataclass(frozen=True)
class Format:
    """A format that can be read.

    ``name`` is that of a catalogue, ``listed`` stands in a list of formats, and ``called`` after
    “this”. ``signs`` are bytes that its content bears: at its beginning, or, of an archive, the
    name of a part or the mimetype in front. ``limit`` is in bytes.
    """

    name: str
    listed: str
    suffixes: tuple[str, ...]
    called: str
    signs: tuple[bytes, ...] = ()
    limit: int = TEXT_LIMIT
    is_fixed: bool = False
    """Whether its pages are shown as they are."""
    is_archive: bool = False
    """Whether it is a zip archive, without which a file of its name is broken."""
    is_packed: bool = False
    """Whether its bytes are parsed, and not a text that is decoded from all of them."""
    is_picture: bool = False


class Kind(Enum):
    """The formats, in the order in which they are told."""

    PDF = Format("pdf", "PDF", (".pdf",), "PDF", limit=PDF_LIMIT, is_fixed=True)
    EPUB = Format(
        "epub",
        "EPUB",
        (".epub",),
        "EPUB",
        (b"mimetypeapplication/epub", b"META-INF/container.xml"),
        ARCHIVE_LIMIT,
        is_archive=True,
        is_packed=True,
    )
    DOCX = Format(
        "docx",
        "Word (DOCX)",
        (".docx",),
        "Word document",
        (b"word/",),
        ARCHIVE_LIMIT,
        is_archive=True,
        is_packed=True,
    )
    PPTX = Format(
        "pptx",
        "PowerPoint (PPTX)",
        (".pptx",),
        "presentation",
        (b"ppt/",),
        ARCHIVE_LIMIT,
        is_archive=True,
        is_packed=True,
    )
    FB2 = Format("fb2", "FictionBook (FB2)", (".fb2",), "FictionBook", (b".fb2",), is_packed=True)
    XPS = Format(
        "xps",
        "XPS",
        (".xps", ".oxps"),
        "XPS document",
        (b".fdseq",),
        ARCHIVE_LIMIT,
        is_fixed=True,
        is_archive=True,
    )
    COMIC = Format(
        "cbz",
        "comics (CBZ)",
        (".cbz",),
        "comic book",
        limit=ARCHIVE_LIMIT,
        is_fixed=True,
        is_archive=True,
    )
    HTML = Format("html", "HTML", (".html", ".htm", ".xhtml"), "HTML page")
    MARKDOWN = Format("markdown", "Markdown", (".md", ".markdown"), "Markdown file")
    TEXT = Format("text", "text", (".txt", ".text"), "text")
    PNG = Format(
        "png",
        "PNG",
        (".png",),
        "picture",
        (b"\x89PNG\r\n\x1a\n",),
        ARCHIVE_LIMIT,
        is_fixed=True,
        is_picture=True,
    )
    JPEG = Format(
        "jpeg",
        "JPEG",
        (".jpg", ".jpeg"),
        "picture",
        (b"\xff\xd8\xff",),
        ARCHIVE_LIMIT,
        is_fixed=True,
        is_picture=True,
    )
    TIFF = Format(
        "tiff",
        "TIFF",
        (".tif", ".tiff"),
        "picture",
        (b"II*\0", b"MM\0*"),
        ARCHIVE_LIMIT,
        is_fixed=True,
        is_picture=True,
    )


_FORMATS = tuple(kind.value for kind in Kind)

SUFFIXES = tuple(suffix for one in _FORMATS for suffix in one.suffixes)
"""Every suffix of a readable file, in lower case; a file's content has the last word."""

DOCUMENTS = ", ".join(one.listed for one in _FORMATS if not one.is_picture)
"""What is read in a folder, where most pictures are no documents."""

_PICTURES = ", ".join(one.listed for one in _FORMATS if one.is_picture)

READS = f"Counterpoint reads {DOCUMENTS} and pictures ({_PICTURES})"
"""The beginning of a sentence on what is read where a person chooses a file."""

_IN_FOLDERS = frozenset(suffix for one in _FORMATS if not one.is_picture for suffix in one.suffixes)


def is_readable_name(name: str) -> bool:
    """Whether a file of that name, or at that path, is likely to be a readable document."""
    return PurePath(name).suffix.lower() in _IN_FOLDERS

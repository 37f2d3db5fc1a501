"""Reading the one file a worker may read, and telling what it is by its content."""

import os
import stat
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path

from counterpoint.documents.client.jobs import Open
from counterpoint.domain.refusal import Refusal

PDF_LIMIT = 1 << 30
"""Bytes of the largest PDF."""

TEXT_LIMIT = 64 << 20
"""Bytes of the largest file of any other kind."""

READS = "Counterpoint reads PDF, text, Markdown and HTML"


class Kind(Enum):
    """A format that can be read; the value is its name in a catalogue."""

    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


@dataclass(frozen=True)
class SourceFile:
    """A file's bare name, its bytes and its kind."""

    name: str
    content: bytes
    kind: Kind


_SUFFIXES = {
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
}

_ELSEWHERE = {
    "rtf": "Open this RTF file in a word processor and save it as PDF, then open that.",
    "odt": "Open this OpenDocument file in a word processor and save it as PDF, then open that.",
    "sheet": "Counterpoint does not read spreadsheets; save the sheet as PDF and open that.",
    "office": f"{READS}; save this file as PDF and open that.",
    "book": f"{READS}; e-books are not supported yet.",
}

_REFUSED_SUFFIXES = {
    **dict.fromkeys((".odt", ".odp", ".odg", ".fodt"), "odt"),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods", ".numbers"), "sheet"),
    **dict.fromkeys((".docx", ".doc", ".pptx", ".ppt", ".pages", ".key"), "office"),
    **dict.fromkeys((".epub", ".mobi", ".azw", ".azw3", ".fb2"), "book"),
    ".rtf": "rtf",
}

_ZIP_SIGNS = (
    (b"mimetypeapplication/epub", "book"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "sheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "odt"),
    (b"xl/", "sheet"),
    (b"word/", "office"),
    (b"ppt/", "office"),
)

_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


def read_source(job: Open) -> SourceFile:
    """The file a job names, checked; raises Refusal with what to do."""
    path = Path(job.path)
    content = _read(path)
    if job.sha256 and sha256(content).hexdigest() != job.sha256.lower():
        raise Refusal("This file has changed since it was added; add it again to read it.")
    kind = kind_of(content, job.format or path.suffix)
    if kind is not Kind.PDF and len(content) > TEXT_LIMIT:
        raise Refusal(_too_large(TEXT_LIMIT))
    return SourceFile(path.name, content, kind)


def kind_of(content: bytes, suffix: str) -> Kind:
    """What a file is: by its first bytes, else by its suffix, else text. Raises Refusal."""
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    _refuse_known(content)
    ending = "." + suffix.lower().lstrip(".")
    if ending in _REFUSED_SUFFIXES:
        raise Refusal(_ELSEWHERE[_REFUSED_SUFFIXES[ending]])
    if ending == ".pdf":
        raise Refusal("This file is not a PDF or is broken; try another copy of it.")
    if ending in _SUFFIXES:
        return _SUFFIXES[ending]
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_html = start.startswith(_HTML_STARTS) and b"<html" in content[:4096].lower()
    return Kind.HTML if is_html else Kind.TEXT


def _refuse_known(content: bytes) -> None:
    if content.startswith(b"{\\rtf"):
        raise Refusal(_ELSEWHERE["rtf"])
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(_ELSEWHERE["office"])
    if content.startswith(b"PK\x03\x04"):
        start = content[:4096]
        found = (sign for mark, sign in _ZIP_SIGNS if mark in start)
        raise Refusal(_ELSEWHERE[next(found, "office")])


def _read(path: Path) -> bytes:
    """The bytes of a regular file, opened without following a link or waiting for a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        opened = os.open(path, flags)
    except OSError as error:
        raise Refusal(_why_not(path, error)) from error
    try:
        _check(os.fstat(opened))
        content = _read_all(opened)
    except OSError as error:
        raise Refusal(_why_not(path, error)) from error
    finally:
        os.close(opened)
    if not content:
        raise Refusal("This file is empty; choose another file.")
    if len(content) > PDF_LIMIT:
        raise Refusal(_too_large(PDF_LIMIT))
    return content


def _read_all(opened: int) -> bytes:
    with os.fdopen(opened, "rb", closefd=False) as file:
        return file.read(PDF_LIMIT + 1)


def _check(about: os.stat_result) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise Refusal("This is a folder; choose a file in it.")
    if not stat.S_ISREG(about.st_mode):
        raise Refusal("This is not a regular file; choose a document.")
    if about.st_size > PDF_LIMIT:
        raise Refusal(_too_large(PDF_LIMIT))


def _why_not(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "This file is not there any more; choose it again from where it is now."
    if isinstance(error, PermissionError):
        return "You have no permission to read this file; ask its owner for it."
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return "This is a folder; choose a file in it."
    if path.is_symlink():
        return "This is a link; choose the file it leads to."
    if path.exists() and not path.is_file():
        return "This is not a regular file; choose a document."
    return "This file cannot be read; try another copy of it."


def _too_large(limit: int) -> str:
    return f"This file is larger than {limit >> 20} MiB; choose a smaller file or a part of it."

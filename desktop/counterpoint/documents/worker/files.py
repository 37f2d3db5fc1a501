"""Reading the one file a worker may read, and telling what it is by its content."""

import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from counterpoint.documents.client.formats import PDF_LIMIT, READS, Kind
from counterpoint.documents.client.jobs import Open
from counterpoint.documents.packed.archive import directory_of
from counterpoint.domain.refusal import Refusal


@dataclass(frozen=True)
class SourceFile:
    """A file's bare name, its bytes and its kind."""

    name: str
    content: bytes
    kind: Kind


_KINDS = {suffix: kind for kind in Kind for suffix in kind.value.suffixes}

_MARKED = frozenset(kind for kind in Kind if kind.value.is_fixed or kind.value.is_packed)
"""Formats of which the content must bear out the name."""

_WITH_AN = ("EPUB", "XPS")
"""How names begin that a vowel is heard in first."""

_PICTURES = {sign: kind for kind in Kind if kind.value.is_picture for sign in kind.value.signs}

_ELSEWHERE = {
    "rtf": "Open this RTF file in a word processor and save it as DOCX or PDF, then open that.",
    "odt": (
        "Open this OpenDocument file in a word processor and save it as DOCX or PDF, then open"
        " that."
    ),
    "sheet": "Counterpoint does not read spreadsheets; save the sheet as PDF and open that.",
    "slides": (
        "Save this presentation as PPTX or PDF in the program it was made with and open that."
    ),
    "old": (
        "Open this old Word document in a word processor and save it as DOCX or PDF, then open"
        " that."
    ),
    "locked": (
        "This document is protected by a password. Save a copy without one in a word processor"
        " and open that."
    ),
    "office": f"{READS}; save this file as PDF and open that.",
    "book": f"{READS}; convert this e-book to EPUB and open that.",
    "archive": f"{READS}; unpack this archive and open the documents in it.",
    "comic": "This comic book is packed as RAR or 7z; pack its pages as CBZ and open that.",
    "picture": "Save this picture as PNG, JPEG or TIFF and open that.",
}

_REFUSED_SUFFIXES = {
    **dict.fromkeys((".odt", ".fodt", ".ott", ".odg"), "odt"),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods", ".numbers"), "sheet"),
    **dict.fromkeys((".ppt", ".odp", ".key"), "slides"),
    **dict.fromkeys((".doc", ".dot"), "old"),
    **dict.fromkeys((".pages", ".hwp", ".hwpx", ".wpd"), "office"),
    **dict.fromkeys((".mobi", ".azw", ".azw3", ".lit"), "book"),
    **dict.fromkeys((".cbr", ".cb7"), "comic"),
    **dict.fromkeys((".gif", ".bmp", ".webp", ".heic", ".jp2", ".psd"), "picture"),
    ".rtf": "rtf",
}

_ARCHIVE_STARTS = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")

_ARCHIVE_SIGNS: tuple[tuple[bytes, Kind | str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "sheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "slides"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "odt"),
    (b"mimetypeapplication/hwp", "office"),  # it has the parts of an EPUB too
    *((sign, kind) for kind in Kind if kind not in _PICTURES.values() for sign in kind.value.signs),
    (b"xl/", "sheet"),
)

_COMPOUND_SIGNS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "old"),
    ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"),
)

_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_FICTION_BOOK = b"<FictionBook"
_MOBI_AT, _MOBI = 60, b"BOOKMOBI"


def read_source(job: Open) -> SourceFile:
    """The file a job names, checked; raises Refusal with what to do."""
    path = Path(job.path)
    content = _read(path)
    if job.sha256 and sha256(content).hexdigest() != job.sha256.lower():
        raise Refusal("This file has changed since it was added; add it again to read it.")
    kind = kind_of(content, job.format or path.suffix)
    if len(content) > kind.value.limit:
        raise Refusal(_too_large(kind.value.limit))
    return SourceFile(path.name, content, kind)


def kind_of(content: bytes, suffix: str) -> Kind:
    """What a file is: by its first bytes, else by its suffix, else text. Raises Refusal."""
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    picture = next((kind for sign, kind in _PICTURES.items() if content.startswith(sign)), None)
    if picture:
        return picture
    ending = "." + suffix.lower().lstrip(".")
    named = _KINDS.get(ending)
    if content[:4] in _ARCHIVE_STARTS:
        return _kind_of_archive(content, named)
    _refuse_known(content, ending)
    if ending in _REFUSED_SUFFIXES:
        raise Refusal(_ELSEWHERE[_REFUSED_SUFFIXES[ending]])
    if _is_fiction_book(content):
        return Kind.FB2
    if named in _MARKED:
        raise Refusal(f"This file is not {_in_words(named)} or is broken; try another copy of it.")
    return named or (Kind.HTML if _is_html(content) else Kind.TEXT)


def _kind_of_archive(content: bytes, named: Kind | None) -> Kind:
    """What a zip archive holds."""
    start, names = content[:4096], directory_of(content)
    found = next((sign for mark, sign in _ARCHIVE_SIGNS if mark in start or mark in names), None)
    if isinstance(found, str):
        raise Refusal(_ELSEWHERE[found])
    if found is None and not (named and named.value.is_archive):
        raise Refusal(_ELSEWHERE["archive"])
    return found or named or Kind.TEXT


def _in_words(kind: Kind) -> str:
    """What a file was taken for: ``an EPUB``."""
    called = kind.value.called
    if kind.value.is_picture:
        called += " of that kind"
    return f"{'an' if called.startswith(_WITH_AN) else 'a'} {called}"


def _is_html(content: bytes) -> bool:
    start = content[:1024].lstrip(_BLANK).lower()
    return start.startswith(_HTML_STARTS) and b"<html" in content[:4096].lower()


def _is_fiction_book(content: bytes) -> bool:
    """FictionBook, also in UTF-16, as one program writes it."""
    start = content[:2048].replace(b"\0", b"")
    return start.lstrip(_BLANK + b"\xff\xfe").startswith(b"<") and _FICTION_BOOK in start


def _refuse_known(content: bytes, ending: str) -> None:
    if content.startswith(b"{\\rtf"):
        raise Refusal(_ELSEWHERE["rtf"])
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        names = ((name.encode("utf-16-le"), sign) for name, sign in _COMPOUND_SIGNS)
        found = next((sign for name, sign in names if name in content), "")
        raise Refusal(_ELSEWHERE[found or _REFUSED_SUFFIXES.get(ending, "office")])
    if content.startswith(_MOBI, _MOBI_AT):
        raise Refusal(_ELSEWHERE["book"])


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

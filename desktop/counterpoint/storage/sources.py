"""The copies of the sources in a project's documents folder."""

import contextlib
import hashlib
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal
from counterpoint.storage.durable import (
    check_free_space,
    create_file,
    make_folder,
    open_plain,
    sync_file,
    sync_folder,
    write_all,
)
from counterpoint.storage.folder import ProjectFolder, refused
from counterpoint.storage.wording import named, plain_text, said

_BLOCK = 1 << 20
_LONGEST_STEM = 120
"""Bytes; with suffix, number and temporary name below the 255 that file systems allow."""

_SUFFIX = re.compile(r"(.*)(\.[A-Za-z0-9]{1,10})", re.DOTALL)

_FORBIDDEN = frozenset('<>:"/\\|?*')
"""Characters some system does not allow in a name; control characters go as well."""

_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
"""Names that mean a device on Windows, whatever their suffix."""


def document_path(folder: ProjectFolder, document: Document) -> Path:
    """The file of a document's shown edition; Refusal for a name that is not a plain file here.

    Names come from records, which a stranger may have written.
    """
    if not document.editions:
        raise Refusal(
            f"“{named(document.title)}” has no file; add the document again. Its claims are safe."
        )
    name = document.edition.file
    if not is_bare(name):
        raise Refusal(
            f"“{named(document.title)}” names a file outside the project and was not opened; add "
            "the document again. Its claims are safe."
        )
    path = folder.documents / name
    with refused(f"“{named(document.title)}” cannot be opened"):
        if folder.documents.is_symlink():
            raise Refusal("“documents” in the project is a link; put a real folder in its place.")
        _refuse_unless_regular(path, document.title)
    return path


def add_document(folder: ProjectFolder, source: Path) -> tuple[str, str]:
    """Copy a source into the project: its bare name there and its SHA-256 (hexadecimal).

    The same bytes are copied only once. Refusal where the source is not a readable file with
    something in it, or the copy cannot be made.
    """
    with refused(f"“{said(source.name)}” cannot be added"):
        make_folder(folder.documents)
        with _opened(source) as descriptor:
            return _copy(folder.documents, descriptor, safe_name(source.name))


def safe_name(name: str) -> str:
    """A bare file name every system takes, as close to ``name`` as may be."""
    kept = "".join("_" if _is_forbidden(c) else c for c in _normal(name)).strip(". ")
    named = _SUFFIX.fullmatch(kept)
    stem, suffix = named.groups() if named else (kept, "")
    return (_no_device(_cut(stem.strip(". "), _LONGEST_STEM)) or "document") + suffix


def safe_folder_name(title: str) -> str:
    """A title as a folder every system takes, of at most 120 bytes; empty if nothing is left."""
    # What only tells a screen how to show its neighbours leaves no gap.
    shown = (c for c in _normal(title) if _is_printable(c) or unicodedata.category(c) != "Cf")
    kept = "".join(" " if _is_forbidden(c) else c for c in shown)
    stem = _no_device(" ".join(kept.split()).strip(". "))
    return _cut(stem, _LONGEST_STEM).strip(". ")


def fingerprint(path: Path) -> str:
    """The SHA-256 of a regular file's bytes, hexadecimal; OSError or Refusal where unreadable."""
    digest = hashlib.sha256()
    descriptor = open_plain(path)
    try:
        for block in _blocks(descriptor):
            digest.update(block)
    finally:
        os.close(descriptor)
    return digest.hexdigest()


def numbered(name: str, suffix: str = "") -> Iterator[str]:
    """Names to try until one is free: ``name``, ``name (2)`` and so on, each with the suffix."""
    yield f"{name}{suffix}"
    for number in count(2):
        yield f"{name} ({number}){suffix}"


def is_bare(name: str) -> bool:
    """Whether a name leads to a file of its own folder on every system."""
    odd = {"", ".", ".."}
    return name not in odd and not any(c in "/\\:" or ord(c) < 32 for c in name)


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", plain_text(name))


def _no_device(stem: str) -> str:
    return f"_{stem}" if stem.split(".", maxsplit=1)[0].strip().lower() in _DEVICES else stem


def _is_forbidden(character: str) -> bool:
    return character in _FORBIDDEN or not _is_printable(character)


def _is_printable(character: str) -> bool:
    # Format characters (Cf) can turn a name around on the screen; joiners are part of words.
    return character.isprintable() or character in "\u200c\u200d"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore").strip()


def _refuse_unless_regular(path: Path, title: str) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        raise Refusal(
            f"“{named(title)}” is not in the project's documents folder any more; "
            f"put “{said(path.name)}” back there."
        ) from None
    if stat.S_ISLNK(mode):
        raise Refusal(f"“{said(path.name)}” is a link; put the file itself in its place.")
    if not stat.S_ISREG(mode):
        raise Refusal(f"“{said(path.name)}” is not an ordinary file; put the document there again.")


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[int]:
    """The source for reading. The reader chose it, so a link is followed."""
    if source.is_dir():
        raise Refusal(f"“{said(source.name)}” is a folder; choose a document in it.")
    if not source.exists():
        raise Refusal(f"“{said(source)}” does not exist; check its name.")
    descriptor = open_plain(source.resolve())
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _copy(documents: Path, source: int, name: str) -> tuple[str, str]:
    check_free_space(documents, os.fstat(source).st_size)
    temporary = documents / f".{secrets.token_hex(8)}.tmp"
    try:
        sha256, size = _copy_bytes(source, temporary)
        if size == 0:
            raise Refusal(f"“{name}” is empty; choose a document with something in it.")
        if fingerprint(temporary) != sha256:
            raise Refusal(f"“{name}” was not copied faithfully; check the disk and try again.")
        return _settle(temporary, name, sha256), sha256
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _copy_bytes(source: int, target: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    descriptor = create_file(target)
    try:
        for block in _blocks(source):
            digest.update(block)
            write_all(descriptor, block)
        sync_file(descriptor)
        return digest.hexdigest(), os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def _blocks(descriptor: int) -> Iterator[bytes]:
    while block := os.read(descriptor, _BLOCK):
        yield block


def _settle(temporary: Path, name: str, sha256: str) -> str:
    """Give the copy the first name that is free, or find the file that holds the same bytes."""
    size = temporary.stat().st_size
    for candidate in numbered(Path(name).stem, Path(name).suffix):
        path = temporary.with_name(candidate)
        if not os.path.lexists(path):
            temporary.rename(path)
            sync_folder(path.parent)
            return candidate
        if _is_same(path, size, sha256):
            return candidate
    raise AssertionError("names do not end")


def _is_same(path: Path, size: int, sha256: str) -> bool:
    with contextlib.suppress(OSError, Refusal):
        return path.lstat().st_size == size and fingerprint(path) == sha256
    return False

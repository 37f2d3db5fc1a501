"""Which files can be read, by their names alone: for dialogs, dropped files and folders."""

from pathlib import PurePath

SUFFIXES: tuple[str, ...] = (
    ".pdf",
    ".epub",
    ".docx",
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
    ".fb2",
    ".pptx",
    ".xps",
    ".oxps",
    ".cbz",
    ".png",
    ".jpg",
    ".jpeg",
    ".tif",
    ".tiff",
)
"""Every suffix of a readable file, in lower case; a file's content has the last word."""


def is_readable_name(name: str) -> bool:
    """Whether a file of that name, or at that path, is likely to be a readable document."""
    return PurePath(name).suffix.lower() in SUFFIXES

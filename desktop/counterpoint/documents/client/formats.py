"""Which files can be read, by their names alone: for dialogs, dropped files and folders."""

from pathlib import PurePath

PICTURES: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""Pictures, which are read where a person chooses one: in a folder most are no documents."""

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
    *PICTURES,
)
"""Every suffix of a readable file, in lower case; a file's content has the last word."""


def is_readable_name(name: str) -> bool:
    """Whether a file of that name, or at that path, is likely to be a readable document."""
    suffix = PurePath(name).suffix.lower()
    return suffix in SUFFIXES and suffix not in PICTURES

"""Which program opens a type as things are, after the MIME Applications Specification.

Where nobody chose one, desktops take the first program that can, and a user's own folder comes
first: an entry that merely can open PDF files would take them over. So what opened a type before
has to be chosen in so many words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import mime_defaults
from changes import content_of

PARENTS = {
    "text/markdown": "text/plain",
    "text/html": "text/plain",
    "application/epub+zip": "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "application/zip",
}
"""What a type is as well: a program for the parent opens it where there is none of its own."""


@dataclass(frozen=True)
class Desktop:
    """Where choices and programs are looked up, in this order: the lists of chosen programs, and
    the folders of desktop entries. `entry` is the one that shall not count; `own` is the list that
    would be changed."""

    lists: tuple[Path, ...]
    folders: tuple[Path, ...]
    entry: str
    own: Path


def desktop(environ: Mapping[str, str], folders: tuple[Path, Path], entry: str) -> Desktop:
    """The desktop of an environment; `folders` are the user's for settings and for data."""
    config, data = folders
    configs = (config, *listed(environ, "XDG_CONFIG_DIRS", "/etc/xdg"))
    datas = (data, *listed(environ, "XDG_DATA_DIRS", "/usr/local/share:/usr/share"))
    applications = tuple(place / "applications" for place in datas)
    desktops = environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    names = [*(f"{name}-mimeapps.list" for name in desktops if name), "mimeapps.list"]
    lists = tuple(place / name for place in (*configs, *applications) for name in names)
    return Desktop(lists, applications, entry, config / "mimeapps.list")


def listed(environ: Mapping[str, str], name: str, usual: str) -> Iterator[Path]:
    """The folders a variable lists; relative ones are ignored."""
    for folder in (environ.get(name) or usual).split(":"):
        if folder.startswith("/"):
            yield Path(folder)


def unchosen(where: Desktop, types: Iterable[str]) -> dict[str, str]:
    """Those of `types` that a program opens without having been chosen, with that program.

    A type that the user's own list names any program for is left alone, should that program be
    gone: the line is theirs, and they may install it again.
    """
    found = {}
    own = text_of(where.own)
    for mime_type in types:
        is_chosen = any(mime_defaults.named_for(own, mime_type)) or any(chosen(where, mime_type))
        opener = None if is_chosen else next(candidates(where, mime_type), None)
        if opener is not None:
            found[mime_type] = opener
    return found


def candidates(where: Desktop, mime_type: str) -> Iterator[str]:
    """The programs for a type nobody chose one for, the first in line first."""
    family = [mime_type, *([PARENTS[mime_type]] if mime_type in PARENTS else [])]
    for one in family:
        yield from chosen(where, one)
        yield from present(where, [folder / "defaults.list" for folder in where.folders], one)
    for one in family:
        caches = [folder / "mimeinfo.cache" for folder in where.folders]
        yield from (name for name in present(where, caches, one) if name != where.entry)


def chosen(where: Desktop, mime_type: str) -> Iterator[str]:
    """The programs chosen for exactly this type that are there."""
    return present(where, where.lists, mime_type)


def present(where: Desktop, lists: Iterable[Path], mime_type: str) -> Iterator[str]:
    """The programs that `lists` name for a type and that are there."""
    for path in lists:
        for name in mime_defaults.named_for(text_of(path), mime_type):
            if any(has_entry(folder, name) for folder in where.folders):
                yield name


def has_entry(folder: Path, name: str) -> bool:
    """Whether a desktop entry is in `folder`, or in a folder within, which its name begins with."""
    return (folder / name).is_file() or (folder / name.replace("-", "/", 1)).is_file()


def text_of(path: Path) -> str:
    """What a list says; nothing if it cannot be read."""
    try:
        return (content_of(path) or b"").decode("utf-8", "surrogateescape")
    except OSError:
        return ""

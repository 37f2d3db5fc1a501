"""The file mimeapps.list: which program opens which type, as its user chose.

Only lines about ours change; all else stays as it is, byte for byte. The desktop's own tool for
this lays the file out anew, so it is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

SECTION = "[Default Applications]"
SECTIONS = frozenset({SECTION, "[MIME Cache]"})
"""Where programs are named by type: in lists of choices, in caches of what programs can open."""


def with_defaults(text: str, openers: Mapping[str, str]) -> str:
    """The file with each of `openers`, desktop entries, first in line to open its type."""
    lines = text.splitlines(keepends=True)
    if not any(line.strip() == SECTION for line in lines):
        lines = [*with_last_line_ended(lines), f"{SECTION}\n"]
    for mime_type, entry in openers.items():
        lines = with_default(with_last_line_ended(lines), mime_type, entry)
    return "".join(lines)


def with_last_line_ended(lines: list[str]) -> list[str]:
    """The lines, the last one with its end."""
    if not lines or lines[-1].endswith("\n"):
        return lines
    return [*lines[:-1], f"{lines[-1]}\n"]


def with_default(lines: list[str], mime_type: str, entry: str) -> list[str]:
    """The lines with `entry` first in line for one type; the section is there."""
    start = next(number for number, line in enumerate(lines) if line.strip() == SECTION) + 1
    rest = range(start, len(lines))
    end = next((number for number in rest if lines[number].startswith("[")), len(lines))
    for number in range(start, end):
        key, _, value = lines[number].partition("=")
        if key.strip() == mime_type:
            others = [name for name in names_in(value) if name != entry]
            line = default_line(mime_type, [entry, *others])
            return [*lines[:number], line, *lines[number + 1 :]]
    return [*lines[:start], default_line(mime_type, [entry]), *lines[start:]]


def named_for(text: str, mime_type: str) -> list[str]:
    """The programs a list or cache names for exactly this type, the first in line first."""
    for section, line in with_sections(text):
        key, _, value = line.partition("=")
        if section in SECTIONS and key.strip() == mime_type:
            return names_in(value)
    return []


def without(text: str, entry: str, openers: Mapping[str, str]) -> str:
    """The file without `entry`, wherever it is named, and without `openers` as we wrote them."""
    written = {default_line(mime_type, [opener]) for mime_type, opener in openers.items()}
    lines = [
        line for section, line in with_sections(text) if section != SECTION or line not in written
    ]
    return "".join(lines_without(lines, entry))


def with_sections(text: str) -> Iterator[tuple[str, str]]:
    """Each line, its end included, with the header of the section it is in."""
    section = ""
    for line in text.splitlines(keepends=True):
        section = line.strip() if line.startswith("[") else section
        yield section, line


def lines_without(lines: Iterable[str], entry: str) -> Iterator[str]:
    """The lines without `entry`; one that named nothing else is left out."""
    for line in lines:
        key, _, value = line.partition("=")
        names = names_in(value)
        if entry not in names or key.lstrip().startswith("#"):
            yield line
        elif others := [name for name in names if name != entry]:
            yield default_line(key, others)


def default_line(mime_type: str, names: Iterable[str]) -> str:
    """A line that names programs for a type."""
    return f"{mime_type}={';'.join(names)};\n"


def names_in(value: str) -> list[str]:
    """The desktop entries a line names."""
    return [name.strip() for name in value.split(";") if name.strip()]

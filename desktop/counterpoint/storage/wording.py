"""How sentences name files and lines."""

import unicodedata
from collections.abc import Sequence

REPAIR = "“counterpoint check --repair”"
"""What mends a project, as sentences call it."""

_MOST_LINES = 3
"""Lines that are named one by one."""

_MOST_SAID = 80
"""Characters of a name or an id that a sentence repeats."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode: what breaks a line or turns its direction shows as something else."""

_JOINERS = "\u200c\u200d"
"""They belong to the spelling of Persian and Indian words, and turn nothing."""


def plain_text(text: str) -> str:
    """Text that every encoding of Unicode can hold: lone surrogates become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def said(name: object) -> str:
    """A file's name or path as a sentence can hold it, whole, with nothing unseen in it.

    Linux allows names that are no Unicode, and such that break a line or turn its direction. What
    finds the file again is ``plain_text``.
    """
    return "".join(map(_seen, plain_text(str(name))))


def named(text: object) -> str:
    """A name or an id from a file as a sentence can hold it: cropped, and nothing unseen in it."""
    start = plain_text(str(text)[: _MOST_SAID + 1])
    shown = "".join(map(_seen, start))
    return shown if len(start) <= _MOST_SAID else f"{shown[:_MOST_SAID]}…"


def _seen(letter: str) -> str:
    is_unseen = unicodedata.category(letter) in _UNSEEN and letter not in _JOINERS
    return "\N{REPLACEMENT CHARACTER}" if is_unseen else letter


def size_of(count: int) -> str:
    """So many bytes in the largest unit that fits: ``64 KB``."""
    for shift, unit in (20, "MB"), (10, "KB"):
        if count >> shift:
            return f"{count >> shift} {unit}"
    return f"{count} bytes"


def lines_of(numbers: Sequence[int], name: str) -> str:
    """Lines of a file, the first by number: ``lines 1, 2 and 998 more lines of “x.json”``."""
    if len(numbers) <= _MOST_LINES:
        named, last = [str(number) for number in numbers[:-1]], str(numbers[-1])
    else:
        named = [str(number) for number in numbers[: _MOST_LINES - 1]]
        last = f"{len(numbers) - len(named)} more lines"
    line = "lines" if named else "line"
    return f"{line} {' and '.join(filter(None, [', '.join(named), last]))} of “{said(name)}”"


def capital(sentence: str) -> str:
    """A sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]

"""Whose a file is, in the sentences that are told of it."""

from counterpoint.storage.folder import READERS
from counterpoint.storage.names import FileNames
from counterpoint.storage.wording import capital, said

YOURS = "your"

_LONGEST_STEM, _END = 24, 4
"""Characters of a name that a sentence repeats whole, and at both ends of a longer one."""


def with_owner(sentence: str, names: FileNames, whose: str) -> str:
    """A sentence in which a file and its journal are called by whose they are.

    ``whose`` is a possessive: ``your``, ``Ben's``. What follows the names, as a line, stays.
    """
    for name in (names.name, names.journal):
        called = f"{whose} file in this project ({READERS}/{_short(name)})"
        sentence = sentence.replace(f"“{said(name)}”", called)
    return capital(sentence)


def _short(name: str) -> str:
    """A name by which a file is found among a few: the ids in it take two lines."""
    stem, dot, suffix = said(name).partition(".")
    if len(stem) > _LONGEST_STEM:
        stem = f"{stem[:_END]}…{stem[-_END:]}"
    return f"{stem}{dot}{suffix}"

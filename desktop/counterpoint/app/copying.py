"""What is said of a copy of a project that was written elsewhere."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from counterpoint.app.describing import counted


class Copied(Protocol):
    """A copy of a project."""

    @property
    def path(self) -> Path:
        """Its folder."""
        ...

    @property
    def left_out(self) -> Sequence[str]:
        """The names of the files that could not be read, and are not in it."""
        ...

    @property
    def is_from_memory(self) -> bool:
        """Whether no more is in it than what the window shows: the project's folder was gone."""
        ...


def told_of(copied: Copied) -> str:
    """Where the copy stands and what is not in it, in one or two sentences."""
    if copied.is_from_memory:
        return (
            f"A copy of all that was said of the documents, by you and by others, is in "
            f"“{copied.path}”. The documents are not in it, as the project's folder is gone; put "
            "them into the copy's folder “documents” when you have them again."
        )
    written = f"A copy is in “{copied.path}”"
    if not copied.left_out:
        return f"{written}."
    first, *more = (f"“{name}”" for name in copied.left_out)
    others = more[0] if len(more) == 1 else counted(len(more), "more file")
    named, are = (f"{first} and {others}", "are") if more else (first, "is")
    return f"{written}; {named} could not be read and {are} not in it."

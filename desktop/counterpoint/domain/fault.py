"""What is wrong with a project, one thing at a time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One finding. ``what`` is a sentence that says where it is and what can be done.

    ``file`` is a path inside the project, parted by slashes; ``line`` counts from 1, and is None
    where no line is to blame; ``record`` is an id or empty. ``repairable`` where
    ``counterpoint check --repair`` mends it.
    """

    what: str
    file: str = ""
    line: int | None = None
    record: str = ""
    repairable: bool = False

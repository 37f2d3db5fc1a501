"""Commands: declared once as rows, run through one door."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

Area = TypeVar("Area")


class Mode(StrEnum):
    """What the keys act on."""

    EMPTY = "empty"
    READING = "reading"
    OUTLINING = "outlining"
    CHOOSING = "choosing"
    TYING = "tying"


MENUS = ("File", "Edit", "Go", "Select", "Claim", "View", "Help")
"""The menus, in their order."""

ALWAYS = frozenset(Mode)
AT_DESK = frozenset({Mode.EMPTY, Mode.READING, Mode.OUTLINING})
READING = frozenset({Mode.READING, Mode.OUTLINING})
WALKING = frozenset({Mode.READING})
OUTLINING = frozenset({Mode.OUTLINING})
CHOOSING = frozenset({Mode.CHOOSING})
TYING = frozenset({Mode.TYING})


@dataclass(frozen=True)
class Command(Generic[Area]):
    """One thing a reader can do.

    ``keys`` are alternatives such as ``Ctrl+Z`` or ``g g``; ``menu`` names the menu it stands
    in, empty for none; ``when`` is the set of modes it works in; ``run`` acts on the area that
    the rows of its tuple share. ``hint`` is what the strip says of its first key, if anything;
    ``icon`` names a drawing in resources/icons, empty for none; ``also`` are further words that
    the palette finds it by, parted by spaces.
    Raises ValueError, when a keymap is made of it, for what is not a key.
    """

    id: str
    title: str
    run: Callable[[Area], None]
    keys: tuple[str, ...] = ()
    menu: str = ""
    when: frozenset[Mode] = READING
    help: str = ""
    hint: str = ""
    icon: str = ""
    also: str = ""


@dataclass(frozen=True)
class Row:
    """A command with its area filled in: what menus, keys and hints are made from."""

    id: str
    title: str
    keys: tuple[str, ...]
    menu: str
    when: frozenset[Mode]
    help: str
    hint: str
    act: Callable[[], None]
    icon: str = ""
    also: str = ""


def bound(commands: Iterable[Command[Area]], area: Area) -> tuple[Row, ...]:
    """The rows of one area, ready to run."""
    return tuple(
        Row(
            one.id,
            one.title,
            one.keys,
            one.menu,
            one.when,
            one.help,
            one.hint,
            partial(one.run, area),
            one.icon,
            one.also,
        )
        for one in commands
    )


class Commands:
    """Owns the rows; ``run`` is the only way in which a command is carried out.

    Raises ValueError where two rows share an id.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._by_id = {row.id: row for row in self.rows}
        if len(self._by_id) != len(self.rows):
            raise ValueError("two commands share an id")

    def row(self, identity: str) -> Row:
        """The row of that id; raises KeyError where there is none."""
        return self._by_id[identity]

    def run(self, identity: str) -> None:
        """Carry out a command. What the reader can mend comes out as a Refusal."""
        self._by_id[identity].act()

"""Commands that change what is on the window as a whole."""

from typing import Protocol

from counterpoint.app.commands import ALWAYS, AT_DESK, Command


class House(Protocol):
    """The window, whatever is on it."""

    def open_sample(self) -> None:
        """Open a copy of the sample project."""
        ...

    def close_project(self) -> None:
        """Go back to the start page."""
        ...

    def show_manual(self) -> None:
        """Show the manual in a window of its own."""
        ...


COMMANDS: tuple[Command[House], ...] = (
    Command(
        "file.sample",
        "Open the sample",
        lambda house: house.open_sample(),
        (),
        "File",
        AT_DESK,
        "Opens your copy of a small project with claims and relations, yours to change.",
        icon="sample",
        also="example demo try tutorial",
    ),
    Command(
        "file.close",
        "Close project",
        lambda house: house.close_project(),
        ("Ctrl+Shift+W",),
        "File",
        AT_DESK,
        "Goes back to the start page; what is not saved yet is named first.",
        icon="close",
        also="home start page welcome recent",
    ),
)

LAST: tuple[Command[House], ...] = (
    Command(
        "help.manual",
        "Manual",
        lambda house: house.show_manual(),
        ("Shift+F1",),
        "Help",
        ALWAYS,
        "Shows how everything is done, in a window beside this one.",
        icon="manual",
        also="help guide handbook documentation how",
    ),
)
"""What stands at the end of its menu."""

"""What every project on the screen shares."""

from collections.abc import Callable
from typing import Protocol

from counterpoint.app.ports import IndexProcess
from counterpoint.ui.background import Background, Mailbox
from counterpoint.ui.icons import Icons
from counterpoint.ui.index_link import IndexLink
from counterpoint.ui.theme import Look
from counterpoint.ui.workers import Workers

Guard = Callable[[Callable[[], None]], None]
"""Does something; a refusal is shown to the reader."""


class Processes(Protocol):
    """The processes that work for the window."""

    @property
    def workers(self) -> Workers:
        """They open documents."""
        ...

    @property
    def start_index(self) -> Callable[[], IndexProcess]:
        """It searches all of them; called late, and again where it dies."""
        ...


class Surroundings:
    """Owns what every project on the screen shares: mailbox, disk thread, workers, index.

    ``guard`` does something and shows a refusal to the reader.
    """

    def __init__(self, look: Look, icons: Icons, guard: Guard, processes: Processes) -> None:
        self.look = look
        self.icons = icons
        self.guard = guard
        self.workers = processes.workers
        self.index = IndexLink(processes.start_index)
        self.mailbox = Mailbox()
        self.disk = Background(self.mailbox)

    def close(self) -> None:
        """End thread, index, workers and mailbox."""
        self.index.close()
        self.disk.close()
        self.workers.close()
        self.mailbox.close()

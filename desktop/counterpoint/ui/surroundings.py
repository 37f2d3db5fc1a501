"""What every project on the screen shares."""

from collections.abc import Callable

from counterpoint.ui.background import Background, Mailbox
from counterpoint.ui.feeds import Workers
from counterpoint.ui.icons import Icons
from counterpoint.ui.theme import Look

Guard = Callable[[Callable[[], None]], None]
"""Does something; a refusal is shown to the reader."""


class Surroundings:
    """Owns what every project on the screen shares: mailbox, disk thread, workers.

    ``guard`` does something and shows a refusal to the reader.
    """

    def __init__(self, look: Look, icons: Icons, guard: Guard, workers: Workers) -> None:
        self.look = look
        self.icons = icons
        self.guard = guard
        self.workers = workers
        self.mailbox = Mailbox()
        self.disk = Background(self.mailbox)

    def close(self) -> None:
        """End thread, workers and mailbox."""
        self.disk.close()
        self.workers.close()
        self.mailbox.close()

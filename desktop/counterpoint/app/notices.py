"""What commands tell the reader of what they have done."""

from collections.abc import Callable, Iterable

from counterpoint.app.commands import Row


class Notices:
    """Owns who hears what was done, and the commands as they are bound, for their keys."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[str], None]] = []
        self._keys: dict[str, str] = {}

    def subscribe(self, listener: Callable[[str], None]) -> None:
        """Tell each sentence from now on."""
        self._listeners.append(listener)

    def name_keys(self, rows: Iterable[Row]) -> None:
        """Take the keys that the reader has for commands."""
        self._keys = {row.id: row.keys[0] for row in rows if row.keys}

    def named(self, command: str, title: str) -> str:
        """What to press for a command: its first key, else its title in quotation marks."""
        return self._keys.get(command) or f"“{title}”"

    def say(self, sentence: str) -> None:
        """Tell the reader a full sentence."""
        for listener in self._listeners:
            listener(sentence)

    def say_undoable(self, sentence: str) -> None:
        """The same of a change, and how to take it back."""
        self.say(f"{sentence} {self.named('edit.undo', 'Undo')} takes it back.")

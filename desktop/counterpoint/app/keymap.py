"""Which command a key stands for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from counterpoint.app.commands import Mode, Row

_NAMED = {
    "Down", "Up", "Left", "Right", "Enter", "Esc", "Tab", "Delete", "Backspace", "Space",
    "PgDown", "PgUp", "Home", "End", *(f"F{number}" for number in range(1, 13)),
}  # fmt: skip
"""Keys that are known by a name, not by the character they type."""

_SPELLINGS = {name.lower(): name for name in _NAMED} | {
    "return": "Enter", "escape": "Esc", "del": "Delete",
    "pageup": "PgUp", "pagedown": "PgDown", "pgdn": "PgDown",
}  # fmt: skip

_SIGNS = {"Down": "↓", "Up": "↑", "Left": "←", "Right": "→"}


@dataclass(frozen=True)
class Stroke:
    """One key press. ``key`` is a character or the name of a key, as in ``Ctrl+Shift+z``.

    Shift is kept for letters and named keys; of other characters it is part.
    """

    key: str
    ctrl: bool = False
    alt: bool = False
    shift: bool = False
    meta: bool = False

    @classmethod
    def parse(cls, text: str) -> "Stroke":
        """The stroke written as ``Ctrl+Shift+Z``, ``]``, ``Ctrl++`` or ``F6``; else ValueError."""
        is_plus = text == "+" or text.endswith("++")
        *names, key = [*text[:-2].split("+"), "+"] if is_plus else text.split("+")
        key = _SPELLINGS.get(key.lower(), key)
        held = {name.lower() for name in names if name or not is_plus}
        unknown = held - {"ctrl", "alt", "shift", "meta"}
        if unknown or not (key in _NAMED or (len(key) == 1 and key.isprintable())):
            raise ValueError(f"“{text}” is not a key")
        return cls(key, "ctrl" in held, "alt" in held, "shift" in held, "meta" in held).normalised()

    @property
    def written(self) -> str:
        """The stroke as it is written in files and menus: ``Ctrl+Shift+Z``, ``j``, ``Alt+Down``."""
        held = self._held
        return "+".join([*held, _upper(self.key) if held else self.key])

    @property
    def cap(self) -> str:
        """The stroke as it is drawn: ``Ctrl Shift Z``, ``j``, ``Alt ↓``."""
        held = self._held
        return " ".join([*held, _SIGNS.get(self.key, _upper(self.key) if held else self.key)])

    @property
    def _held(self) -> list[str]:
        names = ("Ctrl", "Alt", "Shift", "Meta")
        states = (self.ctrl, self.alt, self.shift, self.meta)
        return [name for name, is_held in zip(names, states, strict=True) if is_held]

    def normalised(self) -> "Stroke":
        """Letters in lower case with Shift apart; other characters without Shift."""
        if self.key in _NAMED:
            return self
        if self.key.lower() != self.key.upper():
            return replace(self, key=self.key.lower())
        return replace(self, shift=False)


@dataclass(frozen=True)
class KeyPress:
    """What the keyboard said: by the character typed, and by the key's place on the board.

    ``position`` is the stroke the same key gives on a US layout; None where it is not known.
    """

    typed: Stroke
    position: Stroke | None = None

    @property
    def readings(self) -> tuple[Stroke, ...]:
        """The strokes to look up, the likelier first."""
        if self.position is None or self.position == self.typed:
            return (self.typed,)
        return (self.typed, self.position)


Sequence = tuple[Stroke, ...]


def _upper(key: str) -> str:
    """A letter as it stands on the board; names of keys stay as they are."""
    return key.upper() if len(key) == 1 else key


def parse_keys(text: str) -> Sequence:
    """The strokes of a key sequence such as ``g g``."""
    return tuple(Stroke.parse(part) for part in text.split())


def caps_of(text: str) -> tuple[str, ...]:
    """A key sequence as it is shown, a cap for each stroke."""
    return tuple(stroke.cap for stroke in parse_keys(text))


class Keymap:
    """Owns the keys of each mode and the strokes of an unfinished sequence.

    Raises ValueError where two commands of one mode share a key.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._bindings: dict[Mode, dict[Sequence, str]] = {mode: {} for mode in Mode}
        self._pending: Sequence = ()
        for row in rows:
            for keys in row.keys:
                self._bind(row, parse_keys(keys))

    @property
    def pending(self) -> bool:
        """Whether a sequence has begun and not ended."""
        return bool(self._pending)

    def press(self, press: KeyPress, mode: Mode) -> str | None:
        """The id of the command a key completes; None where none, or a sequence goes on."""
        bindings = self._bindings[mode]
        for stroke in press.readings:
            sequence = (*self._pending, stroke)
            if sequence in bindings:
                self._pending = ()
                return bindings[sequence]
            if _begins_one(sequence, bindings):
                self._pending = sequence
                return None
        began, self._pending = self._pending, ()
        return self.press(press, mode) if began else None

    def forget(self) -> None:
        """Drop an unfinished sequence."""
        self._pending = ()

    def _bind(self, row: Row, sequence: Sequence) -> None:
        for mode in row.when:
            other = self._bindings[mode].setdefault(sequence, row.id)
            if other != row.id:
                raise ValueError(f"{row.id} and {other} share a key while {mode}")


def _begins_one(sequence: Sequence, bindings: Mapping[Sequence, str]) -> bool:
    return any(known[: len(sequence)] == sequence for known in bindings)

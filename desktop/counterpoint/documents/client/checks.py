"""Reading a head that is not trusted: each field has its type and range checked."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from counterpoint.documents.client.frames import Frame, ProtocolError

COUNT_LIMIT = 1 << 30
"""More than any honest count of pages, characters or sentences."""


@dataclass(frozen=True)
class Fields:
    """The fields of a frame's head, or of an object in it; every getter raises ProtocolError."""

    values: Mapping[str, Any]

    def text(self, name: str, limit: int = 2000) -> str:
        """A string of at most ``limit`` code points, without lone surrogates."""
        return _text(self.values.get(name), name, limit)

    def count(self, name: str, most: int = COUNT_LIMIT) -> int:
        """An integer from 0 to ``most``."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise ProtocolError(f"{name} is not a count up to {most}.")
        return value

    def number(self, name: str, low: float, high: float) -> float:
        """A finite number from ``low`` to ``high``."""
        return _number(self.values.get(name), name, (low, high))

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise ProtocolError(f"{name} is neither true nor false.")
        return value

    def texts(self, name: str, most: int, limit: int = 200) -> tuple[str, ...]:
        """A list of at most ``most`` strings of at most ``limit`` code points."""
        return tuple(_text(value, name, limit) for value in self._items(name, most))

    def objects(self, name: str, most: int) -> tuple["Fields", ...]:
        """A list of at most ``most`` objects."""
        items = self._items(name, most)
        if not all(isinstance(item, dict) for item in items):
            raise ProtocolError(f"{name} holds something that is not an object.")
        return tuple(Fields(item) for item in items)

    def _items(self, name: str, most: int) -> Sequence[Any]:
        value = self.values.get(name)
        if not isinstance(value, list) or len(value) > most:
            raise ProtocolError(f"{name} is not a list of at most {most}.")
        return value


class Body:
    """Holds how far a frame's body has been read; raises ProtocolError where it ends too soon."""

    def __init__(self, frame: Frame) -> None:
        self._bytes = memoryview(frame.body)
        self._at = 0

    def take(self, length: int) -> memoryview:
        """The next bytes."""
        end = self._at + length
        if length < 0 or end > len(self._bytes):
            raise ProtocolError("A frame's body is shorter than its head says.")
        taken = self._bytes[self._at : end]
        self._at = end
        return taken

    def array(self, typecode: str, count: int) -> "array[Any]":
        """The next numbers, in the machine's own byte order: both ends run on one machine."""
        numbers = array(typecode)
        numbers.frombytes(self.take(count * numbers.itemsize))
        return numbers

    def finish(self) -> None:
        """Check that nothing is left."""
        if self._at != len(self._bytes):
            raise ProtocolError("A frame's body is longer than its head says.")


def check_finite(numbers: Sequence[float], limit: float) -> None:
    """Check that no number is infinite, not a number, or beyond ±limit."""
    if numbers and not (min(numbers) >= -limit and max(numbers) <= limit):
        raise ProtocolError("A number is out of range.")
    if not isfinite(sum(numbers)):
        raise ProtocolError("A number is not finite.")


def _text(value: object, name: str, limit: int) -> str:
    if not isinstance(value, str) or len(value) > limit:
        raise ProtocolError(f"{name} is not a text of at most {limit} characters.")
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ProtocolError(f"{name} holds half a character.")
    return value


def _number(value: object, name: str, bounds: tuple[float, float]) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ProtocolError(f"{name} is not a number.")
    if not bounds[0] <= value <= bounds[1]:
        raise ProtocolError(f"{name} is out of range.")
    return float(value)

"""Frames: a JSON head and raw bytes, each with its length in front. Nothing here reads or writes.

On the wire: length of the head, length of the body (unsigned 32 bits each, little endian), the
head as UTF-8 JSON (one object), the body.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from struct import Struct
from typing import Any, NoReturn

HEAD_LIMIT = 8 << 20
"""Bytes of the largest head that is accepted."""

BODY_LIMIT = 256 << 20
"""Bytes of the largest body that is accepted."""

_LENGTHS = Struct("<II")


class ProtocolError(Exception):
    """The other side broke the protocol; it is not to be talked to any longer."""


@dataclass(frozen=True)
class Frame:
    """One message."""

    head: Mapping[str, Any]
    body: bytes = b""


class FrameReader:
    """Holds the bytes of a frame that has not come whole; raises ProtocolError on any breach."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, received: bytes) -> list[Frame]:
        """The frames that these bytes complete, in order."""
        self._pending += received
        frames = []
        while (frame := self._next_frame()) is not None:
            frames.append(frame)
        return frames

    def _next_frame(self) -> Frame | None:
        if len(self._pending) < _LENGTHS.size:
            return None
        head_length, body_length = _LENGTHS.unpack_from(self._pending)
        _check_lengths(head_length, body_length)
        body_start = _LENGTHS.size + head_length
        end = body_start + body_length
        if len(self._pending) < end:
            return None
        head = _parse_head(bytes(self._pending[_LENGTHS.size : body_start]))
        body = bytes(memoryview(self._pending)[body_start:end])
        del self._pending[:end]
        return Frame(head, body)


def lead(head: Mapping[str, object], body_length: int = 0) -> bytes:
    """All of a frame that stands before its body, for a sender who writes the body by itself."""
    packed = json.dumps(head, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    encoded = packed.encode("utf-8", "replace")
    _check_lengths(len(encoded), body_length)
    return _LENGTHS.pack(len(encoded), body_length) + encoded


def encode(head: Mapping[str, object], body: bytes = b"") -> bytes:
    """A whole frame."""
    return lead(head, len(body)) + body


def _check_lengths(head_length: int, body_length: int) -> None:
    if head_length > HEAD_LIMIT or body_length > BODY_LIMIT:
        raise ProtocolError(f"A frame of {head_length} and {body_length} bytes is too large.")


def _parse_head(encoded: bytes) -> dict[str, Any]:
    try:
        head = json.loads(encoded.decode("utf-8"), parse_constant=_reject)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("A frame's head is not JSON.") from error
    if not isinstance(head, dict):
        raise ProtocolError("A frame's head is not an object.")
    return head


def _reject(constant: str) -> NoReturn:
    raise ValueError(constant)

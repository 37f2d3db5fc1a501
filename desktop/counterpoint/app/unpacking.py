"""Unpacking what a site sends, piece by piece and never more than is wanted."""

import zlib

from counterpoint.domain.refusal import Refusal

NOT_PACKED_SO = "What the site sent cannot be unpacked; save it in a browser and open the file."

PACKINGS = frozenset({"gzip", "x-gzip", "deflate"})
"""Content codings that are undone here (RFC 9110)."""

_ANY_HEADER = 47
"""Tells zlib to take gzip and its own format."""


class Unpacking:
    """Undoes one content coding; nothing is packed where none is named.

    Raises Refusal where what came is not packed as it says.
    """

    def __init__(self, coding: str) -> None:
        self._coding = coding.strip().lower()
        self._packed = zlib.decompressobj(_ANY_HEADER)
        if self._coding not in PACKINGS | {"", "identity"}:
            raise Refusal(NOT_PACKED_SO)

    @property
    def is_packed(self) -> bool:
        """Whether anything has to be undone."""
        return self._coding in PACKINGS

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing at the end."""
        return not self.is_packed or self._packed.eof

    def feed(self, piece: bytes) -> bytes:
        """What a piece unpacks to: about a thousand times as much at most; else Refusal."""
        if not self.is_packed:
            return piece
        found = bytearray()
        try:
            while piece:
                if self._packed.eof:
                    self._packed = zlib.decompressobj(_ANY_HEADER)
                found += self._packed.decompress(piece)
                piece = self._packed.unused_data
        except zlib.error:
            raise Refusal(NOT_PACKED_SO) from None
        return bytes(found)

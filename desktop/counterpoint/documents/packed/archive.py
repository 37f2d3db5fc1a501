"""The parts of a zip archive that nobody vouches for. Nothing is written, so names harm nothing."""

import posixpath
import struct
import zlib
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from counterpoint.domain.refusal import Refusal

CONTENT_LIMIT = 64 << 20
"""Bytes that all parts read may have together."""

RATIO_LIMIT, RATIO_FREE = 250, 16 << 20
"""How much smaller a part may be packed, from that size on: no honest text packs so well."""

DIRECTORY_LIMIT = 4 << 20
"""Bytes of the longest directory: about 50,000 parts."""

BROKEN = "This file is damaged or not complete; try another copy of it."
TOO_LARGE = "This file holds more text than can be read at once; open a part of it."
LOCKED = (
    "This file is protected by a password. Save a copy without one in the program it was made with"
    " and open that."
)

_END, _END_SIZE, _LONGEST_COMMENT = b"PK\5\6", 22, 1 << 16
_LOCATOR, _LOCATOR_SIZE, _LONG_END_SIZE = b"PK\6\7", 20, 56
_ENCRYPTED = 0x1
_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, RuntimeError)
"""What zipfile raises on archives that are broken or use what it does not know."""


def directory_size(content: bytes) -> int | None:
    """Bytes of an archive's directory as its end states them; None where it has no end."""
    end = content.rfind(_END, max(0, len(content) - _LONGEST_COMMENT - _END_SIZE))
    if end < 0 or len(content) - end < _END_SIZE:
        return None
    locator, long_end = end - _LOCATOR_SIZE, end - _LOCATOR_SIZE - _LONG_END_SIZE
    if long_end >= 0 and content.startswith(_LOCATOR, locator):
        return int(struct.unpack_from("<Q", content, long_end + 40)[0])
    return int(struct.unpack_from("<L", content, end + 12)[0])


def directory_of(content: bytes) -> bytes:
    """The last bytes of an archive, in which its directory stands; empty where it has none."""
    size = directory_size(content)
    return content[-min(size + _LONGEST_COMMENT, DIRECTORY_LIMIT) :] if size else b""


class Archive:
    """Holds an archive and how many bytes may still be read from it. Raises Refusal if broken."""

    def __init__(self, content: bytes) -> None:
        size = directory_size(content)
        if size is None:
            raise Refusal(BROKEN)
        if size > DIRECTORY_LIMIT:
            raise Refusal(TOO_LARGE)
        try:
            self._zip = ZipFile(BytesIO(content))
        except _FAULTS as error:
            raise Refusal(BROKEN) from error
        self._parts = {_key(part.filename): part for part in self._zip.infolist()}
        self._left = CONTENT_LIMIT

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return [part.filename for part in self._parts.values()]

    def part_beside(self, name: str, target: str) -> str:
        """The part that a link in the part ``name`` leads to, which may not exist."""
        path = unquote(target.partition("#")[0])
        return _key(posixpath.join(posixpath.dirname(name), path)) if path else _key(name)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none of that name."""
        part = self._parts.get(_key(name))
        if part is None:
            return None
        if part.flag_bits & _ENCRYPTED:
            raise Refusal(LOCKED)
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Refusal(BROKEN)
        try:
            content = self._inflated(part)
        except _FAULTS as error:
            raise Refusal(BROKEN) from error
        self._left -= len(content)
        return content

    def _inflated(self, part: ZipInfo) -> bytes:
        """The part, read no further than its limit: what it says of its size may be a lie."""
        limit = min(self._left, max(RATIO_FREE, RATIO_LIMIT * part.compress_size))
        with self._zip.open(part) as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise Refusal(TOO_LARGE)
        return content


def _key(name: str) -> str:
    """How a part is looked up: what leads out of the archive ends at its root, case is nothing."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").casefold()

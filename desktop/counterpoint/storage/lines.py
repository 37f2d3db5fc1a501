"""Where in a file a record stands, for those who look at it in an editor."""

import json
import re

import msgspec

from counterpoint.storage.codec import MALFORMED
from counterpoint.storage.folder import ProjectFolder
from counterpoint.storage.names import FileNames
from counterpoint.storage.readers import FileBytes, PairBytes, read_pair
from counterpoint.storage.winners import Bad
from counterpoint.storage.wording import named, said


class Lines:
    """Finds the lines of records; reads their file when it is asked first."""

    def __init__(self, folder: ProjectFolder, names: FileNames) -> None:
        self._folder = folder
        self._names = names
        self._pair: PairBytes | None = None

    def sentence(self, bad: Bad) -> str:
        """What is wrong with a record, and where it stands."""
        identity = _id_of(bad.raw)
        record = f"record {named(identity)}" if identity else f"row {named(bad.row)}"
        place = self._place(bad.raw, identity)
        return f"{place}, table {bad.table}: {record} is damaged and was left out ({bad.damage})."

    def _place(self, raw: bytes, identity: str) -> str:
        """The file and the line: that of the text, else the first that has the record's id."""
        for what in filter(None, (_literally(raw), _by_id(identity))):
            for file in self._files():
                found = what.search(file.data or b"")
                if found is not None:
                    line = 1 + (file.data or b"").count(b"\n", 0, found.start())
                    return f"“{said(file.path.name)}”, line {line}"
        return f"“{said(self._names.name)}”"

    def _files(self) -> tuple[FileBytes, FileBytes]:
        if self._pair is None:
            self._pair = read_pair(self._folder, self._names)
        return self._pair.journal, self._pair.snapshot


class _Named(msgspec.Struct):
    """Which record it is, whatever else is wrong with it."""

    id: str


def _id_of(raw: bytes) -> str:
    try:
        return msgspec.json.decode(raw, type=_Named).id
    except MALFORMED:
        return ""


def _literally(raw: bytes) -> re.Pattern[bytes]:
    return re.compile(re.escape(raw))


def _by_id(identity: str) -> re.Pattern[bytes] | None:
    if not identity:
        return None
    spellings = {json.dumps(identity, ensure_ascii=ascii_only) for ascii_only in (True, False)}
    texts = [re.escape(text.encode("utf-8", "surrogatepass")) for text in spellings]
    return re.compile(rb'"id"\s*:\s*(%b)' % b"|".join(texts))

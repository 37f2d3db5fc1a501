"""Which files of a readers folder hold records, by their names.

Programs that synchronise folders keep the loser of a conflict under a name of their own, as their
manuals say: Syncthing ``x.sync-conflict-20310622-101010-ABCDEFG.json``, Dropbox ``x (Ana's
conflicted copy 2031-06-22).json``, Nextcloud and ownCloud ``x (conflicted copy 2031-06-22
101010).json``, Seafile ``x.json (SFConflict ana@example.com 2031-06-22-10-10-10)``, Resilio
``x.Conflict.json``, Synology ``x_Ana-PC_Jun-22-1010-2031_Conflict.json``, OneDrive
``x-ANA-PC.json``, Google Drive ``x (1).json``, iCloud ``x 2.json``, pCloud ``x
[conflicted].json``. All but Seafile keep the last suffix, so a journal's copy becomes
``x.json.sync-conflict-….journal``, ``x.json (1).journal`` and so on. No name tells a copy from
another reader's file for certain: what the file says of itself does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.storage.journal import SUFFIX

_SNAPSHOT = re.compile(r".*\.json( ?[(\[][^()\[\]]*[)\]](-\d+)?)?", re.IGNORECASE | re.DOTALL)
_MARKED_JOURNAL = re.compile(
    r".*\.json\.journal ?[(\[][^()\[\]]*[)\]](-\d+)?", re.IGNORECASE | re.DOTALL
)
_PASSING = re.compile(
    r"[.~#].*"
    r"|.*(~|#|\.(tmp|temp|part|partial|filepart|crdownload|opdownload|download|!sync|!ut|swp|swx))",
    re.IGNORECASE | re.DOTALL,
)
"""Hidden files, and what editors, browsers and synchronising programs have not finished."""


@dataclass(frozen=True)
class FileNames:
    """One version of a reader's file: the bare names of its snapshot and its journal.

    Either may be absent from the folder; ``name`` is what sentences call the two.
    """

    name: str
    snapshot: str
    journal: str


def file_names(name: str) -> FileNames:
    """The names that belong together with a snapshot's."""
    return FileNames(name, name, f"{name}{SUFFIX}")


def files_among(names: Iterable[str]) -> tuple[FileNames, ...]:
    """Every version of a reader's file among the names of a folder, in the names' order."""
    found: dict[str, FileNames] = {}
    for name in sorted(names):
        if _PASSING.fullmatch(name):
            continue
        if name.endswith(SUFFIX):
            stem = name.removesuffix(SUFFIX)
            found[stem] = file_names(stem)
        elif _MARKED_JOURNAL.fullmatch(name):
            found[name] = FileNames(name, "", name)
        elif _SNAPSHOT.fullmatch(name):
            found[name] = file_names(name)
    return tuple(found[name] for name in sorted(found))


def is_like(name: str, original: str) -> bool:
    """Whether a name can be that of a copy of the file called ``original``."""
    stem = original.removesuffix(".json")
    rest = name.removeprefix(stem)
    return name != original and rest != name and not rest[:1].isalnum()

"""Why a disk refuses, and what to do, in words."""

import errno
import os
from pathlib import Path

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.wording import said

READ_ONLY = "the disk can only be read; make it writable"

_AWAY = "the disk does not answer; connect it again"
_FORBIDDEN = "permission denied; check its permissions"
_NO_FOLDER = "a file stands where a folder belongs; move it away"
_NO_FILE = "a folder stands where a file belongs; move it away"
_REASONS = {
    errno.ENOSPC: "the disk is full; make room",
    errno.EDQUOT: "your share of the disk is full; make room",
    errno.EROFS: READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EIO: "the disk reports an error; it may be failing, so save what is on it elsewhere",
    errno.ENXIO: _AWAY,
    errno.ENODEV: _AWAY,
    errno.ESTALE: _AWAY,
    errno.ETIMEDOUT: _AWAY,
    errno.ENOENT: "it is not there; put it back, or check its name",
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: _NO_FILE,
    errno.ENAMETOOLONG: "its name is too long for this disk; choose a shorter one",
}


def reason_of(error: OSError | Refusal) -> str:
    """The end of a sentence, without its full stop; a refusal has its own."""
    if isinstance(error, Refusal):
        return str(error).rstrip(".")
    reason = _REASONS.get(error.errno or 0)
    in_system_words = (error.strerror or said(error)).lower()
    return reason or f"{in_system_words}; check its permissions and the disk"


def is_mounted_read_only(path: Path) -> bool:
    """Whether no permission would help: nothing on that disk can be written.

    False where the system does not tell, as Windows, or the disk does not answer.
    """
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False

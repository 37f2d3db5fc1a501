"""Why a disk refuses, in words that say what to do."""

from __future__ import annotations

import errno
import os

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import refused


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "It failed: the disk is full; make room."),
        (errno.EROFS, "It failed: the disk can only be read; make it writable."),
        (errno.EACCES, "It failed: permission denied; check its permissions."),
        (errno.ELOOP, "; check its permissions and the disk."),
    ],
)
def test_a_reason_says_what_to_do(number: int, words: str) -> None:
    with pytest.raises(Refusal) as refusal, refused("It failed"):
        raise OSError(number, os.strerror(number))
    assert str(refusal.value).endswith(words)

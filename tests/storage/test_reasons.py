"""Why a disk refuses, in words that say what to do."""

from __future__ import annotations

import errno
import os

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.folder import refused
from counterpoint.storage.reasons import reason_of


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "It failed: the disk is full; make room."),
        (errno.EROFS, "It failed: the disk can only be read; make it writable."),
        (errno.EACCES, "It failed: permission denied; check its permissions."),
        (errno.EEXIST, "It failed: a file stands where a folder belongs; move it away."),
        (errno.ENOENT, "It failed: it is not there; put it back, or check its name."),
        (errno.ELOOP, "; check its permissions and the disk."),
    ],
)
def test_a_reason_says_what_to_do(number: int, words: str) -> None:
    with pytest.raises(Refusal) as refusal, refused("It failed"):
        raise OSError(number, os.strerror(number))
    assert str(refusal.value).endswith(words)


def test_a_refusal_has_its_reason_in_it() -> None:
    assert reason_of(Refusal("“x” is a link; put the file in its place.")) == (
        "“x” is a link; put the file in its place"
    )

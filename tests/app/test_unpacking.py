"""Facts about unpacking what a site sends."""

from __future__ import annotations

import gzip
import zlib

import pytest

from counterpoint.app.unpacking import Unpacking
from counterpoint.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("", b"It rained."),
        ("identity", b"It rained."),
        ("GZip", gzip.compress(b"It rained.")),
        ("x-gzip", gzip.compress(b"It ") + gzip.compress(b"rained.")),
        ("deflate", zlib.compress(b"It rained.")),
    ],
    ids=["nothing", "identity", "gzip", "two in one", "deflate"],
)
def test_it_is_unpacked_piece_by_piece(coding: str, packed: bytes) -> None:
    unpacking = Unpacking(coding)
    assert b"".join(unpacking.feed(bytes([one])) for one in packed) == b"It rained."
    assert unpacking.is_whole


def test_a_missing_end_is_known() -> None:
    unpacking = Unpacking("gzip")
    unpacking.feed(gzip.compress(b"It rained.")[:-9])
    assert not unpacking.is_whole


def test_what_is_packed_in_another_way_is_refused() -> None:
    for coding in ("br", "gzip, gzip"):
        with pytest.raises(Refusal, match="unpacked"):
            Unpacking(coding)
    with pytest.raises(Refusal, match="unpacked"):
        Unpacking("gzip").feed(b"not packed at all")

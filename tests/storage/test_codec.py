"""Records as JSON and back."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.anchors import Anchor, Region
from counterpoint.domain.claims import Claim
from counterpoint.domain.records import Record
from counterpoint.storage.codec import (
    HIGHEST_OWN,
    Damaged,
    decode,
    encode,
    guess_table,
    table_of,
)
from tests.storage.samples import ONE_OF_EACH, claim

TEXT = st.text(max_size=8)


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=table_of)
def test_a_record_comes_back(record: Record) -> None:
    raw = msgspec.json.encode(encode(record))
    assert decode(table_of(record), raw) == record
    assert guess_table(raw) == table_of(record)


@given(TEXT, TEXT, st.lists(TEXT, max_size=2))
def test_any_text_comes_back(note: str, quote: str, tags: list[str]) -> None:
    anchor = Anchor("e", quote=quote)
    one = Claim(id="c", document="d", kind="k", anchor=anchor, note=note, tags=tuple(tags))
    assert decode("claims", msgspec.json.encode(encode(one))) == one


def test_a_lone_surrogate_becomes_a_mark_and_the_rest_stays() -> None:
    one = replace(claim(1, note="a\ud800b"), tags=("\udfff", "sound"))
    raw = encode(one)
    assert raw["note"] == "a\ufffdb"
    assert raw["tags"] == ["\ufffd", "sound"]


@pytest.mark.parametrize(
    "record",
    [
        claim(1, rev=2**60),
        replace(claim(1), id=""),
        replace(claim(1), anchor=Anchor("e", region=Region(0, float("nan"), 0.0, 1.0, 1.0))),
        replace(claim(1), note=7),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_read_again_is_not_written(record: Record) -> None:
    with pytest.raises(Damaged):
        encode(record)


@pytest.mark.parametrize(
    "raw",
    [
        b"{}",
        b"[]",
        b'{"id":1}',
        b'{"id":"c","document":"d","kind":"k","anchor":{"edition":"e"},"rev":1.0}',
        b'{"id":"c","document":"d","kind":"k","anchor":{"edition":"e"},"star":"yes"}',
        b'{"id":"c","document":"d","kind":"k","anchor":{"edition":"e"},"verdict":"maybe"}',
        b'{"id":"c","document":"d","kind":"\\ud800","anchor":{"edition":"e"}}',
        b'{"id":' + b"[" * 100_000,
    ],
)
def test_foreign_json_is_damaged_and_never_anything_else(raw: bytes) -> None:
    with pytest.raises(Damaged):
        decode("claims", raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"id":"c"}', "it has no “document”"),
        (b'{"id":7}', "its “id” is not what it should be"),
        (b'{"id":"c","document', "it is torn, or not as Counterpoint writes it"),
    ],
)
def test_damage_is_said_in_plain_words(raw: bytes, why: str) -> None:
    with pytest.raises(Damaged) as damage:
        decode("claims", raw)
    assert str(damage.value) == why


def test_a_revision_that_leaves_no_room_above_it_is_written_but_not_read() -> None:
    for rev, is_read in (2**52, True), (2**52 + 1, False), (HIGHEST_OWN, False):
        raw = msgspec.json.encode(encode(claim(1, rev=rev)))
        if is_read:
            assert decode("claims", raw).rev == rev
        else:
            with pytest.raises(Damaged):
                decode("claims", raw)


def test_what_we_could_not_read_again_is_refused_when_it_is_written() -> None:
    highest = msgspec.json.encode(encode(claim(1, rev=HIGHEST_OWN)))
    assert decode("claims", highest, HIGHEST_OWN).rev == HIGHEST_OWN
    with pytest.raises(Damaged, match="out of range"):
        encode(claim(1, rev=HIGHEST_OWN + 1))


def test_a_document_without_an_edition_is_damaged() -> None:
    with pytest.raises(Damaged, match="edition"):
        decode("documents", b'{"id":"d","title":"A","editions":[],"format":"text"}')


def test_unknown_fields_stay_in_list_items_that_are_the_same() -> None:
    anchor = claim(1).anchor
    one = replace(claim(1), anchor=replace(anchor, places=(anchor.places * 2)))
    raw = encode(one)
    raw["anchor"]["places"][0]["certainty"] = 0.5
    raw["anchor"]["places"][1]["certainty"] = 0.7
    moved = replace(anchor.places[0], start=4)
    changed = replace(one, anchor=replace(anchor, places=(anchor.places[0], moved)))
    places = encode(changed, msgspec.json.encode(raw))["anchor"]["places"]
    assert places[0]["certainty"] == 0.5
    assert "certainty" not in places[1]

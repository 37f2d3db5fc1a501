"""counterpoint check: findings as sentences and as JSON, and mending them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Edition
from tests.cli.desk import PROJECT, RAIN, Desk, claim_on


@pytest.fixture
def claim(desk: Desk) -> Claim:
    """A claim of the project Weather that is as it should be."""
    desk.make()
    (rain, text), _ = desk.texts.items()
    made = claim_on("f", "It will rain again", rain, text)
    desk.say(PROJECT, made)
    return made


def moved(claim: Claim, by: int, **changes: object) -> Claim:
    """The claim at another place, otherwise changed in its anchor."""
    places = tuple(
        replace(place, start=place.start + by, end=place.end + by) for place in claim.anchor.places
    )
    return replace(claim, anchor=replace(claim.anchor, **{"places": places, **changes}))  # type: ignore[arg-type]


def test_a_claim_that_is_not_at_its_place_is_found(desk: Desk, claim: Claim) -> None:
    assert desk.run("check", PROJECT).code == 0
    desk.say(PROJECT, moved(claim, 3))
    (found,) = desk.run("check", PROJECT, "--json").json
    assert "is not at the place that it names in “Rain will return”" in found["what"]
    assert (found["record"], found["repairable"]) == ("f", False)
    readers = desk.folder / PROJECT / "readers"
    (path,) = readers.glob("*.json")
    assert found["file"] == f"readers/{path.name}"
    assert '"id":"f"' in path.read_text(encoding="utf-8").splitlines()[found["line"] - 1]


def test_words_that_are_nowhere_are_found(desk: Desk, claim: Claim) -> None:
    desk.say(PROJECT, moved(claim, 0, quote="It will snow for ever", before="", after=""))
    done = desk.run("check", PROJECT)
    assert done.code == 1
    assert "quotes words that are not in “Rain will return”" in done.out


def test_a_place_of_another_extractor_is_only_a_hint(desk: Desk, claim: Claim) -> None:
    places = tuple(
        replace(place, start=place.start + 3, extractor="0") for place in claim.anchor.places
    )
    desk.say(PROJECT, replace(claim, anchor=replace(claim.anchor, places=places)))
    assert desk.run("check", PROJECT).code == 0
    lost = replace(claim.anchor, places=places, quote="It will snow", before="", after="")
    desk.say(PROJECT, replace(claim, anchor=lost))
    assert desk.run("check", PROJECT).code == 1


def test_a_claim_that_a_newer_edition_moved_is_sound(desk: Desk, claim: Claim) -> None:
    (rain, _), _ = desk.texts.items()
    store = desk.open(PROJECT)
    later = desk.folder / "later.txt"
    later.write_text(RAIN.replace("rained on Monday", "has rained since Monday"), encoding="utf-8")
    file, sha256 = store.add_document(later)
    assert store.close()
    desk.say(PROJECT, replace(rain, editions=(*rain.editions, Edition(sha256, file))))
    (listed,) = desk.run("claims", PROJECT, "--json").json
    assert listed["state"] != "lost"
    assert desk.documents[0].edition.file == "later.txt"
    assert desk.run("check", PROJECT).code == 0
    desk.say(PROJECT, moved(claim, 3))
    assert desk.run("check", PROJECT).code == 1


def test_what_cannot_be_opened_is_said_and_no_finding(desk: Desk, claim: Claim) -> None:
    (rain, _), _ = desk.texts.items()
    store = desk.open(PROJECT)
    broken = desk.folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\njunk")
    file, sha256 = store.add_document(broken)
    assert store.close()
    odd = replace(rain, id=sha256, editions=(Edition(sha256, file),), title="Odd", format="pdf")
    anchor = replace(claim.anchor, edition=sha256)
    desk.say(PROJECT, odd, replace(claim, id="g", document=sha256, anchor=anchor))
    done = desk.run("check", PROJECT)
    assert done.code == 0
    assert done.err.startswith("Whether the claims of “Odd” stand in it was not checked: ")


def test_mending_says_what_it_did_and_what_is_left(desk: Desk, claim: Claim) -> None:
    documents = desk.folder / PROJECT / "documents"
    (documents / "rain.txt").rename(documents / "regen.txt")
    (documents / "flood.txt").unlink()
    before = desk.run("check", PROJECT)
    assert before.err == "“Weather” has 2 findings; 1 of them can be mended with --repair.\n"
    done = desk.run("check", PROJECT, "--repair")
    assert done.code == 1
    assert "is joined to “regen.txt” again" in done.out
    assert "is kept as it was in “" in done.out
    assert done.err == "“Weather” has 1 finding.\n"
    again = desk.run("check", PROJECT, "--repair", "--json")
    assert again.err == "There was nothing that could be mended.\n"
    assert [one["repairable"] for one in again.json] == [False]
    assert desk.run("claims", PROJECT, "--json").json[0]["state"] == "sound"


def test_a_project_that_is_open_is_not_mended(desk: Desk, claim: Claim) -> None:
    store = desk.open(PROJECT)
    try:
        done = desk.run("check", PROJECT, "--repair")
    finally:
        assert store.close()
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert done.err.startswith("Nothing was mended.")


def test_what_is_no_project_is_one_sentence(desk: Desk) -> None:
    for arguments in (("check", "."), ("check", ".", "--repair"), ("check", "absent", "--json")):
        done = desk.run(*arguments)
        assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)

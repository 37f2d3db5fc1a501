"""Claims on regions of pages, at the command line."""

from __future__ import annotations

import pytest

from counterpoint.domain.anchors import Anchor, Region
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from tests.cli.desk import Desk
from tests.documents.test_xps import tiff


@pytest.fixture
def scan(desk: Desk) -> Document:
    """The one document of the project Map: three pages that are pictures."""
    (desk.folder / "scan.tif").write_bytes(tiff(3))
    assert desk.run("new", "Map", "scan.tif").code == 0
    store = desk.open("Map")
    (found,) = [record for record in store.records() if isinstance(record, Document)]
    store.close()
    return found


def on_page(identity: str, index: int, scan: Document, restatement: str = "") -> Claim:
    """A fact on a rectangle of a page, from 0."""
    region = Region(index, 1.0, 2.0, 5.0, 6.0, 20.0, 10.0)
    anchor = Anchor(scan.edition.sha256, page=str(index + 1), region=region)
    return Claim(id=identity, document=scan.id, kind="fact", anchor=anchor, restatement=restatement)


def test_they_are_listed_by_their_page(desk: Desk, scan: Document) -> None:
    desk.say("Map", on_page("r", 1, scan), on_page("s", 2, scan, "The pier is gone."))
    first, second = desk.run("claims", "Map", "--json").json
    assert (first["quote"], first["page"], first["state"]) == ("Region on p. 2", "2", "sound")
    assert (first["region"]["section"], first["region"]["left"]) == (1, 1.0)
    assert second["restatement"] == "The pier is gone."
    listed = desk.run("claims", "Map").out
    assert "    Region on p. 2\n" in listed
    assert "    The pier is gone.\n" in listed
    assert "p. 3\n    Region" not in listed
    assert "“”" not in listed


def test_the_note_says_that_they_are_regions(desk: Desk, scan: Document) -> None:
    desk.say("Map", on_page("r", 1, scan))
    note = desk.run("export", "Map", "-o", "-").out
    assert "A region of p. 2, which has no words to quote." in note


def test_check_looks_whether_their_pages_are_there(desk: Desk, scan: Document) -> None:
    desk.say("Map", on_page("r", 2, scan))
    assert desk.run("check", "Map").code == 0
    desk.say("Map", on_page("s", 3, scan))
    done = desk.run("check", "Map")
    assert (done.code, len(done.out.splitlines())) == (1, 1)
    assert done.out.startswith("Claim s (line ")
    assert done.out.endswith(" which has 3; put the claim on its words again.\n")


def test_check_finds_a_region_that_is_not_on_its_page(desk: Desk, scan: Document) -> None:
    anchor = Anchor(scan.edition.sha256, page="1", region=Region(0, 1.0, 2.0, 5.0, 9000.0))
    desk.say("Map", Claim(id="r", document=scan.id, kind="fact", anchor=anchor))
    done = desk.run("check", "Map")
    assert done.out.endswith(
        " is on a region outside its page of “Scan”; put the claim on its words again.\n"
    )

"""A claim stays in its words at any size, width and zoom, and for a process that reads anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.documents.client.blocking import BlockingWorker
from counterpoint.domain.anchoring import find
from counterpoint.domain.claims import State
from tests.documents.archives import epub
from tests.documents.pdfs import column, pdf
from tests.story.desk import ReaderAtDesk

WORDS = ("The river rose in the night.", "Nobody was hurt by it.", "The bridge will be closed.")
BODY = "<h1>River</h1>" + "".join(f"<p>{words}</p>" for words in WORDS)
HTML = f"<!doctype html><title>River</title>{BODY}"


def written(folder: Path, suffix: str) -> Path:
    """A document of the three sentences in a format."""
    path = folder / f"river.{suffix}"
    match suffix:
        case "pdf":
            path.write_bytes(pdf(column(60, 90, list(WORDS))))
        case "epub":
            path.write_bytes(epub(BODY))
        case "html":
            path.write_text(HTML, encoding="utf-8")
        case _:
            path.write_text("\n\n".join(WORDS), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", ["pdf", "epub", "html", "txt"])
def test_a_claim_stays_in_its_words(desk: ReaderAtDesk, tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, suffix)
    desk.open(path)
    while not desk.selected.startswith("The bridge"):
        desk.press("j")
    desk.press("1")
    (claim,) = desk.bench.session.project.claims()
    mark = desk.bench.session.marks.of_claim(claim.id)
    assert mark is not None
    places = desk.bench.session.desk.text.places(mark.passage)
    pages = desk.bench.desk.active.pages
    before = pages.where(places)
    desk.press("Ctrl++ Ctrl++ Ctrl++")
    desk.window.resize(760, 560)
    desk.wait(lambda: desk.bench.desk.is_settled and pages.where(places) not in ([], before))
    with BlockingWorker() as worker:
        worker.open(str(path))
        anew = worker.read()
    finding = find(claim.anchor, anew)
    assert finding.state is State.SOUND
    assert finding.passage is not None
    assert anew.quote(finding.passage) == claim.quote == WORDS[2]

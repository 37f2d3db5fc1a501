"""The list of documents, and the outline below it."""

from __future__ import annotations

from pathlib import Path

from counterpoint.ui.documents_panel import MOST_HEADINGS, DocumentEntry, HeadingEntry
from tests.story.desk import ReaderAtDesk


def test_a_claim_renews_its_document_and_no_other(
    desk: ReaderAtDesk, before: Path, after: Path
) -> None:
    desk.open(before, after)
    entries = desk.bench.documents.findChildren(DocumentEntry)
    desk.press("j 1")
    assert desk.bench.documents.findChildren(DocumentEntry) == entries
    told = [entry.accessibleName().rpartition(", ")[2] for entry in entries]
    assert told == ["1 claim", "0 claims"]


def test_a_long_outline_is_listed_as_far_as_it_is_an_overview(
    desk: ReaderAtDesk, tmp_path: Path
) -> None:
    path, count = tmp_path / "parts.md", MOST_HEADINGS + 5
    path.write_text("\n\n".join(f"# Part {n}\n\nIt rained." for n in range(count)), "utf-8")
    desk.open(path)
    listed = desk.bench.documents.findChildren
    desk.wait(lambda: len(listed(HeadingEntry)) == MOST_HEADINGS)
    assert listed(HeadingEntry)[-1].accessibleName() == f"Part {MOST_HEADINGS - 1}"

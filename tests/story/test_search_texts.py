"""An index that refuses a text is not asked for it again and again, and is asked again in time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from counterpoint.documents.client.jobs import Open
from counterpoint.main import start_index
from counterpoint.ui.index_link import IndexLink
from counterpoint.ui.search_texts import ProjectTexts, UnseenReader
from tests.documents.pdfs import Text, locked, pdf
from tests.story.desk import ReaderAtDesk


class RefusingLink(IndexLink):
    """Says that it has nothing, and takes nothing, as an index on a broken machine."""

    def __init__(self) -> None:
        super().__init__(self._never)
        self.kinds: list[object] = []

    def ask(
        self,
        request: Mapping[str, object],
        heard: Callable[[Mapping[str, Any]], None],
        *,
        first: bool = False,
    ) -> int:
        """Answer at once."""
        self.kinds.append(request["kind"])
        texts = request.get("texts")
        if isinstance(texts, list):
            heard({"standing": [[0, False] for _ in texts], "done": True})
        else:
            heard({"refused": "No.", "done": True})
        return 0

    def _never(self) -> Any:
        raise AssertionError


def test_a_text_that_is_refused_is_sent_once(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    link = RefusingLink()
    texts = ProjectTexts(desk.bench.session, desk.bench.store, link)
    texts.want()
    desk.wait(lambda: link.kinds == ["have", "add"])
    steps: list[int] = []
    texts.changed.connect(lambda: steps.append(1))
    desk.wait(lambda: bool(steps))
    for _ in range(9):
        seen = len(steps)
        texts.want()
        desk.wait(lambda seen=seen: len(steps) > seen)  # type: ignore[misc]
    assert link.kinds.count("add") == 1
    assert list(texts.refused.values()) == ["No."]
    document = texts.documents[0]
    again = desk.bench.session.desk.texts.pop(document.id)
    desk.bench.session.desk.set_text(document.id, type(again)(*vars(again).values()))
    desk.wait(lambda: link.kinds.count("add") == 2)
    texts.close()


def test_what_only_the_index_held_is_sent_to_the_next_one(
    desk: ReaderAtDesk, before: Path, qtbot: QtBot
) -> None:
    desk.open(before)
    link = IndexLink(start_index)
    bench = desk.bench
    (document,) = bench.session.project.documents()
    texts = ProjectTexts(bench.session, bench.store, link, {document.edition.sha256})
    texts.want()
    for _ in range(2):
        desk.wait(lambda: texts.read == 1 and link.is_idle)
        assert _counts(desk, link, bench.store.id, document.edition.sha256) == [1]
        with qtbot.waitSignal(link.replaced, timeout=20_000):
            os.kill(link.pid, signal.SIGKILL)
    texts.close()
    link.close()


def _counts(desk: ReaderAtDesk, link: IndexLink, project: str, sha256: str) -> list[int]:
    """How many passages with a word an index finds in the end; none where it has none."""
    heard: list[Mapping[str, Any]] = []
    request = {"kind": "search", "project": project, "query": "ministers", "most": 9}
    link.ask({**request, "texts": [sha256]}, heard.append)
    desk.wait(lambda: link.is_idle)
    return [one["count"] for one in heard if "count" in one][-1:]


def test_a_locked_document_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(locked(pdf([Text(60, 100, "It rained.")])))
    reader = UnseenReader()
    with qtbot.waitSignal(reader.refused, timeout=20_000) as told:
        reader.begin(Open(str(path)))
    assert told.args == ["This PDF is protected by a password; open it in a pane to type it."]

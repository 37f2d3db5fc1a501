"""What others did shows soon, and once for all that comes in together."""

from pathlib import Path

from tests.story.colleague import MINA, claim_on, puts, works
from tests.story.desk import ReaderAtDesk

FUND = "The ministers will agree on a fund."
SMALL = "It will be small."


def test_many_slices_show_together(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    bench = desk.bench
    shown: list[str] = []
    bench.changed.connect(lambda: shown.append(bench.counts))
    for words in (FUND, SMALL):
        bench.session.project.take([claim_on(desk, words, writer="mina-laptop", rev=9)], "News")
    assert shown == []
    desk.wait(lambda: bool(shown))
    assert shown == ["1 document  ·  2 claims"]


def test_all_shows_once_it_is_said(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    bench = desk.bench
    due: list[bool] = []
    views = (bench.claims, bench.documents, bench.desk)
    bench.watching.came.connect(lambda: due.extend(v.renewal.isActive() for v in views))
    works(bench.store.path, MINA, puts(claim_on(desk, FUND)))
    desk.wait(lambda: len(due) > 0)
    assert due == [False, False, False]
    assert desk.cards != []


def test_what_the_reader_does_shows_at_once(desk: ReaderAtDesk, before: Path) -> None:
    desk.open(before)
    bench = desk.bench
    due: list[bool] = []
    views = (bench.documents, bench.desk, bench.claims)
    bench.session.project.subscribe(lambda _: due.extend(v.renewal.isActive() for v in views))
    desk.press("} } } 1")
    assert due == [False, False, False]
    assert desk.cards != []

"""What the command palette finds, and in which order."""

from collections.abc import Iterator

import pytest

from counterpoint.app.commands import ALWAYS, CHOOSING, READING, Mode, Row
from counterpoint.app.palette import (
    MOST_HITS,
    SLICE,
    Entry,
    Hit,
    Palette,
    Recents,
    Sort,
    claim_entries,
    command_entries,
    document_entries,
)
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.project import Project
from counterpoint.domain.scheme import Scheme
from counterpoint.ui.rows import declared_rows


def row(identity: str, title: str, menu: str = "", when: frozenset[Mode] = READING) -> Row:
    """A row that does nothing."""
    return Row(identity, title, (), menu, when, f"Help on {title}.", "", lambda: None)


def claims(number: int) -> Iterator[Entry]:
    """So many claims that all fit “rain”, the last one best."""
    for place in range(number):
        title = "Rain" if place == number - 1 else f"It will rain {place} times"
        yield Entry(f"c{place}", Sort.CLAIM, title, place=(place,))


def last(search: Iterator[tuple[Hit, ...]]) -> list[str]:
    """The keys of all hits, once everything was looked at."""
    return [hit.entry.key for hit in list(search)[-1]]


ROWS = (
    row("claim.star", "Star", "Claim"),
    row("file.open", "Open documents", "File", ALWAYS),
    row("relate.choose", "Choose this claim", when=CHOOSING),
    row("claim.kind.fact", "Fact or figure", "Claim"),
)


def test_commands_stand_in_the_order_of_the_menus() -> None:
    entries = command_entries(ROWS, Mode.READING, Scheme().active_kinds())
    assert [entry.key for entry in entries] == ["file.open", "claim.star", "claim.kind.fact"]
    assert entries[2].colours == ("#0A6A50", "#2FA877")
    assert (entries[1].detail, entries[2].detail) == ("Claim", "Help on Fact or figure.")


def test_only_what_works_in_the_mode_is_found() -> None:
    found = [entry.key for entry in command_entries(ROWS, Mode.CHOOSING)]
    assert found == ["file.open", "relate.choose"]


def test_with_nothing_typed_the_latest_commands_come_first() -> None:
    entries = command_entries(ROWS, Mode.READING)
    palette = Palette(entries, claims(3), ["claim.kind.fact", "gone", "claim.star"])
    assert last(palette.search("  ")) == ["claim.kind.fact", "claim.star", "file.open"]


def test_a_command_used_lately_goes_before_its_like() -> None:
    entries = [Entry(one, Sort.COMMAND, title) for one, title in (("a", "Go up"), ("b", "Go on"))]
    assert last(Palette(entries, ()).search("go")) == ["a", "b"]
    assert last(Palette(entries, (), ["b"]).search("go")) == ["b", "a"]
    assert last(Palette(entries, (), ["b"]).search("go up")) == ["a"]


def test_claims_are_looked_at_a_slice_at_a_time() -> None:
    left = claims(1000)
    search = Palette([Entry("x", Sort.COMMAND, "Rain on")], left).search("rain")
    assert [hit.entry.key for hit in next(search)] == ["x"]
    next(search)
    assert next(left).key == f"c{SLICE}"
    assert last(search)[0] == "c999"
    assert list(left) == []


def test_a_search_begun_anew_misses_nothing() -> None:
    palette = Palette([], claims(1000))
    search = palette.search("rain")
    next(search)
    assert last(palette.search("times 7")) == last(Palette([], claims(1000)).search("times 7"))


def test_there_are_no_more_hits_than_anyone_reads() -> None:
    assert len(last(Palette([], claims(1000)).search("rain"))) == MOST_HITS


def test_documents_and_claims_are_entries() -> None:
    project = Project("w", "me", now=lambda: "2025-06-30T12:00:00Z")
    anchor = Anchor("d", quote="It\nrained.")
    project.put(
        "Add",
        Document(
            id="d",
            title="The\u202eTalks",
            author="Ada Reed",
            editions=(Edition("d", "t.txt"),),
            format="text",
        ),
        Claim(id="c", document="d", kind="fact", anchor=anchor),
        Claim(id="lost", document="gone", kind="fact", anchor=anchor),
    )
    (document,) = document_entries(project)
    (claim,) = claim_entries(project)
    assert (document.key, document.title, document.detail) == ("d", "TheTalks", "Reed")
    assert (claim.key, claim.title) == ("c", "It rained.")
    assert claim.detail == "Fact or figure · Reed"


def test_the_commands_used_last_are_remembered() -> None:
    recents = Recents({})
    for number in (*range(10), 5):
        recents.use(f"c{number}")
    assert Recents(recents.kept).ids == ["c5", "c9", "c8", "c7", "c6", "c4", "c3", "c2"]


def test_a_memory_gone_bad_is_an_empty_one() -> None:
    assert Recents({"recent": [1, "file.open", None]}).ids == ["file.open"]
    assert Recents({"recent": "file.open"}).ids == []


@pytest.mark.parametrize(
    ("query", "command"),
    [
        ("note", "file.export"),
        ("save", "file.save"),
        ("markdown", "file.export"),
        ("open note", "file.note"),
        ("exported", "file.note"),
        ("help", "help.manual"),
        ("shortcuts", "help.keys"),
        ("settings", "help.own_keys"),
        ("theme", "view.theme"),
        ("dark", "view.theme"),
        ("delete claim", "claim.remove"),
        ("bigger", "view.larger"),
        ("font", "view.larger"),
        ("start page", "file.close"),
        ("home", "file.close"),
        ("import", "file.open"),
        ("tie", "relate.begin"),
        ("connect", "relate.begin"),
        ("restate", "claim.edit"),
        ("split", "pane.add"),
        ("top", "go.first"),
        ("exit", "file.quit"),
    ],
)
def test_a_reader_types_their_own_words(query: str, command: str) -> None:
    said = [f"Nobody {word} another {query} until the autumn" for word in ("saw", "had")]
    others = [Entry(one, Sort.CLAIM, one) for one in said]
    palette = Palette(command_entries(declared_rows(), Mode.READING), others)
    assert last(palette.search(query))[0] == command


def test_letters_scattered_inside_words_come_last() -> None:
    palette = Palette(command_entries(declared_rows(), Mode.READING), ())
    found = last(palette.search("note"))
    assert found.index("claim.edit") < found.index("claim.add.fact")


def test_every_command_is_found_by_further_words() -> None:
    assert [one.id for one in declared_rows() if not one.also] == []

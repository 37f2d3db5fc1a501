"""The note as its receiver reads it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from counterpoint.domain.anchors import Anchor, Region
from counterpoint.domain.claims import State, Verdict
from counterpoint.domain.documents import Document
from counterpoint.domain.holdings import Holdings
from counterpoint.domain.records import Record
from counterpoint.domain.scheme import Kind, RelationKind
from counterpoint.exchange.escaping import lines_of
from counterpoint.exchange.markdown import markdown_note
from counterpoint.exchange.material import Known
from tests.exchange.samples import (
    AFTER,
    BEFORE,
    body,
    claim,
    markup_of,
    parsed,
    project,
    quotes,
    section,
    targets_of,
    text_of,
    tie,
)
from tests.exchange.test_escaping import NASTY

FORECAST = replace(
    claim("f", "The harbour will silt up by 2032.", 4),
    kind="forecast",
    restatement="Silt will close the harbour.",
    likelihood="likely",
    star=True,
)
OUTCOME = claim("o", "Half of the harbour silted up.", 2, AFTER)
FACT = replace(claim("x", "Silt comes from the river.", 1), tags=("silt", "river"))
TIE = tie("o", "bears-out-in-part", "f", "Only the north basin.")


OURS = {"heading", "paragraph", "bullet_list", "list_item", "blockquote", "inline"} | {
    *("table", "thead", "tbody", "tr", "th", "td", "text", "em", "strong", "link")
}
OUR_TARGETS = {"#a1", "#a2", "#b1"}


def note(*records: Record, name: str = "Harbour") -> str:
    return markdown_note(name, project(*records))


def test_the_front_matter_says_what_the_note_is() -> None:
    changed = replace(FACT, changed="2033-01-02T03:04:05Z")
    written = markdown_note('A "b": c', project(changed), generator="Counterpoint 1")
    assert written.split("\n\n")[0].splitlines() == [
        "---",
        'title: "A \\"b\\": c"',
        "date: 2033-01-02",
        "documents:",
        '  - "Ines Oduya: The harbour will fill up (2031-03-05)"',
        '  - "Piet Halloran: What the dredging brought (2032-11)"',
        "claims: 1",
        "relations: 0",
        'generator: "Counterpoint 1"',
        "---",
    ]


def test_the_catalogue_names_author_title_publisher_and_date() -> None:
    assert section(note(FACT), "## Documents").splitlines() == [
        (
            "- **A** · Ines Oduya, *The harbour will fill up*, Coastal Institute, 5 March 2031 · "
            "[1 claim](#a1)"
        ),
        "- **B** · Piet Halloran, *What the dredging brought*, November 2032",
    ]


def test_a_project_without_claims_says_so() -> None:
    text = text_of(parsed(body(note())))
    assert "No passage of them has been made a claim yet." in text
    assert "Summary" not in text
    assert "Where the documents meet" not in text


def test_an_empty_project_says_so() -> None:
    assert body(markdown_note("", Holdings())) == (
        "\n# Untitled\n\nThis project holds no documents yet.\n"
    )


def test_the_summary_is_the_starred_claims_in_their_readers_words() -> None:
    starred = replace(OUTCOME, star=True)
    assert section(note(FORECAST, FACT, starred), "## Summary").splitlines() == [
        "- *Forecast, open:* Silt will close the harbour (Oduya, ¶ 5, [A2](#a2)).",
        "- *Fact or figure:* “Half of the harbour silted up.” (Halloran, ¶ 3, [B1](#b1))",
    ]


def test_a_forecast_comes_before_what_bore_it_out() -> None:
    assert section(note(FORECAST, OUTCOME, TIE), "### Forecasts and outcomes") == (
        "- **Borne out in part.** Silt will close the harbour:"
        " “The harbour will silt up by 2032.” (Oduya, ¶ 5, [A1](#a1))\n\n"
        "  *Borne out in part by:* “Half of the harbour silted up.” (Halloran, ¶ 3, [B1](#b1))\n\n"
        "  *Note:* Only the north basin."
    )


def test_the_forecasts_stand_in_a_table() -> None:
    rows = section(note(FORECAST, OUTCOME, TIE), "## Forecasts").splitlines()
    assert rows[0] == "| Forecast | Source | Likelihood | Verdict | Outcome |"
    assert rows[2:] == [
        (
            "| Silt will close the harbour. | Oduya, ¶ 5, [A1](#a1) | likely | borne out in part "
            "| Halloran, ¶ 3, [B1](#b1) |"
        )
    ]


def test_a_table_has_no_empty_columns() -> None:
    rows = section(note(replace(FORECAST, likelihood=None)), "## Forecasts").splitlines()
    assert rows[0] == "| Forecast | Source | Verdict |"


def test_a_readers_verdict_stands_before_that_of_the_relations() -> None:
    judged = replace(FORECAST, verdict=Verdict.NOT_TESTABLE)
    assert "- **Not testable.** Silt" in note(judged, OUTCOME, TIE)


def test_an_outcome_that_was_removed_says_nothing() -> None:
    gone = replace(OUTCOME, removed=True)
    assert "verdict: open" in note(FORECAST, gone, TIE)


def test_agreement_is_told_from_contradiction() -> None:
    written = note(FACT, FORECAST, OUTCOME, tie("x", "supports", "o"), tie("o", "contradicts", "f"))
    assert section(written, "### Agreement") == (
        "- “Silt comes from the river.” (Oduya, ¶ 2, [A1](#a1))\n\n"
        "  *Supports:* “Half of the harbour silted up.” (Halloran, ¶ 3, [B1](#b1))"
    )
    # A symmetric relation begins with the claim that is read first, whichever way it was drawn.
    assert section(written, "### Contradiction").startswith("- Silt will close the harbour:")


def test_meetings_come_in_reading_order_whenever_they_were_made() -> None:
    facts = [claim(f"c{number:02}", f"Quote {number}.", number) for number in range(11)]
    ties = [
        replace(tie(fact.id, "supports", "o"), made=f"2033-01-{28 - number}")
        for number, fact in enumerate(facts)
    ]
    agreement = section(note(*facts, OUTCOME, *ties), "### Agreement")
    told = re.findall(r"^- .*\[(A\d+)\]", agreement, re.MULTILINE)
    assert told == [f"A{number}" for number in range(1, 12)]


def test_a_restatement_cannot_begin_a_block_in_a_list() -> None:
    said = replace(FACT, restatement="> 1. So.")
    assert "\n- \\> 1. So:" in note(said, OUTCOME, tie("x", "supports", "o"))


def test_only_outcomes_of_the_forecast_itself_stand_in_the_table() -> None:
    # The forecast is itself the outcome of an earlier one, and is also explained by a fact.
    earlier = replace(claim("e", "It may silt."), kind="forecast")
    ties = (tie("f", "refutes", "e"), tie("x", "explains", "f"))
    rows = section(note(earlier, FACT, FORECAST, *ties), "## Forecasts").splitlines()
    assert rows[2].endswith("| failed | Oduya, ¶ 5, [A3](#a3) |")
    assert rows[3].endswith("| likely | open |  |")


def test_a_claim_of_several_relations_is_quoted_once_in_a_group() -> None:
    written = note(FACT, FORECAST, OUTCOME, tie("x", "supports", "o"), tie("x", "supports", "f"))
    assert section(written, "### Agreement").count("Silt comes from the river.") == 1
    assert section(written, "### Agreement").count("*Supports:*") == 2


def test_a_claim_shows_all_that_was_said_about_it() -> None:
    said = replace(FORECAST, note="Which basin?\n\nAsk.", tags=("silt", "#2"))
    assert section(note(said, OUTCOME, TIE), "### A1") == (
        "**Forecast** · ¶ 5 · likely · verdict: borne out in part · ★\n\n"
        "Silt will close the harbour.\n\n"
        "> The harbour will silt up by 2032.\n\n"
        "*Note:* Which basin?\n\nAsk.\n\n"
        "Tags: silt, \\#2\n\n"
        "- Borne out in part by [B1](#b1) (Halloran, ¶ 3): “Half of the harbour silted up.”"
    )


def test_claims_come_in_reading_order_below_their_document() -> None:
    headings = re.findall(r"^##+ (.*)$", note(FORECAST, FACT, OUTCOME), re.MULTILINE)
    assert headings[-5:] == [
        "A · The harbour will fill up",
        "A1",
        "A2",
        "B · What the dredging brought",
        "B1",
    ]


def test_every_link_leads_to_one_heading() -> None:
    written = note(FORECAST, FACT, OUTCOME, TIE, tie("x", "explains", "f"), name="A1")
    headings = [line.lstrip("# ") for line in written.splitlines() if line.startswith("#")]
    identifiers = [re.sub(r"\W+", "-", heading).lower() for heading in headings]
    targets = re.findall(r"\]\(#(\w+)\)", written)
    assert targets
    assert all(identifiers.count(target) == 1 for target in targets)


def test_a_relation_whose_end_is_gone_is_shown_as_such() -> None:
    written = note(FACT, tie("x", "supports", "gone", "Why."), tie("gone", "answers", "gone too"))
    assert section(written, "### Agreement").endswith(
        "*Supports:* a claim that is no longer in the project\n\n  *Note:* Why."
    )
    assert section(written, "### A1").endswith(
        "- Supports a claim that is no longer in the project"
    )
    assert "Answers" not in written


def test_a_claim_whose_document_was_removed_is_gone() -> None:
    removed = replace(AFTER, removed=True, rev=1)
    written = note(FORECAST, OUTCOME, TIE, removed)
    assert "Half of the harbour" not in written
    assert "- Borne out in part by a claim that is no longer in the project" in written


def test_a_removed_kind_is_read_as_its_heir() -> None:
    old = Kind(id="guess", name="Guess", replaced_by="forecast", removed=False)
    came_true = RelationKind(id="hit", name="hit", inverse="hit by", replaced_by="bears-out")
    guess = replace(FORECAST, kind="guess")
    written = note(guess, OUTCOME, old, came_true, tie("o", "hit", "f"))
    assert "**Forecast** · ¶ 5 · likely · verdict: borne out · ★" in written
    assert "### Forecasts and outcomes\n\n- **Borne out.**" in written


def test_a_relation_kind_of_the_readers_own_gets_a_heading() -> None:
    own = RelationKind(id="quotes", name="quotes", inverse="quoted by")
    assert "### Quotes\n\n- “Half of" in note(FACT, OUTCOME, own, tie("o", "quotes", "x"))


def test_claims_are_attributed_when_there_are_several_readers() -> None:
    theirs = replace(OUTCOME, reader="you")
    alone = markdown_note("N", project(FACT), Known({"me": "Ann"}))
    together = markdown_note(
        "N", project(FACT, theirs, tie("o", "supports", "x")), Known({"me": "Ann"})
    )
    assert "reader:" not in alone
    assert "**Fact or figure** · ¶ 2 · reader: Ann" in together
    assert "**Fact or figure** · ¶ 3 · reader: an unnamed reader" in together
    assert "([A1](#a1))" not in together
    assert "Tied by Ann." in together


def test_a_marked_area_has_no_quote_and_says_so() -> None:
    written = note(replace(claim("r", ""), star=True))
    assert "- *Fact or figure:* a marked area without text (Oduya, ¶ 1, [A1](#a1))" in written
    assert section(written, "### A1").endswith("A marked area without text.")


def test_a_region_is_called_one_and_has_no_quote() -> None:
    anchor = Anchor(BEFORE.id, page="4", region=Region(3, 0, 0, 100, 100))
    region = replace(claim("r", ""), anchor=anchor, star=True)
    written = note(region, OUTCOME, tie("o", "supports", "r"))
    assert "a region of the page (Oduya, p. 4, [A1](#a1))" in written
    assert "A region of p. 4, which has no words to quote." in section(written, "### A1")
    assert "“”" not in written


def test_the_same_project_gives_the_same_bytes_whatever_the_order_of_its_records() -> None:
    records = [FACT, FORECAST, OUTCOME, TIE, tie("x", "explains", "f")]
    assert note(*records) == note(*reversed(records))


@given(NASTY, NASTY, NASTY)
def test_quotes_survive_and_nothing_becomes_markup(quote: str, said: str, title: str) -> None:
    document: Document = replace(BEFORE, title=title, author=said, publisher=quote, rev=1)
    here = replace(claim("h", quote), restatement=said, note=quote, tags=(said, title), star=True)
    forecast = replace(claim("f", title, 9), kind="forecast", restatement=quote)
    kinds = (Kind(id="fact", name=said), RelationKind(id="own", name=said, inverse=title))
    ties = (TIE, tie("h", "own", "f", said), tie("h", "own", "gone"))
    records = (document, here, forecast, OUTCOME, *kinds, *ties)
    written = body(markdown_note(title, project(*records)))
    assert markup_of(written) <= OURS
    assert all(target in OUR_TARGETS for target in targets_of(written))
    expected = ["\n".join(lines_of(text)) for text in (quote, title, OUTCOME.quote)]
    assert quotes(written) == [each for each in expected if each]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.MOVED, "*The passage has moved in the edition at hand; please check.*"),
        (State.LOST, "*The passage was not found in the edition at hand.*"),
    ],
)
def test_a_passage_that_is_not_where_it_was_is_told(state: State, words: str) -> None:
    written = markdown_note("N", project(FACT), Known(states={FACT.id: state}))
    assert f"\n\n{words}\n" in written
    assert "passage" not in markdown_note("N", project(FACT), Known(states={FACT.id: State.SOUND}))


def test_a_page_of_the_web_is_cited_with_the_day_it_was_added() -> None:
    added = replace(BEFORE.editions[0], added="2026-11-22T08:00:00Z")
    page = replace(BEFORE, id="e" * 64, editions=(added,), address="https://example.org/a")
    written = markdown_note("N", project(page))
    assert "example.org/a, accessed 22 November 2026\n" in text_of(parsed(written))

"""counterpoint claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.domain.claims import Verdict
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import Kind
from tests.cli.desk import Desk, claim_on


@pytest.fixture
def project(desk: Desk) -> str:
    """A forecast in one document, its outcome in the other, and how they are tied."""
    name = desk.make()
    (rain, rain_text), (flood, flood_text) = desk.texts.items()
    forecast = claim_on("f", "It will rain again", rain, rain_text)
    outcome = claim_on("o", "The river rose on Friday.", flood, flood_text)
    desk.say(
        name,
        replace(forecast, tags=("rain",), star=True, likelihood="likely", note="Why?"),
        replace(outcome, kind="fact", restatement="It did."),
        Relation(id="t", source="o", target="f", kind="bears-out", note="Friday."),
    )
    return name


def test_what_was_found_wrong_is_said_itself(desk: Desk, project: str) -> None:
    readers = desk.folder / project / "readers"
    (path,) = readers.glob("*.json")
    path.with_name(f"{path.stem}.Conflict.json").write_bytes(path.read_bytes()[:-40])
    done = desk.run("claims", project, "--json")
    (line,) = done.err.splitlines()
    assert line.startswith("Another version of your file was damaged")
    assert len(done.json) == 2


def test_claims_are_listed_as_promised(desk: Desk, project: str) -> None:
    forecast, outcome = desk.run("claims", project, "--json").json
    rain = next(iter(desk.texts))
    assert forecast | {"reader": "r"} == {
        "id": "f",
        "document": rain.id,
        "title": "Rain will return",
        "kind": "forecast",
        "quote": "It will rain again",
        "region": None,
        "restatement": "",
        "note": "Why?",
        "tags": ["rain"],
        "star": True,
        "likelihood": "likely",
        "verdict": "borne out",
        "page": None,
        "paragraph": forecast["paragraph"],
        "state": "sound",
        "reader": "r",
        "relations": [
            {"kind": "bears-out", "other": "o", "direction": "in", "note": "Friday."},
        ],
    }
    assert forecast["reader"]
    assert (outcome["verdict"], outcome["relations"][0]["direction"]) == (None, "out")


def test_a_symmetric_relation_has_no_direction(desk: Desk, project: str) -> None:
    desk.say(project, Relation(id="c", source="o", target="f", kind="contradicts"))
    directions = {
        (tie["kind"], tie["direction"])
        for claim in desk.run("claims", project, "--json").json
        for tie in claim["relations"]
    }
    assert directions == {("bears-out", "in"), ("bears-out", "out"), ("contradicts", "both")}


def test_claims_come_by_document_then_in_reading_order(desk: Desk) -> None:
    name = desk.make()
    (rain, rain_text), (flood, flood_text) = desk.texts.items()
    desk.say(
        name,
        claim_on("4", "Half of the town", flood, flood_text),
        claim_on("3", "will not hold", rain, rain_text),
        claim_on("1", "It rained", rain, rain_text),
        claim_on("2", "It rained on Monday.", rain, rain_text),
    )
    listed = desk.run("claims", name, "--json").json
    assert [claim["id"] for claim in listed] == ["1", "2", "3", "4"]


def test_claims_of_a_changed_file_are_looked_for(desk: Desk, project: str) -> None:
    desk.write(f"{project}/documents/rain.txt", "Another text.")
    states = [claim["state"] for claim in desk.run("claims", project, "--json").json]
    assert states == ["lost", "sound"]


def test_a_passage_that_is_gone_is_told_in_list_and_note(desk: Desk, project: str) -> None:
    desk.write(f"{project}/documents/rain.txt", "Another text.")
    listed, note = desk.run("claims", project).out, desk.run("export", project, "-o", "-").out
    words = "The passage was not found in the edition at hand."
    assert f"    {words}\n" in listed
    assert f"> It will rain again\n\n*{words}*\n" in note
    assert (listed.count(words), note.count(words)) == (1, 1)


@pytest.mark.parametrize(
    ("edit", "state"),
    [
        (("It rained", "There is snow. It rained"), "sound"),  # what follows is as it was
        (("will rain again", "will pour again"), "moved"),
    ],
)
def test_a_claim_in_a_changed_file_is_looked_for(
    desk: Desk, project: str, edit: tuple[str, str], state: str
) -> None:
    path = desk.folder / project / "documents" / "rain.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
    states = [claim["state"] for claim in desk.run("claims", project, "--json").json]
    assert states == [state, "sound"]


def test_a_file_that_is_gone_leaves_its_claims_unchecked(desk: Desk, project: str) -> None:
    (desk.folder / project / "documents" / "rain.txt").unlink()
    states = [claim["state"] for claim in desk.run("claims", project, "--json").json]
    assert states == ["unchecked", "sound"]


def test_claims_read_by_another_extractor_are_looked_for(desk: Desk, project: str) -> None:
    desk.extractor = "another"
    states = {claim["state"] for claim in desk.run("claims", project, "--json").json}
    assert states == {"sound"}


def test_a_retired_kind_is_given_as_its_heir(desk: Desk, project: str) -> None:
    desk.say(project, Kind(id="fact", name="Fact", replaced_by="forecast"))
    outcome = desk.run("claims", project, "--json").json[1]
    assert (outcome["kind"], outcome["verdict"]) == ("forecast", Verdict.OPEN.value)


def test_claims_are_listed_for_a_person(desk: Desk, project: str) -> None:
    lines = desk.run("claims", project).out.splitlines()
    assert lines[0] == "Weather: 2 claims"
    assert lines[2] == "Rain will return · Ada Oduya · 5 March 2031"
    assert lines[4].endswith("Forecast · likely · borne out · ★ · rain")
    assert lines[5:8] == ["    “It will rain again”", "    Why?", "    → borne out by: It did."]


def test_a_terminal_is_never_commanded_by_a_text(desk: Desk, project: str) -> None:
    (rain, text), _ = desk.texts.items()
    desk.say(project, replace(claim_on("e", "Monday", rain, text), restatement="\x1b[2Jgone"))
    done = desk.run("claims", project)
    assert "\x1b" not in done.out
    assert "[2Jgone" in done.out


def test_what_is_no_project_is_refused(desk: Desk) -> None:
    done = desk.run("claims", "nowhere", "--json")
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "nowhere" in done.err

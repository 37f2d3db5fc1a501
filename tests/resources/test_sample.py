"""The sample project: what it holds, and that it is what its maker makes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import make_sample
from counterpoint.domain.claims import Verdict
from counterpoint.domain.holdings import Holdings
from counterpoint.domain.relations import verdict_of
from counterpoint.main import main
from counterpoint.storage.checking.check import check
from counterpoint.storage.folder import open_folder
from counterpoint.storage.gathering import gather
from counterpoint.storage.places import HOME_VARIABLE
from tests.storage.wounds import bytes_under

RUN_IT_AGAIN = "packaging/make_sample.py makes it anew"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's reader."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture(scope="module")
def sample() -> Holdings:
    """What is in the sample, read without opening it for changes."""
    holdings = Holdings()
    holdings.load(gather(open_folder(make_sample.SAMPLE)).winners.records())
    return holdings


def test_it_is_what_its_maker_makes(tmp_path: Path) -> None:
    make_sample.make(tmp_path / "sample")
    assert bytes_under(tmp_path / "sample") == bytes_under(make_sample.SAMPLE), RUN_IT_AGAIN


def test_every_claim_stands_where_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    before = bytes_under(make_sample.SAMPLE)
    assert check(make_sample.SAMPLE) == ()
    assert main(["check", str(make_sample.SAMPLE)]) == 0
    capsys.readouterr()
    assert main(["claims", str(make_sample.SAMPLE), "--json"]) == 0
    states = Counter(claim["state"] for claim in json.loads(capsys.readouterr().out))
    assert states == {"sound": 17}
    assert bytes_under(make_sample.SAMPLE) == before


def test_two_briefs_meet_in_seven_places(sample: Holdings) -> None:
    assert [(one.author, one.date) for one in sample.documents()] == [
        ("Ines Marlow", "2025-06-19"),
        ("Han Seo-yul", "2025-07-02"),
    ]
    document = {claim.id: claim.document for claim in sample.claims()}
    ends = [(document[tie.source], document[tie.target]) for tie in sample.relations()]
    assert len(ends) == 7
    assert all(source != target for source, target in ends)


def test_one_forecast_came_true_and_one_did_not(sample: Holdings) -> None:
    forecasts = [claim for claim in sample.claims() if claim.kind == "forecast"]
    verdicts = [verdict_of(claim, sample.relations_of(claim.id)) for claim in forecasts]
    assert verdicts == [Verdict.BORNE_OUT, Verdict.IN_PART, Verdict.FAILED, Verdict.OPEN]


def test_it_shows_what_a_claim_can_have(sample: Holdings) -> None:
    shown = {claim.kind for claim in sample.claims()}
    unused = {kind.id for kind in sample.scheme.active_kinds()} - shown
    assert unused == {"definition", "highlight"}, "the manual lets the reader add a definition"
    assert any(claim.note for claim in sample.claims())
    assert all(claim.tags for claim in sample.claims())
    assert 3 <= sum(claim.star for claim in sample.claims()) <= 6


def test_each_brief_says_that_it_is_invented(sample: Holdings) -> None:
    for document in sample.documents():
        path = make_sample.SAMPLE / "documents" / document.edition.file
        text = " ".join(path.read_text(encoding="utf-8").split())
        assert "desk are invented" in text
        assert 450 <= len(text.split()) <= 650

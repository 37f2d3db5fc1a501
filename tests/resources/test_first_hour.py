"""The keys of the manual's walk through the sample do what the page says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import make_manual
import make_sample
from counterpoint.ui.start import make_application
from tests.story.desk import ReaderAtDesk

FORECAST = "The allies will adopt the five per cent target and split it in two."
DEFINITION = (
    "That figure is a sum of two parts: at least 3.5 per cent for core defence, and up to 1.5 per "
    "cent for infrastructure, networks, civil readiness and the arms industry."
)


@pytest.fixture(scope="session")
def qapp_cls() -> object:
    """The application as the program makes it."""
    return make_application


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReaderAtDesk]:
    """A reader at a copy of the sample."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path / "home"))
    shutil.copytree(make_sample.SAMPLE, tmp_path / "sample")
    reader = ReaderAtDesk(qtbot, tmp_path)
    reader.open_project(tmp_path / "sample")
    yield reader
    reader.leave()


def test_the_walk_from_the_first_claim_to_the_note(desk: ReaderAtDesk) -> None:
    keys = iter(keys_to_press())

    def press(expected: str) -> None:
        assert next(keys) == expected
        desk.press(expected)

    press(".")
    assert desk.selected.startswith("The allies will adopt")
    press("o")
    assert desk.other_selected.startswith("On 25 June")
    press("o")
    assert desk.other_selected.startswith("Spain’s prime minister")
    press("Tab k")
    assert desk.selected == DEFINITION
    press("6")
    assert ("definition", DEFINITION) in desk.claims
    press("Enter")
    desk.type("3.5 per cent for the forces, up to 1.5 for what surrounds them.")
    press("Enter")
    press("r Enter e")
    words = "3.5 per cent for the forces, up to 1.5 for what surrounds them."
    assert desk.ties(DEFINITION) == [("explains", FORECAST)]
    assert any(words in card for card in desk.cards)
    press("Ctrl+Z")
    assert desk.ties(DEFINITION) == []
    press("Ctrl+Shift+Z")
    assert desk.ties(DEFINITION) == [("explains", FORECAST)]
    press("Ctrl+E")
    desk.wait(lambda: "Wrote the note" in desk.message)
    assert words.removesuffix(".") in note(desk)
    assert next(keys, None) is None


def keys_to_press() -> list[str]:
    """What stands after “Press” on the page, in order: ``Tab k`` for keys named together."""
    page = (make_manual.MANUAL / "first-hour.md").read_text(encoding="utf-8")
    found = re.findall(r"Press ((?:`[^`]+`(?:, then | then |, |\s)*)+)", page)
    return [" ".join(re.findall(r"`([^`]+)`", keys)) for keys in found]


def note(desk: ReaderAtDesk) -> str:
    """The note that was written."""
    (path,) = (desk.bench.store.path / "exports").glob("*.md")
    return path.read_text(encoding="utf-8")

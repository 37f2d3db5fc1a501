"""A folder to work in, and a command line over a real store and real workers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterpoint.storage.places import HOME_VARIABLE
from tests.cli.desk import Desk, Weather, prepared


@pytest.fixture(scope="session")
def weather(tmp_path_factory: pytest.TempPathFactory) -> Weather:
    """A project that is made once and copied for each test."""
    home, work = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("work")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(home))
        return prepared(work, home)


@pytest.fixture
def desk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    weather: Weather,
) -> Desk:
    """Runs commands in an empty folder and keeps what they write."""
    shutil.copytree(weather.home, tmp_path / "home")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return Desk(work, weather, capsys)

"""Who writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage import places
from counterpoint.storage.identity import load_identity


def test_an_identity_is_made_once(tmp_path: Path) -> None:
    made = load_identity(tmp_path / "config")
    assert load_identity(tmp_path / "config") == made
    assert made != load_identity(tmp_path / "another")
    assert made.name
    assert len({made.reader, made.installation}) == 2
    assert (tmp_path / "config" / "identity.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '{"reader":"..","name":"","installation":"x"}']
)
def test_a_broken_identity_is_kept_aside(tmp_path: Path, content: str) -> None:
    path = tmp_path / "identity.json"
    path.write_text(content)
    made = load_identity(tmp_path)
    assert load_identity(tmp_path) == made
    assert (tmp_path / "identity.json.damaged-1").read_text() == content


def test_a_settings_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="settings folder"):
        load_identity(tmp_path / "file" / "config")


def test_one_variable_moves_everything(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert places.config_folder() == home / "config"
    assert places.state_folder() == home / "state"
    assert places.cache_folder() == home / "cache"
    assert places.documents_folder() == home / "documents"
    monkeypatch.delenv("COUNTERPOINT_HOME")
    assert places.config_folder().name == "counterpoint"
    assert places.documents_folder().name == "Counterpoint"

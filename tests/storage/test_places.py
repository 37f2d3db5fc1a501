"""Where the program keeps things, as a variable says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint.domain.refusal import Refusal
from counterpoint.storage import places

FOLDERS = (
    places.config_folder,
    places.state_folder,
    places.cache_folder,
    places.runtime_folder,
    places.documents_folder,
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_home_of_a_user_who_is_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch, folder: Callable[[], Path]
) -> None:
    monkeypatch.setenv("COUNTERPOINT_HOME", "~no-such-user/x")
    with pytest.raises(Refusal, match=r"COUNTERPOINT_HOME says “~no-such-user/x”.*whole path\.$"):
        folder()


def test_a_tilde_alone_is_the_readers_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COUNTERPOINT_HOME", "~/kept")
    assert places.state_folder() == tmp_path / "kept/state"

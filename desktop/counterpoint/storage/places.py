"""Where the program keeps what belongs to no project."""

import os
import warnings
from pathlib import Path

import platformdirs

from counterpoint.domain.refusal import Refusal
from counterpoint.storage.wording import said

PROGRAM = "counterpoint"
HOME_VARIABLE = "COUNTERPOINT_HOME"
"""Names a folder that then holds settings, state, cache and new projects (tests, portable use).

Every function here raises Refusal where it begins with the home of a user who is not there.
"""


def config_folder() -> Path:
    """Settings and this installation's identity."""
    return _under_home("config") or platformdirs.user_config_path(PROGRAM, appauthor=False)


def state_folder() -> Path:
    """What the program remembers between two runs on this machine: locks, sessions."""
    return _under_home("state") or platformdirs.user_state_path(PROGRAM, appauthor=False)


def cache_folder() -> Path:
    """What can be made anew."""
    return _under_home("cache") or platformdirs.user_cache_path(PROGRAM, appauthor=False)


def runtime_folder() -> Path:
    """Where running windows of this program can be reached; it goes when the reader logs out."""
    with warnings.catch_warnings():
        # A system that names no such folder is nothing the reader must hear of.
        warnings.simplefilter("ignore")
        return _under_home("runtime") or platformdirs.user_runtime_path(PROGRAM, appauthor=False)


def documents_folder() -> Path:
    """Where new projects go unless the reader says otherwise."""
    return _under_home("documents") or platformdirs.user_documents_path() / "Counterpoint"


def _under_home(name: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    if not home:
        return None
    try:
        return Path(home).expanduser().absolute() / name
    except RuntimeError as error:
        raise Refusal(
            f"{HOME_VARIABLE} says “{said(home)}”, but there is no such user here; "
            "name a folder by its whole path."
        ) from error

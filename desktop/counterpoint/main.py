"""The composition root: builds everything and connects everything.

What only some starts need is imported where it is needed: the command line loads no window.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoint.cli.services import Services, ShotRequest, WindowRequest
from counterpoint.documents.client.launch import start_worker
from counterpoint.documents.text.version import EXTRACTOR
from counterpoint.domain.refusal import Refusal

if TYPE_CHECKING:
    from counterpoint.app.ports import Library
    from counterpoint.app.settings import Settings

NO_DISPLAY = (
    "There is no display to open a window on; new, export, claims, check, text, search and shot "
    "work without one (see --help)."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with arguments, those of the process unless told otherwise; the exit code."""
    from counterpoint.cli.command_line import run

    return run(sys.argv[1:] if arguments is None else arguments, services())


def services() -> Services:
    """What the command line is given."""
    from counterpoint.documents.client.blocking import BlockingWorker

    return Services(
        open_library=open_library,
        start_worker=BlockingWorker,
        check=_check,
        fingerprint=_fingerprint,
        write_file=_write_file,
        extractor=EXTRACTOR,
        open_window=open_window,
        shot=shot,
    )


def open_library() -> "Library":
    """The projects this installation knows; its identity is made the first time."""
    from counterpoint.app.ports import Reader
    from counterpoint.storage.identity import load_identity
    from counterpoint.storage.library import Shelf
    from counterpoint.storage.places import config_folder

    identity = load_identity(config_folder())
    return Shelf(identity, Reader(identity.reader, identity.name, identity.installation))


def open_window(request: WindowRequest) -> int:
    """Show the window; workers start first, for a second core can do it meanwhile."""
    refuse_without_display()
    spares = [start_worker() for _ in range(2)]
    from counterpoint.ui.feeds import Workers
    from counterpoint.ui.program import Services as Given
    from counterpoint.ui.start import run

    given = Given(open_library(), _settings(), _keep_settings, Workers(spares))
    return run(given, request.project, request.files)


def shot(request: ShotRequest) -> int:
    """Write a picture of a project's window, drawn without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    spares = [start_worker() for _ in range(2)]
    from counterpoint.ui.feeds import Workers
    from counterpoint.ui.program import Services as Given
    from counterpoint.ui.start import picture

    settings = _settings()
    if request.theme is not None:
        settings = replace(settings, theme=request.theme)
    given = Given(open_library(), settings, _keep_settings, Workers(spares))
    _write_file(request.output, picture(given, request.project, request.size))
    return 0


def refuse_without_display() -> None:
    """Say that there is no display before Qt would say it and abort."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in names):
        raise Refusal(NO_DISPLAY)


def _settings() -> "Settings":
    from counterpoint.app.settings import load_settings
    from counterpoint.storage.places import config_folder

    return load_settings(config_folder() / "settings.toml")


def _keep_settings(settings: "Settings") -> None:
    from counterpoint.app.settings import write_settings
    from counterpoint.storage.durable import make_folder
    from counterpoint.storage.places import config_folder

    make_folder(config_folder())
    _write_file(config_folder() / "settings.toml", write_settings(settings).encode("utf-8"))


def _check(path: Path) -> Sequence[str]:
    from counterpoint.storage.check import check

    return check(path)


def _fingerprint(path: Path) -> str:
    from counterpoint.storage.sources import fingerprint

    return fingerprint(path)


def _write_file(path: Path, content: bytes) -> None:
    from counterpoint.storage.durable import replace_file

    replace_file(path, [content])

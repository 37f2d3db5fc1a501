"""The composition root: builds everything and connects everything.

What only some starts need is imported where it is needed: the command line loads no window.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoint.app.ports import Call
from counterpoint.cli.services import Services, ShotRequest, WindowRequest
from counterpoint.documents.client.launch import start_worker
from counterpoint.documents.text.version import EXTRACTOR
from counterpoint.domain.refusal import Refusal

if TYPE_CHECKING:
    from counterpoint.app.ports import Library
    from counterpoint.app.settings import Settings
    from counterpoint.cli.services import Checkup, Repair
    from counterpoint.documents.client.launch import WorkerProcess
    from counterpoint.domain.anchoring import Offering
    from counterpoint.index.launch import IndexProcess
    from counterpoint.index.occurrences import ProjectIndex
    from counterpoint.storage.crashes import CrashHook, Told
    from counterpoint.storage.ringing.doorbell import Entry
    from counterpoint.ui.program import Services as Given

RING_SECONDS = 10.0
"""How long a start waits for a window that is busy to say whether it takes what was asked for."""

INDEX = "index"
"""The folder of what can be searched, in the cache folder."""

REPORTS = "reports"
"""The folder of reports on errors that nobody foresaw, in the state folder."""

KEYS = "keys.toml"
"""The file of the reader's own keys, in the folder of settings."""

BEFORE_QT = ("app.editing", "app.finding", "app.key_sheet", "storage.library", "storage.memory")
"""Modules that know nothing of the window and, with what they import, are most of what it shows."""

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
    from functools import partial

    from counterpoint.documents.client.blocking import VARIABLE, BlockingWorker

    password = os.environ.get(VARIABLE, "")
    return Services(
        open_library=partial(open_library, is_command=True),
        start_worker=partial(BlockingWorker, password=password),
        open_index=open_index,
        check=_check,
        repair=_repair,
        fingerprint=_fingerprint,
        write_file=_write_file,
        extractor=EXTRACTOR,
        offering_in=_offering_in,
        open_window=open_window,
        shot=shot,
    )


def open_library(is_command: bool = False) -> "Library":
    """The projects this installation knows; its identity is made the first time."""
    from counterpoint.app.ports import Reader
    from counterpoint.storage.identity import load_identity
    from counterpoint.storage.library import Shelf
    from counterpoint.storage.lock import COMMAND, WINDOW
    from counterpoint.storage.places import config_folder

    identity = load_identity(config_folder())
    reader = Reader(identity.reader, identity.name, identity.installation)
    return Shelf(identity, reader, COMMAND if is_command else WINDOW)


def open_window(request: WindowRequest) -> int:
    """Show the window, unless one that is open takes what was asked for.

    A worker starts first, for a second core can do it meanwhile; a second one would slow both.
    """
    refuse_without_display()
    hook = _crash_hook()
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    call = Call(request.project, request.files, request.link, token)
    entry = _enter(call, request)
    if entry.is_taken:
        return 0
    spares = [start_worker()]
    _load_before_qt()
    from counterpoint.ui.start import Start, run

    def hear(told: "Told") -> None:
        hook.told = told

    return run(given(spares), Start(call, request.fresh, entry.doorbell, hear))


def _load_before_qt() -> None:
    """Load much of what the window needs: Qt's binding reads the source of what is loaded later."""
    from importlib import import_module

    for name in BEFORE_QT:
        import_module(f"counterpoint.{name}")


def _crash_hook() -> "CrashHook":
    """What hears of errors that nobody foresaw, from now on."""
    from counterpoint import __version__
    from counterpoint.storage.crashes import CrashHook
    from counterpoint.storage.places import state_folder

    hook = CrashHook(lambda: state_folder() / REPORTS, __version__)
    hook.install()
    return hook


def shot(request: ShotRequest) -> int:
    """Write a picture of a project's window, drawn without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    spares = [start_worker() for _ in range(2)]
    from counterpoint.ui.start import picture

    services = given(spares)
    if request.theme is not None:
        services = replace(services, settings=replace(services.settings, theme=request.theme))
    _write_file(request.output, picture(services, request.project, request.size))
    return 0


def resources_folder() -> Path:
    """Drawings, manual and sample: inside an installed package, else beside the source."""
    here = Path(__file__).resolve().parent
    inside = here / "resources"
    return inside if inside.is_dir() else here.parents[1] / "resources"


def given(spares: "list[WorkerProcess]") -> "Given":
    """What the window is given; ``spares`` are workers that have been started."""
    from counterpoint.app.own_keys import load_own_keys
    from counterpoint.storage.durable import read_plain
    from counterpoint.storage.memory import Memory
    from counterpoint.storage.places import config_folder, state_folder
    from counterpoint.ui.program import Services as Given
    from counterpoint.ui.workers import Workers

    return Given(
        library=open_library(),
        memory=Memory(state_folder() / "memory"),
        settings=_settings(),
        keep_settings=_keep_settings,
        workers=Workers(spares),
        start_index=start_index,
        resources=resources_folder(),
        own_keys=load_own_keys(config_folder() / KEYS, read_plain),
        edit_keys=edit_keys,
    )


def start_index() -> "IndexProcess":
    """Start the index process."""
    from counterpoint.index.launch import start_index

    return start_index(_index_folder())


def open_index(project: str) -> "ProjectIndex":
    """The index of a project, by its id, in this process."""
    from counterpoint.index.occurrences import ProjectIndex

    return ProjectIndex(_index_folder(), project, EXTRACTOR)


def _index_folder() -> Path | None:
    """Where what can be searched is kept; in memory where there is no such place."""
    from counterpoint.storage.places import cache_folder

    try:
        return cache_folder() / INDEX
    except Refusal:
        return None


def edit_keys(text: str) -> Path:
    """Write the reader's keys.toml where there is none; where it is."""
    from counterpoint.storage.durable import make_folder
    from counterpoint.storage.folder import refused
    from counterpoint.storage.places import config_folder

    path = config_folder() / KEYS
    with refused("Your keys cannot be written"):
        make_folder(config_folder())
        if not path.exists():
            _write_file(path, text.encode("utf-8"))
    return path


def _enter(call: Call, request: WindowRequest) -> "Entry[Call]":
    """Ask the windows that are open; a fresh start asks none."""
    from counterpoint.storage.places import runtime_folder
    from counterpoint.storage.ringing.doorbell import Entry, hang, ring_or_hang

    if request.fresh:
        return Entry(doorbell=hang(runtime_folder(), Call))
    return ring_or_hang(runtime_folder(), call, Call, RING_SECONDS)


def refuse_without_display() -> None:
    """Say that there is no display before Qt would say it and abort."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in names):
        raise Refusal(NO_DISPLAY)


def _settings() -> "Settings":
    from counterpoint.app.settings import load_settings
    from counterpoint.storage.durable import read_plain
    from counterpoint.storage.places import config_folder

    return load_settings(config_folder() / "settings.toml", read_plain)


def _keep_settings(settings: "Settings") -> None:
    from counterpoint.app.settings import write_settings
    from counterpoint.storage.durable import make_folder
    from counterpoint.storage.folder import refused
    from counterpoint.storage.places import config_folder

    with refused("Your settings cannot be written"):
        make_folder(config_folder())
        _write_file(config_folder() / "settings.toml", write_settings(settings).encode("utf-8"))


def _offering_in(text: str) -> "Offering":
    from counterpoint.documents.text.offers import Offers

    return Offers(text).of


def _check(path: Path) -> "Checkup":
    from counterpoint.storage.checking.check import Checkup
    from counterpoint.storage.identity import load_identity
    from counterpoint.storage.places import config_folder

    return Checkup(path, load_identity(config_folder()))


def _repair(path: Path) -> "Repair":
    from counterpoint.storage.checking.repair import repair
    from counterpoint.storage.identity import load_identity
    from counterpoint.storage.places import config_folder

    return repair(path, load_identity(config_folder()))


def _fingerprint(path: Path) -> str:
    from counterpoint.storage.sources import fingerprint

    return fingerprint(path)


def _write_file(path: Path, content: bytes) -> None:
    from counterpoint.storage.durable import replace_file

    replace_file(path, [content])

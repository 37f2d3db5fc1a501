"""A start with all its checks: look at the system, prepare `.venv`, run."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import checks
import current
import desktop_files
import desktop_install
import environment
import needs
import system

BESIDE = MappingProxyType({"bench": "tests.benchmarks", "faults": "tests.storage.faults"})
"""Tasks that are modules outside the package, so they are found through the environment."""

WITH_TOOLS = frozenset({"test", *BESIDE})


@dataclass(frozen=True)
class Start:
    """One call of run.py: `task` is app, test, bench, faults, install-desktop or
    uninstall-desktop, `arguments` what is passed on."""

    task: str
    arguments: tuple[str, ...]
    may_install: bool


def main(root: str, arguments: Sequence[str]) -> int:
    """Do what `arguments` ask and return the exit code."""
    host = system.this_host()
    start = parse(arguments, host)
    try:
        return perform(Path(root), start, host)
    except needs.Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; start again to go on.", file=sys.stderr)
        return 130


def parse(arguments: Sequence[str], host: needs.Host) -> Start:
    """Take from `arguments` what is meant for run.py itself."""
    rest = list(arguments)
    asked = rest[:1] == ["--install-system"]
    if asked:
        rest.pop(0)
    may_install = host.is_root and (asked or host.environ.get("CI") == "true")
    if rest and rest[0] in WITH_TOOLS | current.FOR_DESKTOP:
        return Start(rest[0], tuple(rest[1:]), may_install)
    return Start("app", tuple(rest), may_install)


def perform(root: Path, start: Start, host: needs.Host) -> int:
    """Check, prepare and run; raise Stop where the system lacks something."""
    if start.task in current.FOR_DESKTOP:
        refuse_desktop(root, start, host)
    if start.task == "uninstall-desktop":
        print(desktop_install.uninstall(desktop_files.places(host.environ)))
        return 0
    place = prepare(root, start, host)
    if start.task == "install-desktop":
        return install_desktop(place, host)
    if start.task == "test":
        return checks.run_all(place.python, root, start.arguments)
    module = BESIDE.get(start.task, "counterpoint")
    variables = os.environ | module_path(root, start)
    return current.hand_over(str(root), module, start.arguments, variables)


def refuse_desktop(root: Path, start: Start, host: needs.Host) -> None:
    """Raise Stop where there is no desktop of the kind we know, or one that cannot name us."""
    if host.platform != "linux":
        raise needs.Stop(
            f"{start.task} is for Linux; here, start Counterpoint with python3 packaging/run.py."
        )
    if start.arguments:
        raise needs.Stop(f"{start.task} takes no arguments; leave out {start.arguments[0]!r}.")
    if start.task == "install-desktop":
        desktop_files.refuse_unwritable(root, desktop_files.places(host.environ).start)


def prepare(root: Path, start: Start, host: needs.Host) -> environment.Environment:
    """The environment, ready, on a system that has what this start needs; raises Stop."""
    place = environment.Environment(root)
    lists = environment.lists_for(root, with_tools=start.task in WITH_TOOLS)
    is_ready = environment.is_ready(place, lists)
    check_system(start, host, is_ready=is_ready)
    if not is_ready:
        environment.prepare(place, lists)
    current.remember(str(root), demanded(start, host))
    return place


def check_system(start: Start, host: needs.Host, *, is_ready: bool) -> None:
    """Install or ask for what this start needs, then mention what it could do without."""
    first = () if is_ready else needs.to_install(host, system.venv_package())
    wanted = needs.demanded(host, demanded(start, host))
    system.require(host, (*first, *wanted), may_install=start.may_install)
    extras = needs.missing(host, needs.extras(host, start.task))
    if extras and start.may_install and host.is_debian:
        system.require(host, extras, may_install=True)
    elif extras:
        print(needs.without_extras(host, start.task, extras), file=sys.stderr)


def demanded(start: Start, host: needs.Host) -> str:
    """What this start demands of the system; tests and benchmarks draw without a display.

    A double click has no terminal in which to read what is missing, so adding to the desktop
    demands what the window will, on this display or else on the usual one.
    """
    if start.task in WITH_TOOLS:
        return "drawing"
    demand = current.demand(start.arguments, host.environ)
    return "x11" if start.task == "install-desktop" and demand == "drawing" else demand


def install_desktop(place: environment.Environment, host: needs.Host) -> int:
    """Add this source folder's program to the desktop."""
    target = desktop_files.places(host.environ)
    source = desktop_files.Source(place.root, python_to_keep())
    contents = desktop_files.everything(source, target, place.python)
    print(desktop_install.install(target, contents, host.environ))
    return 0


def python_to_keep() -> str:
    """The Python that runs this; of an environment, which may be made anew, the one below it."""
    in_environment = sys.prefix != sys.base_prefix
    return os.path.realpath(sys.executable) if in_environment else sys.executable


def module_path(root: Path, start: Start) -> Mapping[str, str]:
    """Where a module outside the package is found."""
    return {"PYTHONPATH": str(root)} if start.task in BESIDE else {}

"""A start with all its checks: look at the system, prepare `.venv`, run."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import checks
import current
import environment
import needs
import system


@dataclass(frozen=True)
class Start:
    """One call of run.py: `task` is app, test or bench, `arguments` what is passed on."""

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
    if rest[:1] in (["test"], ["bench"]):
        return Start(rest[0], tuple(rest[1:]), may_install)
    return Start("app", tuple(rest), may_install)


def perform(root: Path, start: Start, host: needs.Host) -> int:
    """Check, prepare and run; raise Stop where the system lacks something."""
    place = environment.Environment(root)
    lists = environment.lists_for(root, with_tools=start.task != "app")
    is_ready = environment.is_ready(place, lists)
    check_system(start, host, is_ready=is_ready)
    if not is_ready:
        environment.prepare(place, lists)
    current.remember(str(root), demanded(start, host))
    if start.task == "test":
        return checks.run_all(place.python, root, start.arguments)
    module = "tests.benchmarks" if start.task == "bench" else "counterpoint"
    variables = os.environ | module_path(root, start)
    return current.hand_over(str(root), module, start.arguments, variables)


def check_system(start: Start, host: needs.Host, *, is_ready: bool) -> None:
    """Install or ask for what this start needs, then mention what only stories need."""
    first = () if is_ready else needs.to_install(host, system.venv_package())
    wanted = needs.demanded(host, demanded(start, host))
    system.require(host, (*first, *wanted), may_install=start.may_install)
    if start.task != "test":
        return
    for_stories = needs.missing(host, needs.stories(host))
    if for_stories and start.may_install and host.is_debian:
        system.require(host, for_stories, may_install=True)
    elif for_stories:
        print(needs.skipped_stories(host, for_stories), file=sys.stderr)


def demanded(start: Start, host: needs.Host) -> str:
    """What this start demands of the system; tests and benchmarks draw without a display."""
    return current.demand(start.arguments, host.environ) if start.task == "app" else "drawing"


def module_path(root: Path, start: Start) -> Mapping[str, str]:
    """The benchmarks stand outside the package, so they are found through the environment."""
    return {"PYTHONPATH": str(root)} if start.task == "bench" else {}

"""The environment `.venv`: made once, refreshed when its requirements change."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import current
from needs import Stop

POSIX_LAUNCHER = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m counterpoint "$@"
"""
WINDOWS_LAUNCHER = '@"%~dp0python.exe" -P -m counterpoint %*\n'


@dataclass(frozen=True)
class Environment:
    """The places that belong to the environment of the source folder `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """The environment itself."""
        return self.root / ".venv"

    @property
    def lock(self) -> Path:
        """Locked while the environment is written; outside it, so that it can be remade."""
        return self.root / ".venv.lock"

    @property
    def python(self) -> Path:
        """The environment's own Python; its programs stand beside it."""
        return Path(current.python(str(self.root)))


@dataclass(frozen=True)
class Requirements:
    """A list of pinned packages, and how it is announced while it is installed."""

    path: Path
    announcement: str


def lists_for(root: Path, *, with_tools: bool) -> tuple[Requirements, ...]:
    """What has to be installed: for the program, or also for testing and measuring it."""
    program = Requirements(
        root / "packaging/requirements.txt",
        "Preparing Counterpoint for the first start, about 110 MB …",
    )
    tools = Requirements(
        root / "packaging/requirements-dev.txt",
        "Preparing the tools for tests and types, about 30 MB …",
    )
    return (program, tools) if with_tools else (program,)


def is_ready(place: Environment, lists: Sequence[Requirements]) -> bool:
    """Whether the environment holds what `lists` name, as they stand now."""
    return (
        place.python.exists()
        and not (place.folder / current.UNFINISHED).exists()
        and all(is_current(place, listed) for listed in lists)
    )


def is_current(place: Environment, listed: Requirements) -> bool:
    """Whether `listed` was installed here in its present form."""
    try:
        return stamp(place, listed).read_bytes() == installed_form(place, listed)
    except OSError:
        return False


def stamp(place: Environment, listed: Requirements) -> Path:
    """The file that tells which form of `listed` is installed."""
    return place.folder / f"installed-{listed.path.name}"


def installed_form(place: Environment, listed: Requirements) -> bytes:
    """The list, and the folder: an environment does not survive a move."""
    return bytes(place.root) + b"\n" + listed.path.read_bytes()


def prepare(place: Environment, lists: Sequence[Requirements]) -> None:
    """Bring the environment up to date; raise Stop if that fails. Safe to interrupt."""
    try:
        with locked(place.lock):
            if not is_ready(place, lists):
                build(place, lists)
    except OSError as error:
        raise Stop(f"Counterpoint cannot prepare {place.folder}: {error}.") from error


def build(place: Environment, lists: Sequence[Requirements]) -> None:
    """Make what is missing. An unfinished environment is made anew."""
    unfinished = place.folder / current.UNFINISHED
    if unfinished.exists() or not place.python.exists():
        shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir(exist_ok=True)
    unfinished.touch()
    for listed in lists:
        if not is_current(place, listed):
            print(listed.announcement, file=sys.stderr, flush=True)
            install(place, listed)
            stamp(place, listed).write_bytes(installed_form(place, listed))
    write_launcher(place)
    unfinished.unlink()


def install(place: Environment, listed: Requirements) -> None:
    """Make the environment's Python if need be and install `listed` with it."""
    if not place.python.exists():
        run([sys.executable, "-m", "venv", str(place.folder)], "Python's venv failed")
    pip = [str(place.python), "-m", "pip", "install", "--quiet", "--no-input"]
    options = ["--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    run(
        [*pip, *options, "-r", str(listed.path)],
        "The packages could not be installed: check the network connection and the free disk "
        "space, then start again",
    )


def run(command: Sequence[str], failure: str) -> None:
    """Run `command` quietly; if it fails, raise Stop with `failure` and what it said."""
    # The command inherits the lock: should this process be killed, the next start waits for it.
    done = subprocess.run(
        command, capture_output=True, text=True, errors="replace", check=False, close_fds=False
    )
    if done.returncode != 0:
        said = done.stderr.strip() or done.stdout.strip()
        raise Stop(f"{failure}.\n\n{said}")


def write_launcher(place: Environment) -> None:
    """Put the package on the environment's path and a `counterpoint` beside its Python."""
    where = subprocess.check_output(
        [str(place.python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        text=True,
    )
    line = f"{place.root / 'desktop'}\n"
    Path(where.strip(), "counterpoint.pth").write_text(line, encoding="utf-8")
    if sys.platform == "win32":
        (place.python.parent / "counterpoint.cmd").write_text(WINDOWS_LAUNCHER, encoding="utf-8")
        return
    launcher = place.python.parent / "counterpoint"
    launcher.write_text(POSIX_LAUNCHER, encoding="utf-8")
    launcher.chmod(0o755)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; waits for another start that holds it."""
    with path.open("ab") as file:
        os.set_inheritable(file.fileno(), True)
        if not try_lock(file.fileno()):
            print("Another start is preparing Counterpoint; waiting …", file=sys.stderr, flush=True)
            wait_for_lock(file.fileno())
        yield


if sys.platform == "win32":
    import msvcrt
    import time

    def try_lock(descriptor: int) -> bool:
        """Lock the first byte of a file if nobody holds it; closing the file frees it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def wait_for_lock(descriptor: int) -> None:
        """Lock the file once it is free; this system offers no wait without end."""
        while not try_lock(descriptor):
            time.sleep(0.5)

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock a file if nobody holds it; closing the file frees it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait_for_lock(descriptor: int) -> None:
        """Lock the file once it is free."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)

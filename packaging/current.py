"""Whether a start may skip every check, decided in a few milliseconds.

Every start pays for this module, so it imports next to nothing: no pathlib, no dataclasses. A
start that went through all checks leaves a note of the state it found; while that state stays
the same, later starts that demand the same of the system go straight to the program.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

WITHOUT_WINDOW = frozenset(
    {"new", "export", "claims", "check", "text", "search", "--help", "-h", "--version"}
)
FOR_DEVELOPERS = frozenset({"test", "bench", "faults", "--install-system"})
FOR_DESKTOP = frozenset({"install-desktop", "uninstall-desktop"})
LOADER_CACHE = "/etc/ld.so.cache"
UNFINISHED = "unfinished"


def demand(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """What the program demands of the system: nothing, drawing, x11 or wayland.

    Without a display it is only drawing: the program itself says that there is no display.
    """
    first = arguments[0] if arguments else ""
    if first in WITHOUT_WINDOW:
        return "nothing"
    if first == "shot" or first in FOR_DEVELOPERS:
        return "drawing"
    plugin = environ.get("QT_QPA_PLATFORM", "")
    if plugin.startswith("xcb") or (not plugin and environ.get("DISPLAY")):
        return "x11"
    if plugin.startswith("wayland") or (not plugin and environ.get("WAYLAND_DISPLAY")):
        return "wayland"
    return "drawing"


def is_current(root: str, arguments: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Whether all checks for `arguments` passed before and nothing they saw has changed."""
    if arguments and arguments[0] in FOR_DEVELOPERS | FOR_DESKTOP:
        return False
    if not os.path.exists(python(root)) or os.path.exists(in_environment(root, UNFINISHED)):
        return False
    try:
        with open(note(root, demand(arguments, environ)), "rb") as file:
            return file.read() == state(root)
    except OSError:
        return False


def remember(root: str, demanded: str) -> None:
    """Note that all checks for `demanded` passed, where the environment may be written."""
    with suppress(OSError), open(note(root, demanded), "wb") as file:
        file.write(state(root))


def state(root: str) -> bytes:
    """What the checks depend on: the folder, the requirements, the installed libraries.

    The loader rewrites its cache whenever a package with libraries comes or goes; systems
    without such a cache are checked once.
    """
    with open(os.path.join(root, "packaging", "requirements.txt"), "rb") as file:
        requirements = file.read()
    with suppress(OSError):
        libraries = os.stat(LOADER_CACHE).st_mtime_ns
        return f"{root}\n{libraries}\n".encode() + requirements
    return f"{root}\n\n".encode() + requirements


def hand_over(root: str, module: str, arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Become the program; where a system cannot, run it and return its exit code."""
    # -P: a json.py in the folder the reader happens to be in must not shadow the library's.
    command = [python(root), "-P", "-m", module, *arguments]
    if sys.platform == "win32":
        import subprocess

        return subprocess.call(command, env=dict(environ))
    os.execve(command[0], command, dict(environ))


def python(root: str) -> str:
    """The environment's own Python."""
    if sys.platform == "win32":
        return in_environment(root, "Scripts", "python.exe")
    return in_environment(root, "bin", "python")


def note(root: str, demanded: str) -> str:
    """The file that says that all checks for `demanded` passed."""
    return in_environment(root, f"checked-{demanded}")


def in_environment(root: str, *parts: str) -> str:
    """A path inside the environment that belongs to the source folder `root`."""
    return os.path.join(root, ".venv", *parts)

"""What Counterpoint needs from the system, and the sentences that say so.

The library names are those that Qt's own files ask the loader for (`objdump -p` on libQt6Gui,
libqoffscreen, libqxcb and libqwayland); the packages are Debian's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Stop(Exception):
    """Ends the start; the text is one sentence that says what to do."""


class Kind(Enum):
    """How a need is recognised."""

    LIBRARY = "library"
    MODULE = "module"
    PROGRAM = "program"
    FONT = "font"
    FILE = "file"


@dataclass(frozen=True)
class Need:
    """One thing the system must have, and the Debian package that brings it.

    `name` is a soname, a Python module, a program on PATH, a language code for fonts
    (empty for any font at all) or a path.
    """

    kind: Kind
    name: str
    package: str


@dataclass(frozen=True)
class Host:
    """The system this runs on; `has` looks whether a need is met."""

    platform: str
    is_debian: bool
    is_root: bool
    environ: Mapping[str, str]
    has: Callable[[Need], bool]


def library(soname: str, package: str) -> Need:
    """A shared library that the loader must find."""
    return Need(Kind.LIBRARY, soname, package)


def program(name: str, package: str) -> Need:
    """A program that must be on PATH."""
    return Need(Kind.PROGRAM, name, package)


DRAWING = (
    library("libglib-2.0.so.0", "libglib2.0-0"),
    library("libgthread-2.0.so.0", "libglib2.0-0"),
    library("libGL.so.1", "libgl1"),
    library("libEGL.so.1", "libegl1"),
    library("libdbus-1.so.3", "libdbus-1-3"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
    library("libfontconfig.so.1", "libfontconfig1"),
    library("libfreetype.so.6", "libfreetype6"),
    library("libX11.so.6", "libx11-6"),
    library("libstdc++.so.6", "libstdc++6"),
    library("libzstd.so.1", "libzstd1"),
    library("libz.so.1", "zlib1g"),
    Need(Kind.FONT, "", "fonts-dejavu-core"),
)

X11 = (
    library("libxcb-cursor.so.0", "libxcb-cursor0"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    library("libxcb-icccm.so.4", "libxcb-icccm4"),
    library("libxcb-image.so.0", "libxcb-image0"),
    library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    library("libxcb-randr.so.0", "libxcb-randr0"),
    library("libxcb-render.so.0", "libxcb-render0"),
    library("libxcb-render-util.so.0", "libxcb-render-util0"),
    library("libxcb-shape.so.0", "libxcb-shape0"),
    library("libxcb-shm.so.0", "libxcb-shm0"),
    library("libxcb-sync.so.1", "libxcb-sync1"),
    library("libxcb-util.so.1", "libxcb-util1"),
    library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    library("libxcb-xkb.so.1", "libxcb-xkb1"),
    library("libX11-xcb.so.1", "libx11-xcb1"),
)

WAYLAND = (
    library("libwayland-client.so.0", "libwayland-client0"),
    library("libwayland-cursor.so.0", "libwayland-cursor0"),
    library("libwayland-egl.so.1", "libwayland-egl1"),
)

DISPLAYS = {"x11": X11, "wayland": WAYLAND}

STORIES = (
    program("Xvfb", "xvfb"),
    program("xdotool", "xdotool"),
    program("openbox", "openbox"),
    Need(Kind.FONT, "ko", "fonts-nanum"),
)

DESKTOP = (
    program("update-desktop-database", "desktop-file-utils"),
    program("update-mime-database", "shared-mime-info"),
)

DESKTOP_STORIES = (
    program("desktop-file-validate", "desktop-file-utils"),
    program("appstreamcli", "appstream"),
    program("xdg-open", "xdg-utils"),
    program("gio", "libglib2.0-bin"),
)


def to_install(host: Host, venv_package: str) -> tuple[Need, ...]:
    """What making the environment takes. Debian's pip trusts the system's certificates only."""
    modules = (
        Need(Kind.MODULE, "venv", venv_package),
        Need(Kind.MODULE, "ensurepip", venv_package),
    )
    if not host.is_debian:
        return modules
    certificates = "/etc/ssl/certs/ca-certificates.crt"
    return (*modules, Need(Kind.FILE, certificates, "ca-certificates"))


def demanded(host: Host, demand: str) -> tuple[Need, ...]:
    """What Qt needs for `demand`: nothing, drawing, x11 or wayland."""
    if host.platform != "linux" or demand == "nothing":
        return ()
    return (*DRAWING, *DISPLAYS.get(demand, ()))


def stories(host: Host) -> tuple[Need, ...]:
    """What the tests need that press real keys in a real window, on a real desktop."""
    return (*X11, *STORIES, *DESKTOP, *DESKTOP_STORIES) if host.platform == "linux" else ()


def extras(host: Host, task: str) -> tuple[Need, ...]:
    """What a task of run.py can do without, at a price that `without_extras` names."""
    if task == "test":
        return stories(host)
    return DESKTOP if task == "install-desktop" else ()


def missing(host: Host, wanted: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that `host` does not meet."""
    return tuple(need for need in wanted if not host.has(need))


def packages(lacking: Iterable[Need]) -> tuple[str, ...]:
    """The Debian packages that bring `lacking`, each once, in the given order."""
    return tuple(dict.fromkeys(need.package for need in lacking))


def remedy(host: Host, lacking: Iterable[Need]) -> str:
    """How to get `lacking`: the exact line on Debian and its kin, else the names."""
    needed = tuple(lacking)
    if host.is_debian:
        sudo = "" if host.is_root else "sudo "
        return f"{sudo}apt-get install -y {' '.join(packages(needed))}"
    return f"the system's package manager: {', '.join(map(describe, needed))}"


def describe(need: Need) -> str:
    """`need` in words, for systems whose package names we do not know."""
    match need.kind:
        case Kind.MODULE:
            return f"Python's module {need.name}"
        case Kind.FONT:
            return f"a font for the language {need.name}" if need.name else "a font"
        case Kind.LIBRARY | Kind.PROGRAM | Kind.FILE:
            return need.name


def refusal(host: Host, lacking: Iterable[Need]) -> str:
    """The one sentence that says what to install before Counterpoint can start."""
    return f"Counterpoint needs system packages; install them with {remedy(host, lacking)}"


def without_extras(host: Host, task: str, lacking: Iterable[Need]) -> str:
    """The line that says what a task leaves undone without `lacking`."""
    if task == "test":
        return f"Some stories will be skipped; to run them: {remedy(host, lacking)}"
    return (
        "Desktops will not know the file type before there is more: "
        f"{remedy(host, lacking)}; then run install-desktop again."
    )

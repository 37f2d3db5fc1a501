"""The system as it is: looks for what is needed, and installs it where that is allowed."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import needs
from needs import Host, Kind, Need

FONT_FILES = frozenset({".ttf", ".otf", ".ttc", ".pfb"})


def this_host() -> Host:
    """The system run.py was started on."""
    return Host(
        platform=sys.platform,
        is_debian=shutil.which("apt-get") is not None and Path("/etc/debian_version").exists(),
        is_root=sys.platform != "win32" and os.geteuid() == 0,
        environ=os.environ,
        has=is_met,
    )


def is_met(need: Need) -> bool:
    """Whether this system has `need`."""
    match need.kind:
        case Kind.LIBRARY:
            return loads(need.name)
        case Kind.MODULE:
            return importlib.util.find_spec(need.name) is not None
        case Kind.PROGRAM:
            return shutil.which(need.name) is not None
        case Kind.FONT:
            return has_font(need.name)
        case Kind.FILE:
            return Path(need.name).exists()


def loads(soname: str) -> bool:
    """Whether the loader finds `soname` and everything it depends on."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_font(language: str) -> bool:
    """Whether a font for `language` is there; any font will do where it is empty."""
    if not language and any(font_files()):
        return True
    if shutil.which("fc-list") is None:
        return False
    pattern = f":lang={language}" if language else ":"
    answer = subprocess.run(["fc-list", pattern], capture_output=True, check=False)
    return bool(answer.stdout.strip())


def font_files() -> Iterator[Path]:
    """The font files in the usual places, found as they are asked for."""
    home = Path.home()
    places = ("/usr/share/fonts", "/usr/local/share/fonts", home / ".local/share/fonts")
    for place in (*places, home / ".fonts"):
        for folder, _, names in os.walk(place):
            yield from (Path(folder, name) for name in names if name[-4:].lower() in FONT_FILES)


def venv_package() -> str:
    """Debian's package with ensurepip for the running Python."""
    if Path(sys.executable).resolve() == Path("/usr/bin/python3").resolve():
        return "python3-venv"
    return f"python3.{sys.version_info.minor}-venv"


def require(host: Host, wanted: Iterable[Need], *, may_install: bool) -> None:
    """Return once `wanted` is there, installed if it may be; else raise Stop."""
    lacking = needs.missing(host, wanted)
    if lacking and may_install and host.is_debian:
        install(needs.packages(lacking))
        lacking = needs.missing(host, lacking)
    if lacking:
        raise needs.Stop(needs.refusal(host, lacking))


def install(packages: Iterable[str]) -> None:
    """Install Debian packages, quietly unless that fails."""
    names = tuple(packages)
    print(f"Installing system packages: {' '.join(names)} …", file=sys.stderr, flush=True)
    apt(("update",))
    apt(("install", "-y", "--no-install-recommends", *names))
    importlib.invalidate_caches()


def apt(arguments: tuple[str, ...]) -> None:
    """Run apt-get and raise Stop with its own words if it fails."""
    done = subprocess.run(
        ["apt-get", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.strip() or done.stdout.strip()
        raise needs.Stop(f"apt-get {arguments[0]} failed; it said:\n{said}")

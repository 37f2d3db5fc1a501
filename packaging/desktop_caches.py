"""What desktops derive from the files that programs add, and the tools that derive it anew."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

MIME_CACHES = (
    *("XMLnamespaces", "aliases", "generic-icons", "globs", "globs2", "icons", "magic"),
    *("mime.cache", "subclasses", "treemagic", "types", "version"),
)
SECONDS = 60


def caches(data: Path, mime_type: str) -> Iterator[Path]:
    """The files that desktop tools make in a user's data folder once our files are there."""
    yield data / "applications/mimeinfo.cache"
    yield data / "mime" / f"{mime_type}.xml"
    yield from (data / "mime" / name for name in MIME_CACHES)


def refresh(data: Path) -> None:
    """Derive everything anew with the tools that are there."""
    run("update-desktop-database", "-q", str(data / "applications"))
    run("update-mime-database", str(data / "mime"))
    theme = data / "icons/hicolor"
    if (theme / "icon-theme.cache").exists():
        run("gtk-update-icon-cache", "-f", "-t", "-q", str(theme))
    with suppress(OSError):
        os.utime(theme)  # Desktops look for new icons when this folder is younger than they know.


def forget(data: Path, made: Sequence[Path]) -> None:
    """After our files are gone: derive anew, and remove what was `made` for ours alone."""
    refresh(data)
    needed = (
        (data / "applications", any((data / "applications").glob("*.desktop"))),
        (data / "mime", any((data / "mime/packages").glob("*.xml"))),
    )
    for cache in made:
        if not any(is_needed and cache.is_relative_to(folder) for folder, is_needed in needed):
            cache.unlink(missing_ok=True)


def run(tool: str, *arguments: str) -> None:
    """Run a tool if it is there; what it derives is a convenience, so its failure stops nothing."""
    if shutil.which(tool) is None:
        return
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run([tool, *arguments], capture_output=True, check=False, timeout=SECONDS)

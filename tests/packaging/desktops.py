"""A user's home with its desktop, as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import desktop_files
import desktop_install
from desktop_files import Places, Source

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Home:
    """A user's home on a system whose own programs are in `system`."""

    folder: Path
    system: Path

    @property
    def environ(self) -> Mapping[str, str]:
        """What the user's programs are started with."""
        return {
            "HOME": str(self.folder),
            "XDG_DATA_DIRS": str(self.system),
            "XDG_CONFIG_DIRS": str(self.system),
        }

    @property
    def places(self) -> Places:
        """Where the user's programs keep things."""
        return desktop_files.places(self.environ)

    def contents(self, root: Path = ROOT) -> Mapping[Path, bytes]:
        """What is added to the desktop for the program in `root`, with one small icon."""
        source = Source(root, "/usr/bin/python3")
        return desktop_files.contents(source, self.places, {16: b"a picture"})

    def install(self, root: Path = ROOT) -> str:
        """Add the program in `root` to the desktop."""
        return desktop_install.install(self.places, self.contents(root), self.environ)

    def uninstall(self) -> str:
        """Take it away again."""
        return desktop_install.uninstall(self.places)

    def tree(self) -> dict[str, bytes | None]:
        """Everything in the home by its path: the bytes of files, None for folders."""
        return tree(self.folder)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder by its path: the bytes of files, None for folders."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def written(path: Path, text: str = "") -> Path:
    """A file with this text, in folders made for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path

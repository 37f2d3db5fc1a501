"""What a desktop is given: launcher, icons, file type, and the script a double click starts."""

from __future__ import annotations

import re
import shlex
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from needs import Stop

APP = "org.counterpoint_reader.Counterpoint"
ENTRY = f"{APP}.desktop"
PROJECT_TYPE = "application/x-counterpoint-project"
TYPE_ICON = PROJECT_TYPE.replace("/", "-")
OURS = (PROJECT_TYPE, "x-scheme-handler/counterpoint")
"""What Counterpoint opens unless its reader says otherwise; documents stay with other programs."""

DRAWINGS = {
    "counterpoint-small.svg": (16, 22, 24),
    "counterpoint.svg": (32, 48, 64, 128, 256, 512),
}
"""Which drawing is used for which sizes of the icon, in pixels."""

TEMPLATE_EXEC = "Exec=counterpoint %U\n"
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./@:+,")


@dataclass(frozen=True)
class Places:
    """Where a user's programs keep such things, after the XDG Base Directory Specification."""

    data: Path
    config: Path
    state: Path

    @property
    def start(self) -> Path:
        """The script that a double click starts."""
        return self.data / "counterpoint/start.sh"

    @property
    def receipt(self) -> Path:
        """The list of all that was added."""
        return self.state / "counterpoint/desktop-install.json"

    @property
    def entry(self) -> Path:
        """The desktop entry."""
        return self.data / "applications" / ENTRY

    @property
    def defaults(self) -> Path:
        """The user's choice of programs by type."""
        return self.config / "mimeapps.list"


@dataclass(frozen=True)
class Source:
    """The folder Counterpoint is started from, and the Python to start it with."""

    root: Path
    python: str


def places(environ: Mapping[str, str]) -> Places:
    """The places of the user whose environment this is; raise Stop where there are none."""
    home = environ.get("HOME", "")
    if not (home.startswith("/") and Path(home).is_dir()):
        raise Stop("HOME names no folder, so there is no desktop for Counterpoint; set it.")
    return Places(
        data=place(environ, "XDG_DATA_HOME", Path(home, ".local/share")),
        config=place(environ, "XDG_CONFIG_HOME", Path(home, ".config")),
        state=place(environ, "XDG_STATE_HOME", Path(home, ".local/state")),
    )


def place(environ: Mapping[str, str], name: str, usual: Path) -> Path:
    """The folder a variable names, or the usual one: the specification ignores relative paths."""
    value = environ.get(name, "")
    return Path(value) if value.startswith("/") else usual


def everything(source: Source, target: Places, python: Path) -> Mapping[Path, bytes]:
    """Every file by its path, the icons drawn by the environment's `python`; raises Stop."""
    try:
        return contents(source, target, draw(python, source.root))
    except OSError as error:
        raise Stop(f"The files for the desktop could not be made: {error}.") from error


def contents(source: Source, target: Places, pictures: Mapping[int, bytes]) -> Mapping[Path, bytes]:
    """Every file by its path; `pictures` are the icons as PNG by their size in pixels."""
    templates = source.root / "packaging/desktop"
    entry = (templates / ENTRY).read_text(encoding="utf-8")
    mime, metainfo = f"{APP}.mime.xml", f"{APP}.metainfo.xml"
    return {
        target.start: start_script(source),
        target.entry: with_start(entry, target.start).encode(),
        target.data / "mime/packages" / f"{APP}.xml": (templates / mime).read_bytes(),
        target.data / "metainfo" / metainfo: (templates / metainfo).read_bytes(),
        **dict(icons(source.root, target.data / "icons/hicolor", pictures)),
    }


def refuse_unwritable(*paths: Path) -> None:
    """Raise Stop for a path that a desktop entry cannot hold: it consists of lines in UTF-8."""
    for path in paths:
        if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in str(path)):
            raise Stop(
                f"The folder name {str(path)!a} holds characters that a launcher cannot name; "
                "rename the folder and try again."
            )


def start_script(source: Source) -> bytes:
    """The script that starts the program from `source` and shows what goes wrong."""
    template = (source.root / "packaging/desktop/start.sh").read_text(encoding="utf-8")
    return with_programs(template, source).encode()


def with_programs(template: str, source: Source) -> str:
    """The script with the names of what it starts, as a shell reads them."""
    names = {"@PYTHON@": source.python, "@RUN@": str(source.root / "packaging/run.py")}
    return re.sub("|".join(names), lambda found: shlex.quote(names[found[0]]), template)


def with_start(entry: str, script: Path) -> str:
    """The desktop entry, starting `script`: a shell runs it, so that its path may hold anything."""
    return entry.replace(TEMPLATE_EXEC, f"Exec=/bin/sh {exec_argument(str(script))} %U\n")


def exec_argument(text: str) -> str:
    """`text` as one argument of an Exec line.

    The Desktop Entry Specification reads such a line three times: as a string with backslash
    escapes, as quoted arguments with escapes of their own, and for field codes.
    """
    if text and set(text) <= PLAIN:
        return text
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in text)
    return '"' + quoted.replace("\\", "\\\\").replace("%", "%%") + '"'


def types_opened(entry: str) -> list[str]:
    """The types a desktop entry can open."""
    line = next(line for line in entry.splitlines() if line.startswith("MimeType="))
    return [name for name in line.removeprefix("MimeType=").split(";") if name]


def icons(root: Path, theme: Path, pictures: Mapping[int, bytes]) -> Iterator[tuple[Path, bytes]]:
    """The program's icon and that of its projects, the same drawing, in every size."""
    for size, picture in pictures.items():
        folder = theme / f"{size}x{size}"
        yield folder / "apps" / f"{APP}.png", picture
        yield folder / "mimetypes" / f"{TYPE_ICON}.png", picture
    drawing = (root / "resources/app/counterpoint.svg").read_bytes()
    yield theme / "scalable/apps" / f"{APP}.svg", drawing
    yield theme / "scalable/mimetypes" / f"{TYPE_ICON}.svg", drawing


def draw(python: Path, root: Path) -> Mapping[int, bytes]:
    """The icon as PNG by its size, drawn by the environment's Python."""
    with TemporaryDirectory() as folder:
        for drawing in DRAWINGS:
            draw_one(python, root, drawing, Path(folder))
        every = [size for sizes in DRAWINGS.values() for size in sizes]
        return {size: Path(folder, f"{size}.png").read_bytes() for size in every}


def draw_one(python: Path, root: Path, drawing: str, folder: Path) -> None:
    """Write one drawing in its sizes into `folder`; raise Stop if that fails."""
    script, picture = root / "packaging/desktop/draw_icons.py", root / "resources/app" / drawing
    sizes = map(str, DRAWINGS[drawing])
    done = subprocess.run(
        [str(python), "-P", str(script), str(picture), str(folder), *sizes],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise Stop(f"The icon could not be drawn from “{picture}”.\n{done.stderr.strip()}".strip())

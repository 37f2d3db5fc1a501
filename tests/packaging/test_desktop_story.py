"""Really added to a desktop, judged by its own tools, and taken away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import desktop_files
import needs
import system
from desktop_files import APP, ENTRY, PROJECT_TYPE
from tests.packaging.desktops import ROOT, tree, written

HOST = system.this_host()
WANTED = (*needs.demanded(HOST, "x11"), *needs.DESKTOP, *needs.DESKTOP_STORIES)
LACKING = ", ".join(need.name for need in needs.missing(HOST, WANTED))

pytestmark = [
    pytest.mark.skipif(HOST.platform != "linux", reason="is for Linux"),
    pytest.mark.skipif(bool(LACKING), reason=f"needs {LACKING}"),
]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A user's environment with a home that has been lived in, under an awkward name."""
    home = tmp_path / "it's 100% $HOME"
    written(home / ".config/mimeapps.list", "[Added Associations]\nimage/png=viewer.desktop;\n")
    written(home / ".local/share/applications/viewer.desktop", "[Desktop Entry]\n")
    other = "<mime-info xmlns='http://www.freedesktop.org/standards/shared-mime-info'/>"
    written(home / ".local/share/mime/packages/other.xml", other)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    # What the desktops' tools make of a home is there before, as it is for most people.
    for tool, folder in (("desktop", "applications"), ("mime", "mime")):
        subprocess.run([f"update-{tool}-database", home / ".local/share" / folder], check=True)
    return {**kept, "HOME": str(home), "XDG_CURRENT_DESKTOP": "GNOME"}


def run(environ: dict[str, str], *words: str | Path) -> str:
    """What a program says; the test fails if that fails."""
    done = subprocess.run(words, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout.strip()


def start(environ: dict[str, str], word: str) -> str:
    """What run.py says."""
    return run(environ, sys.executable, ROOT / "packaging/run.py", word)


def test_a_desktop_takes_it_and_gives_it_back(environ: dict[str, str], tmp_path: Path) -> None:
    home = Path(environ["HOME"])
    before = tree(home)
    assert "uninstall-desktop" in start(environ, "install-desktop")
    data = home / ".local/share"
    assert run(environ, "desktop-file-validate", data / "applications" / ENTRY) == ""
    run(environ, "appstreamcli", "validate", "--no-net", data / f"metainfo/{APP}.metainfo.xml")
    project = written(tmp_path / "a project.counterpoint", "{}")
    assert run(environ, "xdg-mime", "query", "filetype", project) == PROJECT_TYPE
    for opened in (PROJECT_TYPE, "x-scheme-handler/counterpoint"):
        assert run(environ, "xdg-mime", "query", "default", opened) == ENTRY
        assert run(environ, "gio", "mime", opened).splitlines()[0].endswith(ENTRY)
    assert {picture_size(path) for path in data.rglob("*.png")} == {
        (size, size) for size in (16, 22, 24, 32, 48, 64, 128, 256, 512)
    }
    start(environ, "uninstall-desktop")
    assert tree(home) == before


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG file, in pixels."""
    head = path.read_bytes()[16:24]
    width, height = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")
    assert path.parent.parent.name == f"{width}x{height}"
    return width, height


# Closed without a press on its button, such a program ends with 1.
SAYS = '#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done >>"$SAID"\nexit 1\n'


@pytest.fixture
def box(environ: dict[str, str], tmp_path: Path) -> Path:
    """The file to which the programs that show messages write their arguments."""
    for name in ("zenity", "kdialog", "notify-send", "xmessage"):
        written(tmp_path / "bin" / name, SAYS).chmod(0o755)
    environ["PATH"] = f"{tmp_path / 'bin'}:{environ['PATH']}"
    environ["SAID"] = str(tmp_path / "said")
    return Path(environ["SAID"])


def double_click(environ: dict[str, str], script: Path, *files: str) -> int:
    """Start the installed script as a desktop does; its exit code."""
    return subprocess.call(["/bin/sh", script, *files], env=environ, stderr=subprocess.DEVNULL)


def a_script(folder: Path, program: str) -> Path:
    """The start script for a made-up program in a source folder of its own."""
    shutil.copytree(ROOT / "packaging/desktop", folder / "packaging/desktop")
    written(folder / "packaging/run.py", program)
    content = desktop_files.start_script(desktop_files.Source(folder, sys.executable))
    return written(folder / "start.sh", content.decode())


def test_a_start_that_fails_shows_why(environ: dict[str, str], box: Path, tmp_path: Path) -> None:
    script = a_script(tmp_path / "a b", "import sys; sys.exit('It needs <more> & says so.')")
    assert double_click(environ, script) == 1
    said = [line for line in box.read_text(encoding="utf-8").splitlines() if "needs" in line]
    assert said == ["--text=It needs <more> & says so."]


def test_a_source_folder_that_is_gone_is_named(
    environ: dict[str, str], box: Path, tmp_path: Path
) -> None:
    script = a_script(tmp_path / "gone", "")
    (tmp_path / "gone/packaging/run.py").unlink()
    assert double_click(environ, script) == 1
    assert f"moved or removed from “{tmp_path}/gone”" in box.read_text(encoding="utf-8")


def test_a_start_that_works_shows_nothing(
    environ: dict[str, str], box: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    program = f"import sys; open({str(seen)!r}, 'w').write(repr(sys.argv[1:])); print('x')"
    assert double_click(environ, a_script(tmp_path / "x", program), "a b", "$c") == 0
    assert seen.read_text(encoding="utf-8") == "['a b', '$c']"
    assert not box.exists()

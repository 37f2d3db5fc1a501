"""What a desktop is given says what it should, whatever the folders are called."""

from __future__ import annotations

import re
import subprocess
import tomllib
from configparser import RawConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import desktop_files
from desktop_files import Places, Source
from needs import Stop
from tests.packaging.desktops import ROOT, Home

TEMPLATES = ROOT / "packaging/desktop"
AWKWARD = '/a b/100%/$HOME/`id`/it\'s "so"/back\\slash/*?~#;&|<>()=/한글'


def as_read(value: str) -> list[str]:
    """The arguments of an Exec line, read as the Desktop Entry Specification says."""
    unescaped = re.sub(r"\\(.)", r"\1", value)
    words = re.findall(r'"((?:\\.|[^"\\])*)"|([^ ]+)', unescaped)
    arguments = [re.sub(r"\\(.)", r"\1", quoted) or plain for quoted, plain in words]
    return [argument.replace("%%", "%") for argument in arguments] or [""]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/usr/bin/x-1.0", "/usr/bin/x-1.0"),
        ("/a b", '"/a b"'),
        ("/100%", '"/100%%"'),
        ("/$x", r'"/\\$x"'),
        ("/`x", r'"/\\`x"'),
        ('/"x', r'"/\\"x"'),
        ("/\\x", r'"/\\\\x"'),
        ("", '""'),
    ],
)
def test_an_argument_is_written_as_the_specification_says(path: str, written: str) -> None:
    assert desktop_files.exec_argument(path) == written


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_any_argument_is_read_back(text: str) -> None:
    assert as_read(desktop_files.exec_argument(text)) == [text]


def test_the_entry_starts_the_script_and_is_handed_links() -> None:
    template = (TEMPLATES / desktop_files.ENTRY).read_text(encoding="utf-8")
    entry = RawConfigParser(interpolation=None)
    entry.read_string(desktop_files.with_start(template, Path(AWKWARD)))
    started = as_read(entry["Desktop Entry"]["Exec"])
    assert started == ["/bin/sh", AWKWARD, "%U"]
    assert entry["Desktop Entry"]["Icon"] == desktop_files.APP
    opened = set(desktop_files.types_opened(template))
    assert opened > {*desktop_files.OURS, "application/pdf", "text/plain"}


def test_the_script_names_any_folder() -> None:
    template = (TEMPLATES / "start.sh").read_text(encoding="utf-8")
    script = desktop_files.with_programs(template, Source(Path(AWKWARD), "/usr/bin/it's $1"))
    named = [line for line in script.splitlines() if line.startswith(("python=", "run="))]
    told = subprocess.check_output(
        ["sh", "-c", "\n".join([*named, 'printf "%s\\n" "$python" "$run"'])], text=True
    )
    assert told.splitlines() == ["/usr/bin/it's $1", f"{AWKWARD}/packaging/run.py"]


def test_everything_goes_to_the_places_of_the_user(home: Home) -> None:
    names = {str(path.relative_to(home.folder)) for path in home.contents()}
    app, share = desktop_files.APP, ".local/share"
    assert names == {
        f"{share}/counterpoint/start.sh",
        f"{share}/applications/{app}.desktop",
        f"{share}/metainfo/{app}.metainfo.xml",
        f"{share}/mime/packages/{app}.xml",
        f"{share}/icons/hicolor/16x16/apps/{app}.png",
        f"{share}/icons/hicolor/16x16/mimetypes/application-x-counterpoint-project.png",
        f"{share}/icons/hicolor/scalable/apps/{app}.svg",
        f"{share}/icons/hicolor/scalable/mimetypes/application-x-counterpoint-project.svg",
    }


def test_a_relative_folder_of_the_environment_is_ignored(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path), "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "/c"}
    usual = Places(tmp_path / ".local/share", Path("/c"), tmp_path / ".local/state")
    assert desktop_files.places(environ) == usual


@pytest.mark.parametrize("name", ["/a\nb", "/a\rb", "/a\udcffb"])
def test_a_folder_that_no_launcher_can_name_is_refused(name: str) -> None:
    with pytest.raises(Stop, match="rename the folder"):
        desktop_files.refuse_unwritable(Path(name))


def test_the_description_belongs_to_this_version_and_this_entry() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    described = ElementTree.parse(TEMPLATES / f"{desktop_files.APP}.metainfo.xml").getroot()  # noqa: S314
    assert described.findtext("id") == desktop_files.APP
    assert described.findtext("launchable") == desktop_files.ENTRY
    assert described.findtext("project_license") == project["license"]
    assert described.findtext("provides/mediatype") == desktop_files.PROJECT_TYPE
    newest = described.find("releases/release")
    assert newest is not None
    assert newest.get("version") == project["version"]

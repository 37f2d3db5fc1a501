"""All of it is added or nothing, and only that is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shutil import which

import pytest

import desktop_install
from desktop_files import ENTRY, PROJECT_TYPE
from needs import Stop
from tests.packaging.desktops import ROOT, Home, written

CHOICES = "[Added Associations]\nimage/png=viewer.desktop;\n\n[Default Applications]\na/b=c.desktop"


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """The source folder under another name."""
    folder = tmp_path / "moved here"
    folder.symlink_to(ROOT)
    return folder


def lived_in(home: Home) -> Mapping[str, bytes | None]:
    """Give the home files of other programs; what is in it then."""
    written(home.places.defaults, CHOICES)
    written(home.places.data / "applications/other.desktop", "[Desktop Entry]\n")
    written(home.places.state / "other/notes", "of another program")
    return home.tree()


def test_adding_and_removing_leaves_no_trace(home: Home) -> None:
    assert "applications menu" in home.install()
    assert home.places.entry.is_file()
    assert "projects and settings stay" in home.uninstall()
    assert home.tree() == {}


def test_what_others_wrote_is_there_afterwards_byte_by_byte(home: Home) -> None:
    before = lived_in(home)
    home.install()
    assert f"{PROJECT_TYPE}={ENTRY};" in home.places.defaults.read_text(encoding="utf-8")
    home.uninstall()
    cache = ".local/share/applications/mimeinfo.cache"  # other.desktop needs it now
    assert {**home.tree(), cache: None} == {**before, cache: None}


def test_adding_twice_is_adding_once(home: Home) -> None:
    lived_in(home)
    home.install()
    once = home.tree()
    home.install()
    assert home.tree() == once


def test_a_moved_folder_is_started_after_adding_it_again(home: Home, moved: Path) -> None:
    home.install()
    home.install(moved)
    assert str(moved) in home.places.start.read_text(encoding="utf-8")
    home.uninstall()
    assert home.tree() == {}


def test_what_a_newer_version_no_longer_has_goes(home: Home) -> None:
    home.install()
    contents = dict(home.contents())
    picture = next(path for path in contents if path.name.endswith(".png"))
    del contents[picture]
    install_these(home, contents)
    assert not picture.exists()
    home.uninstall()
    assert home.tree() == {}


def install_these(home: Home, contents: Mapping[Path, bytes]) -> None:
    """Add these files instead of those of this version."""
    desktop_install.install(home.places, contents, home.environ)


def test_removing_what_is_not_there_is_no_trouble(home: Home) -> None:
    assert home.uninstall().startswith("There is nothing to remove")
    home.install()
    home.uninstall()
    assert home.uninstall().startswith("There is nothing to remove")


def test_a_file_of_our_name_by_somebody_else_is_in_the_way(home: Home) -> None:
    written(home.places.entry, "[Desktop Entry]\nName=Mine\n")
    before = home.tree()
    with pytest.raises(Stop, match=rf"In the way.*{ENTRY}.*move or delete"):
        home.install()
    assert home.tree() == before


def test_a_link_of_our_name_is_in_the_way_wherever_it_leads(home: Home) -> None:
    written(home.places.entry).unlink()
    home.places.entry.symlink_to(home.folder / "not there yet")
    with pytest.raises(Stop, match="In the way"):
        home.install()
    assert home.places.entry.is_symlink()


def test_a_file_that_was_changed_is_neither_replaced_nor_removed(home: Home) -> None:
    home.install()
    written(home.places.entry, "[Desktop Entry]\nName=Mine\n")
    with pytest.raises(Stop, match="In the way"):
        home.install()
    assert f"changed since: “{home.places.entry}”." in home.uninstall()
    left = {name for name, content in home.tree().items() if content is not None}
    cache = ".local/share/applications/mimeinfo.cache"  # what is left needs it
    assert left - {cache} == {f".local/share/applications/{ENTRY}"}
    assert home.places.entry.read_text(encoding="utf-8").endswith("Mine\n")


@pytest.mark.parametrize("blocked", [".local/share/icons", ".local/state/counterpoint"])
def test_what_cannot_be_written_takes_everything_back(home: Home, blocked: str) -> None:
    lived_in(home)
    written(home.folder / blocked, "a file where a folder is needed")
    before = home.tree()
    with pytest.raises(Stop, match=rf"was not added to the desktop: “.*{blocked}"):
        home.install()
    assert home.tree() == before


def test_a_list_of_choices_that_cannot_be_read_takes_everything_back(home: Home) -> None:
    home.places.defaults.mkdir(parents=True)
    before = home.tree()
    with pytest.raises(Stop, match=r"mimeapps\.list”: is a directory"):
        home.install()
    assert home.tree() == before


def test_a_choice_made_meanwhile_stays(home: Home) -> None:
    lived_in(home)
    home.install()
    choices = home.places.defaults.read_text(encoding="utf-8")
    written(home.places.defaults, f"{choices}new/type=viewer.desktop;\nx/y={ENTRY};\n")
    home.uninstall()
    kept = home.places.defaults.read_text(encoding="utf-8")
    assert kept == f"{CHOICES}\nnew/type=viewer.desktop;\n"


def test_a_choice_made_between_two_installations_stays_alone(home: Home) -> None:
    written(home.system / "applications/viewer.desktop")
    cache = "[MIME Cache]\napplication/pdf=viewer.desktop;\n"
    written(home.system / "applications/mimeinfo.cache", cache)
    home.install()
    choices = home.places.defaults.read_text(encoding="utf-8")
    written(home.places.defaults, f"{choices}new/type=viewer.desktop;\n")
    home.install()
    assert home.places.defaults.read_text(encoding="utf-8").startswith(choices)
    home.uninstall()
    kept = home.places.defaults.read_text(encoding="utf-8")
    assert kept == "[Default Applications]\nnew/type=viewer.desktop;\n"


def test_a_choice_of_a_program_that_is_gone_comes_back_as_it_was(home: Home) -> None:
    written(home.system / "applications/vim.desktop")
    written(home.system / "applications/mimeinfo.cache", "[MIME Cache]\ntext/plain=vim.desktop;\n")
    chosen = "[Default Applications]\ntext/plain=gedit.desktop\n"
    written(home.places.defaults, chosen)
    home.install()
    choices = home.places.defaults.read_text(encoding="utf-8")
    written(home.places.defaults, f"{choices}[Added Associations]\n")
    home.uninstall()
    kept = home.places.defaults.read_text(encoding="utf-8")
    assert kept == f"{chosen}[Added Associations]\n"


def test_a_list_of_choices_that_leads_to_itself_is_named(home: Home) -> None:
    home.places.config.mkdir()
    home.install()
    home.places.defaults.unlink()
    home.places.defaults.symlink_to(home.places.defaults)
    for act in (home.install, home.uninstall):
        with pytest.raises(Stop, match=r"mimeapps\.list”: too many levels of symbolic links; mend"):
            act()
    assert home.places.defaults.is_symlink()


def test_documents_stay_with_the_program_that_opened_them(home: Home) -> None:
    written(home.system / "applications/viewer.desktop")
    cache = "[MIME Cache]\napplication/pdf=viewer.desktop;\n"
    written(home.system / "applications/mimeinfo.cache", cache)
    home.install()
    chosen = home.places.defaults.read_text(encoding="utf-8")
    assert "application/pdf=viewer.desktop;\n" in chosen
    assert "text/plain" not in chosen
    written(home.places.defaults, f"{chosen}new/type=viewer.desktop;\n")
    home.uninstall()
    kept = home.places.defaults.read_text(encoding="utf-8")
    assert kept == "[Default Applications]\nnew/type=viewer.desktop;\n"


def test_the_list_of_choices_keeps_its_permissions(home: Home) -> None:
    written(home.places.defaults, CHOICES).chmod(0o640)
    home.install()
    assert home.places.defaults.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(
    not (which("update-desktop-database") and which("update-mime-database")),
    reason="needs update-desktop-database, update-mime-database",
)
def test_what_desktops_derive_from_others_stays_and_from_ours_goes(home: Home) -> None:
    applications, mime = home.places.data / "applications", home.places.data / "mime"
    entry = "[Desktop Entry]\nType=Application\nName=O\nExec=o\nMimeType=image/x-other;\n"
    written(applications / "other.desktop", entry)
    glob = "<mime-type type='image/x-other'><glob pattern='*.other'/></mime-type>"
    namespace = "http://www.freedesktop.org/standards/shared-mime-info"
    written(mime / "packages/other.xml", f"<mime-info xmlns='{namespace}'>{glob}</mime-info>")
    home.install()
    derived = (applications / "mimeinfo.cache", mime / "globs2")
    texts = [path.read_text(encoding="utf-8") for path in derived]
    assert all("image/x-other" in text and PROJECT_TYPE in text for text in texts)
    home.uninstall()
    texts = [path.read_text(encoding="utf-8") for path in derived]
    assert all("image/x-other" in text and PROJECT_TYPE not in text for text in texts)


def test_a_linked_list_of_choices_stays_a_link(home: Home) -> None:
    real = written(home.folder / "kept elsewhere/list", CHOICES)
    home.places.config.mkdir()
    home.places.defaults.symlink_to(real)
    home.install()
    assert home.places.defaults.is_symlink()
    assert ENTRY in real.read_text(encoding="utf-8")
    home.uninstall()
    assert home.places.defaults.is_symlink()
    assert real.read_text(encoding="utf-8") == CHOICES


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", '{"format": 1}', "[" * 9999),
        '{"format": 2, "files": {}, "folders": [], "caches": [], "defaults": null}',
        '{"format": 1, "files": {"../x": ""}, "folders": [], "caches": [], "defaults": null}',
    ],
)
def test_a_damaged_list_of_what_was_added_is_named(home: Home, content: str) -> None:
    written(home.places.receipt, content)
    for act in (home.install, home.uninstall):
        with pytest.raises(Stop, match=r"desktop-install\.json.*is damaged"):
            act()
    assert home.places.receipt.read_text(encoding="utf-8") == content

"""Documents go on being opened by what opened them."""

from __future__ import annotations

import pytest

import openers
from tests.packaging.desktops import Home, written

CACHE = "applications/mimeinfo.cache"
MARKDOWN = "text/markdown"


@pytest.fixture
def viewer(home: Home) -> Home:
    """A home on a system with two programs that nobody chose for anything."""
    written(home.system / "applications/viewer.desktop")
    written(home.system / "applications/kde/editor.desktop")
    written(
        home.system / CACHE,
        "[MIME Cache]\napplication/pdf=ours.desktop;viewer.desktop;\ntext/plain=kde-editor.desktop",
    )
    return home


def opened_unchosen(home: Home, *types: str, on: str = "") -> dict[str, str]:
    """What has to be chosen so that it goes on opening `types`."""
    environ = {**home.environ, "XDG_CURRENT_DESKTOP": on}
    folders = (home.places.config, home.places.data)
    return openers.unchosen(openers.desktop(environ, folders, "ours.desktop"), types)


def test_the_first_program_found_is_kept_and_ours_is_not_counted(viewer: Home) -> None:
    written(viewer.places.data / CACHE, "[MIME Cache]\napplication/pdf=ours.desktop;\n")
    written(viewer.places.data / "applications/ours.desktop")
    found = opened_unchosen(viewer, "application/pdf", "image/png")
    assert found == {"application/pdf": "viewer.desktop"}


def test_a_program_for_plain_text_opens_markdown_too(viewer: Home) -> None:
    assert opened_unchosen(viewer, MARKDOWN) == {MARKDOWN: "kde-editor.desktop"}


@pytest.mark.parametrize(
    "name", ["mimeapps.list", "one-mimeapps.list", "applications/mimeapps.list"]
)
def test_what_was_chosen_needs_no_choosing(viewer: Home, name: str) -> None:
    written(viewer.system / name, "[Default Applications]\napplication/pdf=viewer.desktop\n")
    assert opened_unchosen(viewer, "application/pdf", on="Two:One") == {}


def test_a_choice_for_another_desktop_or_of_a_program_that_is_gone_is_none(viewer: Home) -> None:
    section = "[Default Applications]\napplication/pdf="
    written(viewer.system / "one-mimeapps.list", f"{section}viewer.desktop\n")
    written(viewer.system / "mimeapps.list", f"{section}gone.desktop\n")
    found = opened_unchosen(viewer, "application/pdf", on="Three")
    assert found == {"application/pdf": "viewer.desktop"}


def test_what_the_user_chose_is_left_alone_though_it_is_gone(viewer: Home) -> None:
    section = "[Default Applications]\napplication/pdf="
    written(viewer.places.defaults, f"{section}gone.desktop\n")
    assert opened_unchosen(viewer, "application/pdf") == {}


def test_an_old_list_of_defaults_goes_before_what_is_found(viewer: Home) -> None:
    section = "[Default Applications]\napplication/pdf=kde-editor.desktop\n"
    written(viewer.system / "applications/defaults.list", section)
    assert opened_unchosen(viewer, "application/pdf") == {"application/pdf": "kde-editor.desktop"}

"""counterpoint export and check."""

from __future__ import annotations

import os

import pytest

from counterpoint.storage.identity import load_identity
from counterpoint.storage.places import HOME_VARIABLE, config_folder
from tests.cli.desk import Desk, claim_on


@pytest.fixture
def project(desk: Desk) -> str:
    name = desk.make()
    (rain, text), _ = desk.texts.items()
    desk.say(name, claim_on("f", "It will rain again", rain, text))
    return name


def test_a_note_goes_into_the_projects_exports(desk: Desk, project: str) -> None:
    done = desk.run("export", project)
    path = desk.folder / project / "exports" / "Weather.md"
    assert (done.code, done.out) == (0, f"Wrote “{path}”.\n")
    assert "\n> It will rain again\n" in path.read_text(encoding="utf-8")


def test_the_same_project_gives_the_same_bytes(desk: Desk, project: str) -> None:
    first = desk.run("export", project, "-o", "-").out
    assert desk.run("export", project, "--as", "markdown", "-o", "note.md").code == 0
    assert first.encode() == (desk.folder / "note.md").read_bytes()
    assert first == desk.run("export", project, "-o", "-").out
    assert '\ntitle: "Weather"\n' in first


def test_a_note_replaces_the_file_a_link_leads_to(desk: Desk, project: str) -> None:
    desk.write("old.md", "old")
    (desk.folder / "link.md").symlink_to("old.md")
    assert desk.run("export", project, "-o", "link.md").code == 0
    assert (desk.folder / "link.md").is_symlink()
    assert (desk.folder / "old.md").read_text(encoding="utf-8").startswith("---\n")


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        (".", "“.” is a folder; name a file in it."),
        ("absent/note.md", "does not exist; make it first."),
        ("pipe", "“pipe” is not an ordinary file; -o - writes to standard output."),
    ],
)
def test_a_note_is_not_written_just_anywhere(
    desk: Desk, project: str, target: str, sentence: str
) -> None:
    # A pipe of the test's own stands for all devices: were it replaced, nothing is lost.
    os.mkfifo(desk.folder / "pipe")
    done = desk.run("export", project, "-o", target)
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(f"{sentence}\n")
    assert (desk.folder / "pipe").is_fifo()


@pytest.mark.parametrize("wrong", [("--as", "qdpx"), ("--template", "brief"), ("--colour",)])
def test_what_export_cannot_do_is_wrong_use(desk: Desk, wrong: tuple[str, ...]) -> None:
    done = desk.run("export", "Weather", *wrong)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert {"--as": "qdpx"}.get(wrong[0], wrong[0]) in done.err


def test_a_note_of_several_readers_names_them(
    desk: Desk, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "reader:" not in desk.run("export", project, "-o", "-").out
    (rain, text), _ = desk.texts.items()
    monkeypatch.setenv(HOME_VARIABLE, str(desk.folder / "colleague"))
    desk.say(project, claim_on("x", "Monday", rain, text))
    name = load_identity(config_folder()).name
    assert desk.run("export", project, "-o", "-").out.count(f"reader: {name}\n") == 2


def test_a_sound_project_checks_as_sound(desk: Desk, project: str) -> None:
    done = desk.run("check", project)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Sound")


def test_findings_are_listed_and_counted(desk: Desk, project: str) -> None:
    desk.write(f"{project}/documents/rain.txt", "Another text.")
    (desk.folder / project / "documents" / "flood.txt").unlink()
    done = desk.run("check", project)
    assert (done.code, len(done.out.splitlines())) == (1, 2)
    assert done.err == "“Weather” has 2 findings.\n"


def test_what_cannot_be_read_is_said_before_the_rest_is_shown(desk: Desk, project: str) -> None:
    desk.write(f"{project}/readers/someone-else.json", "{")
    done = desk.run("claims", project)
    assert done.code == 0
    assert "someone-else.json” was damaged" in done.err
    assert "It will rain again" in done.out

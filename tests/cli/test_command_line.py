"""The command line as a whole: its help, its errors, and the way into the window."""

from __future__ import annotations

import io
import os
import sys

import pytest

from counterpoint import __version__
from counterpoint.cli.command_line import SUBCOMMANDS, run
from counterpoint.cli.services import ShotRequest, WindowRequest
from tests.cli.desk import RAIN, Desk

LINK = "counterpoint://claim/p/01234567-89ab-cdef-0123-456789abcdef"


def test_files_open_in_the_window(desk: Desk) -> None:
    name = desk.write("rain.txt", RAIN)
    assert desk.run("--project", "P", name).code == 0
    assert desk.run().code == 0
    assert desk.requests == [
        WindowRequest(desk.folder / "P", (desk.folder / name,)),
        WindowRequest(None, ()),
    ]


def test_a_file_named_like_a_command_is_opened_by_its_path(desk: Desk) -> None:
    desk.write("new", RAIN)
    assert desk.run("./new").code == 0
    assert desk.requests == [WindowRequest(None, (desk.folder / "new",))]


@pytest.mark.parametrize("named", ["Weather", "Weather/project.counterpoint"])
def test_a_project_is_opened_as_one(desk: Desk, named: str) -> None:
    desk.make()
    desk.run(named)
    assert desk.requests == [WindowRequest(desk.folder / named, ())]


def test_a_file_that_is_not_there_opens_no_window(desk: Desk) -> None:
    done = desk.run("absent.txt")
    assert (done.code, done.err) == (1, "“absent.txt” does not exist; check its name.\n")
    assert desk.requests == []


def test_a_fresh_start_and_a_link_are_passed_on(desk: Desk) -> None:
    name = desk.write("rain.txt", RAIN)
    desk.run("--fresh", name)
    desk.run(LINK)
    desk.run(f" {LINK} ", "--fresh")
    assert desk.requests == [
        WindowRequest(files=(desk.folder / name,), fresh=True),
        WindowRequest(link=LINK),
        WindowRequest(link=LINK, fresh=True),
    ]


@pytest.mark.parametrize(
    ("address", "word"),
    [("counterpoint:whatever", "claim"), ("http://example.org/a.txt", "web page")],
)
def test_other_addresses_open_no_window(desk: Desk, address: str, word: str) -> None:
    done = desk.run(address)
    assert (done.code, len(done.err.splitlines()), desk.requests) == (1, 1, [])
    assert word in done.err


def test_a_link_stands_alone(desk: Desk) -> None:
    name = desk.write("rain.txt", RAIN)
    assert desk.run(LINK, name).code == 2
    assert desk.run("--project", "P", LINK).code == 2
    assert desk.run("--project", LINK).code == 2
    assert desk.requests == []


@pytest.mark.parametrize("host", ["", "localhost"])
def test_addresses_of_files_are_paths(desk: Desk, host: str) -> None:
    path = desk.folder / desk.write("what 100% means.txt", RAIN)
    address = f"file://{host}{path.as_uri().removeprefix('file://')}"
    assert desk.run(address).code == 0
    assert desk.requests == [WindowRequest(files=(path,))]


def test_a_broken_address_is_wrong_use(desk: Desk) -> None:
    done = desk.run("file://[x")
    assert (done.code, len(done.err.splitlines())) == (2, 1)


def test_a_file_on_another_machine_is_refused(desk: Desk) -> None:
    done = desk.run("file://elsewhere/brief.txt")
    assert (done.code, desk.requests) == (2, [])
    assert "on another machine" in done.err


def test_a_shot_is_passed_on(desk: Desk) -> None:
    assert desk.run("shot", "P", "-o", "a.png", "--size", "640x480", "--theme", "dark").code == 0
    assert desk.run("shot", "P", "-o", "b.png").code == 0
    assert desk.requests == [
        ShotRequest(desk.folder / "P", desk.folder / "a.png", (640, 480), "dark"),
        ShotRequest(desk.folder / "P", desk.folder / "b.png", (1280, 800), None),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sideways",),
        ("new", "P"),
        ("text",),
        ("claims", "P", "--js"),
        ("shot", "P"),
        ("shot", "P", "-o", "a.png", "--size", "large"),
        ("shot", "P", "-o", "a.png", "--theme", "blue"),
    ],
)
def test_wrong_use_is_one_sentence_and_code_2(desk: Desk, arguments: tuple[str, ...]) -> None:
    done = desk.run(*arguments)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert done.err.startswith("counterpoint")
    assert "--help" in done.err


def test_help_names_every_command(desk: Desk) -> None:
    done = desk.run("--help")
    assert (done.code, done.err) == (0, "")
    assert all(f"\n  {command.name} " in done.out for command in SUBCOMMANDS)
    assert desk.run("search", "--help").out.startswith("usage: counterpoint search [-h] [--json]")


def test_the_version_is_told(desk: Desk) -> None:
    assert desk.run("--version").out == f"Counterpoint {__version__}\n"


def test_what_is_written_is_utf_8_whatever_the_locale(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = desk.write("다리.txt", "다리가 무너졌다 — 정말.\n")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    assert run(["text", name, "--json"], desk.services) == 0
    assert "다리가 무너졌다" in written.getvalue().decode()


def test_a_reader_who_stops_listening_is_no_crash(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = desk.write("long.txt", "It rained. " * 20_000)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert run(["text", name], desk.services) == 1


def test_a_system_error_is_one_sentence(desk: Desk) -> None:
    done = desk.run("text", "x" * 300)
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "name too long; check" in done.err

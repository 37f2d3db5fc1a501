"""A protected document: the reader types its password, mistypes it, or gives up."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from counterpoint.ui.password import GIVEN_UP, WRONG, PasswordCard
from tests.documents.pdfs import Text, locked, pdf
from tests.story.desk import ReaderAtDesk

SECRET = locked(pdf([Text(60, 100, "It rained. It will rain again.")]))
"""Its password is “a”."""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A protected PDF."""
    path = tmp_path / "secret.pdf"
    path.write_bytes(SECRET)
    return path


def asked(desk: ReaderAtDesk, wanted: str = "") -> PasswordCard:
    """The card, once it is there and says what is wanted."""
    passwords = desk.program.passwords
    desk.wait(lambda: passwords.card is not None and wanted in passwords.card.note.text())
    assert passwords.card is not None
    return passwords.card


def has_text(desk: ReaderAtDesk) -> bool:
    bench = desk.program.workbench
    return bench is not None and bench.session.desk.pane.selection is not None


def test_the_right_password_opens_it(desk: ReaderAtDesk, secret: Path) -> None:
    desk.program.entrance.open_files([secret])
    card = asked(desk)
    assert card.field.echoMode() is QLineEdit.EchoMode.Password
    desk.press("Ctrl+h")
    assert card.field.echoMode() is QLineEdit.EchoMode.Normal
    card.reveal.click()
    assert card.field.echoMode() is QLineEdit.EchoMode.Password
    desk.type("a")
    desk.press("Enter")
    desk.wait(lambda: has_text(desk))
    assert desk.selected == "It rained."
    assert desk.program.passwords.card is None


def test_a_wrong_one_is_said_and_asked_for_again(desk: ReaderAtDesk, secret: Path) -> None:
    desk.program.entrance.open_files([secret])
    asked(desk)
    desk.type("c")
    desk.press("Enter")
    card = asked(desk, WRONG)
    assert card.field.text() == ""
    desk.type("a")
    desk.press("Enter")
    desk.wait(lambda: has_text(desk))


def test_giving_up_says_how_to_go_on(desk: ReaderAtDesk, secret: Path) -> None:
    desk.program.entrance.open_files([secret])
    asked(desk)
    desk.press("Esc")
    desk.wait(lambda: GIVEN_UP in desk.message)
    assert "secret.pdf" in desk.message
    desk.program.entrance.open_files([secret])
    asked(desk)


def test_it_is_asked_for_once_in_a_sitting(
    desk: ReaderAtDesk, secret: Path, before: Path, tmp_path: Path
) -> None:
    desk.open(before)
    desk.program.entrance.open_files([secret])
    asked(desk)
    desk.type("a")
    desk.press("Enter")
    desk.wait(lambda: len(desk.bench.session.project.documents()) == 2)
    again = tmp_path / "again.pdf"
    again.write_bytes(locked(pdf([Text(60, 100, "It snowed.")])))
    desk.program.entrance.open_files([again])
    desk.wait(lambda: len(desk.bench.session.project.documents()) == 3)
    assert desk.program.passwords.card is None


def test_a_new_worker_opens_it_again(desk: ReaderAtDesk, secret: Path) -> None:
    desk.program.entrance.open_files([secret])
    asked(desk)
    desk.type("a")
    desk.press("Enter")
    desk.wait(lambda: has_text(desk))
    feed = desk.bench.opening.feed_of(desk.bench.session.desk.pane.document or "")
    assert feed is not None
    first = feed.worker_pid
    os.kill(first, signal.SIGKILL)
    desk.wait(lambda: feed.worker_pid != first)
    desk.press("Ctrl++")
    desk.wait(lambda: desk.bench.desk.is_settled)
    assert not feed.problem
    assert desk.program.passwords.card is None


def test_it_is_written_nowhere(desk: ReaderAtDesk, tmp_path: Path, home: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(locked(pdf([Text(60, 100, "It rained.")]), password="Sesame-4711"))
    desk.program.entrance.open_files([path])
    asked(desk)
    desk.type("Sesame-4711")
    desk.press("Enter")
    desk.wait(lambda: has_text(desk))
    desk.wait_saved()
    desk.leave()
    kept = [one for one in home.rglob("*") if one.is_file()]
    assert kept
    assert not [one for one in kept if b"Sesame-4711" in one.read_bytes()]


def test_it_waits_while_the_reader_types_elsewhere(
    desk: ReaderAtDesk, secret: Path, before: Path
) -> None:
    desk.open(before)
    desk.press("/")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    desk.program.entrance.open_files([secret])
    passwords = desk.program.passwords
    desk.wait(lambda: passwords.has_waiting)
    assert desk.message.startswith("“secret.pdf” needs its password")
    desk.type("rain")
    assert (passwords.card, field.text()) == (None, "rain")
    desk.press("Esc")
    assert asked(desk).field.text() == ""

"""Facts and stories of protected documents, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.blocking import ASK_FOR_PASSWORD, BlockingWorker
from counterpoint.documents.client.frames import Frame
from counterpoint.documents.client.queue import JobQueue
from counterpoint.documents.client.replies import Refused, decode
from counterpoint.documents.worker.answers import opened_answer
from counterpoint.domain.refusal import Refusal
from counterpoint.main import main
from tests.documents.pdfs import Text, locked, pdf
from tests.documents.test_protocol import DOCUMENT, no_pixels, reply, sent

PLAIN = pdf([Text(60, 100, "It rained.")])


def text_of(path: Path, password: str = "") -> str:
    with BlockingWorker(password=password) as worker:
        worker.open(str(path))
        return worker.read().text


def test_the_password_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(locked(PLAIN, "pä한"))
    assert text_of(path, "pä한") == "It rained."


@pytest.mark.parametrize(("password", "sentence"), [("", "protected by a"), ("x", "not the pass")])
def test_another_one_does_not(tmp_path: Path, password: str, sentence: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(locked(PLAIN))
    with pytest.raises(Refusal, match=sentence) as refused:
        text_of(path, password)
    assert str(refused.value).endswith(ASK_FOR_PASSWORD)


def test_what_only_its_owner_may_change_opens_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(locked(PLAIN, password="", owner="b"))
    assert text_of(path) == "It rained."


def test_the_command_line_takes_it_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(locked(PLAIN))
    assert main(["text", str(path)]) == 1
    assert "COUNTERPOINT_PASSWORD" in capsys.readouterr().err
    monkeypatch.setenv("COUNTERPOINT_PASSWORD", "a")
    assert main(["text", str(path)]) == 0
    assert "It rained." in capsys.readouterr().out


def test_the_command_line_writes_down_nothing_of_what_it_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, home = tmp_path / "a.pdf", tmp_path / "home"
    path.write_bytes(locked(PLAIN))
    monkeypatch.setenv("COUNTERPOINT_HOME", str(home))
    monkeypatch.setenv("COUNTERPOINT_PASSWORD", "a")
    assert main(["new", str(tmp_path / "Talks"), str(path)]) == 0
    assert main(["search", str(tmp_path / "Talks"), "rained"]) == 0
    assert "rained" in capsys.readouterr().out
    kept = [one for one in home.rglob("*") if one.is_file()]
    assert [one for one in kept if one.suffix == ".sqlite"]
    assert [one for one in kept if b"rained" in one.read_bytes()] == []


def test_a_job_does_not_tell_its_password() -> None:
    job = jobs.Open("/a.pdf", password="Sesame")
    assert "Sesame" not in repr(job)
    assert jobs.from_head(jobs.to_head(job, 1))[1] == job


LOCKED: dict[str, object] = {"refused": "It is locked.", "locked": True}


def test_a_locked_document_waits_and_every_later_worker_has_the_password() -> None:
    queue = JobQueue(jobs.Open("/a.pdf"))
    queue.put(jobs.Read(), "read")
    number, _ = sent(queue)
    (answer,) = reply(queue, number, LOCKED)
    assert answer.reply == Refused("It is locked.", is_locked=True)
    assert queue.next_frame(0.0) is None
    assert not queue.is_idle
    queue.unlock("a")
    number, job = sent(queue)
    assert job == jobs.Open("/a.pdf", password="a")
    reply(queue, number, opened_answer(DOCUMENT)[0])
    assert isinstance(sent(queue)[1], jobs.Read)
    queue.restart(0.0)
    assert sent(queue)[1] == job


def test_what_is_given_up_is_refused_with_all_that_waits() -> None:
    queue = JobQueue(jobs.Open("/a.pdf"))
    queue.put(jobs.Read(), "read")
    number, _ = sent(queue)
    reply(queue, number, LOCKED)
    assert [answer.reply for answer in queue.give_up("So be it.")] == [Refused("So be it.")] * 2
    assert queue.is_idle


def test_only_a_document_that_is_being_opened_is_locked() -> None:
    frame = Frame(LOCKED)
    assert decode(jobs.Read(), frame, no_pixels) == Refused("It is locked.")
    assert decode(jobs.Open("/a"), frame, no_pixels) == Refused("It is locked.", is_locked=True)

"""What goes first in the index process, and what is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from counterpoint.index.serving import UNKNOWN, Answer, Request, Server, Work


def count_up(request: Request) -> Iterator[Answer]:
    """One answer for each number below ``to``."""
    for number in range(request["to"]):
        yield {"number": number}


class Asked:
    """Owns a server that counts: slowly under one name, urgently under another."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []
        kinds = {
            "slow": Work(count_up),
            "urgent": Work(count_up, urgency=0, only_newest=True),
        }
        self.server = Server(kinds, lambda line: self.said.append(msgspec.json.decode(line)))

    def ask(self, job: int, kind: str, **fields: object) -> None:
        """Let a request wait."""
        self.server.take(msgspec.json.encode({"job": job, "kind": kind, **fields}))

    def finish(self) -> list[object]:
        """Do all there is; the answers as (job, number), the last of each job as (job, done)."""
        while not self.server.is_idle:
            self.server.step()
        return [(one["job"], one.get("number", "done")) for one in self.said]


def test_answers_come_in_parts() -> None:
    asked = Asked()
    asked.ask(1, "slow", to=2)
    assert asked.finish() == [(1, 0), (1, 1), (1, "done")]


def test_what_is_urgent_goes_between_the_steps_of_the_rest() -> None:
    asked = Asked()
    asked.ask(1, "slow", to=2)
    asked.server.step()
    asked.ask(2, "urgent", to=1)
    assert asked.finish() == [(1, 0), (2, 0), (2, "done"), (1, 1), (1, "done")]


def test_a_newer_search_makes_an_older_one_stale() -> None:
    asked = Asked()
    asked.ask(1, "urgent", to=9)
    asked.server.step()
    asked.ask(2, "urgent", to=1)
    assert asked.finish() == [(1, 0), (1, "done"), (2, 0), (2, "done")]
    assert asked.said[1] == {"job": 1, "stale": True, "done": True}


def test_a_cancelled_job_is_not_answered() -> None:
    asked = Asked()
    asked.ask(1, "slow", to=9)
    asked.ask(2, "cancel", of=1)
    assert asked.finish() == []


def test_an_unknown_kind_is_refused() -> None:
    asked = Asked()
    asked.ask(1, "sing")
    asked.finish()
    assert asked.said == [{"job": 1, "refused": UNKNOWN, "done": True}]


@pytest.mark.parametrize(
    "line", [b"[]", b"5", b"no", b"{}", b'{"job": 1}', b'{"job": "x", "kind": ""}']
)
def test_what_is_no_request_is_told(line: bytes) -> None:
    with pytest.raises(ValueError):
        Asked().server.take(line)

"""A kill at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator

import pytest
from tinydb import TinyDB

from counterpoint.storage.folder import ProjectFolder
from tests.storage.samples import ANA, environment, program, reopened

KILLS = 20
MANY = 100_000


@pytest.fixture
def writing(folder: ProjectFolder) -> Iterator[list[subprocess.Popen[str]]]:
    """The processes a test started; none outlives it."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


def test_every_acknowledged_claim_outlives_a_kill(
    folder: ProjectFolder, writing: list[subprocess.Popen[str]]
) -> None:
    chance = random.Random(20310622)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        command = program(folder.path, kill * MANY, MANY)
        process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
        writing.append(process)
        assert process.stdout is not None
        for _ in range(chance.choice([1, 2, 3, 10, 40, 200])):
            acknowledged.add(f"claim-{process.stdout.readline().strip()}")
        process.kill()
        acknowledged |= {f"claim-{line.strip()}" for line in process.stdout if line.endswith("\n")}
        process.wait()
        process.stdout.close()
        with TinyDB(folder.readers / ANA.file_name, access_mode="r") as database:
            assert "claims" in database.tables()
    records, findings = reopened(folder)
    assert acknowledged <= records.keys()
    assert findings == ()


def test_a_disk_that_is_full_for_a_while_loses_nothing(
    folder: ProjectFolder, writing: list[subprocess.Popen[str]]
) -> None:
    command = program(folder.path, 0, 300, 40_000)
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
    writing.append(process)
    lines = process.communicate(timeout=60)[0].splitlines()
    assert any("Not saved yet" in line for line in lines)
    assert lines[-1] == "done"
    records, findings = reopened(folder)
    assert len(records) == 300
    assert findings == ()

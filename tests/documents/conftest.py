"""A real worker process for each document a test opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterpoint.documents.client.blocking import BlockingWorker
from tests.documents.reader import Reader

Opening = Callable[..., Reader]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opening]:
    """Write a file of that name, and open it in a worker of its own."""
    workers: list[BlockingWorker] = []

    def open_file(name: str, content: bytes | str) -> Reader:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        workers.append(BlockingWorker())
        return Reader(workers[-1], workers[-1].open(str(path)))

    yield open_file
    for worker in workers:
        worker.close()

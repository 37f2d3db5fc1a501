"""Processes a benchmark starts, and lines of JSON to and from them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path) -> dict[str, str]:
    """For a process that measures: no display, a home of its own, and modules compiled once."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "desktop")])
    # Set where files are not to be littered; but then every start would compile everything.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PYTHONPATH": paths,
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "QT_QPA_PLATFORM": "offscreen",
        "COUNTERPOINT_HOME": str(folder / "home"),
    }


class Child:
    """Owns a process of these benchmarks that answers a line of JSON with another."""

    def __init__(self, module: str, *arguments: object) -> None:
        command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()

    def ask(self, question: object) -> Any:
        """Its answer; raises ValueError where it has ended."""
        if self._process.stdin is None:
            raise ValueError("a child is started with pipes")
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self.listen()

    def listen(self) -> Any:
        """What it says next; raises ValueError where it has ended."""
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def tell(answer: object) -> None:
    """Say something to the process that started this one."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()

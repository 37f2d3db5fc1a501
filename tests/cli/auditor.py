"""A process that works through a project at the command line and tells every file it writes.

Usage: auditor PROJECT OUTPUT FILE ... It writes what Python itself reports of its own doings
(PEP 578) to OUTPUT as JSON, with the exit code of each command.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from counterpoint.cli.command_line import run
from counterpoint.main import open_library, services

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.mkdir": 1,
    "os.rename": 2,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.link": 2,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.utime": 1,
    "sqlite3.connect": 1,
}
"""Events, and how many of their first arguments are paths that they change."""


class Auditor:
    """Owns the paths that were written."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.is_done = False

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take one event in."""
        if self.is_done:
            return
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
            self._note(arguments[0])
        for path in arguments[: CHANGES.get(event, 0)]:
            self._note(path)

    def _note(self, path: object) -> None:
        if isinstance(path, str | bytes | os.PathLike):
            self.paths.add(str(Path(os.fsdecode(path)).absolute()))


def session(project: str, files: list[str]) -> list[int]:
    """New, list, export, search, add a document, check and repair; the exit codes."""
    given = services()
    first, second = files
    codes = [run(["new", project, first], given)]
    store = open_library().open(Path(project))
    store.add_document(Path(second))
    store.close()
    marker = Path(project, "project.counterpoint")
    codes += [run([command, project], given) for command in ("claims", "export")]
    codes.append(run(["search", project, "rain"], given))
    marker.rename(marker.with_suffix(".away"))
    return [*codes, run(["check", project, "--repair"], given)]


def main(project: str, output: str, *files: str) -> None:
    """Work, then tell."""
    os.umask(0)
    auditor = Auditor()
    sys.addaudithook(auditor.hear)
    codes = session(project, list(files))
    auditor.is_done = True
    told = {"codes": codes, "written": sorted(auditor.paths)}
    Path(output).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""counterpoint check: whether a project is sound, and mending what can be mended."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from counterpoint.app.describing import counted
from counterpoint.cli.passages import misplaced
from counterpoint.cli.services import Context
from counterpoint.domain.fault import Fault


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``check``."""
    parser.add_argument("project", metavar="DIR", help="the project's folder")
    parser.add_argument("--json", action="store_true", help="every finding, as JSON")
    parser.add_argument(
        "--repair", action="store_true", help="mend what can be mended, after a backup"
    )


def run(arguments: Namespace, context: Context) -> int:
    """List what is wrong; 0 where nothing is. With ``--repair`` what is left afterwards."""
    project = Path(arguments.project).absolute()
    if arguments.repair:
        _repair(project, arguments, context)
    faults = _faults(project, context)
    if arguments.json:
        context.output.json([asdict(fault) for fault in faults])
    else:
        _show(faults, arguments, context)
    return 1 if faults else 0


def _faults(project: Path, context: Context) -> list[Fault]:
    checkup = context.services.check(project)
    return [*checkup.faults, *misplaced(checkup, context)]


def _repair(project: Path, arguments: Namespace, context: Context) -> None:
    """Mend, and say what was done; beside JSON that goes to standard error."""
    say = context.output.error if arguments.json else context.output.line
    repaired = context.services.repair(project)
    for deed in repaired.deeds:
        say(deed)
    if repaired.backup is not None:
        say(f"What was touched is kept as it was in “{repaired.backup}”.")
    if not repaired.deeds:
        say("There was nothing that could be mended.")


def _show(faults: list[Fault], arguments: Namespace, context: Context) -> None:
    output = context.output
    for fault in faults:
        output.line(fault.what)
    if not faults:
        output.line("Sound: every record, every document and every claim's words are as saved.")
        return
    mendable = sum(fault.repairable for fault in faults)
    can = f"; {mendable} of them can be mended with --repair" if mendable else ""
    output.error(f"“{arguments.project}” has {counted(len(faults), 'finding')}{can}.")

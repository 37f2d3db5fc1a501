"""counterpoint check: whether a project's store is sound."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from counterpoint.app.describing import counted
from counterpoint.cli.services import Context


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``check``."""
    parser.add_argument("project", metavar="DIR", help="the project's folder")


def run(arguments: Namespace, context: Context) -> int:
    """List what is wrong; 0 where nothing is."""
    findings = context.services.check(Path(arguments.project).absolute())
    for finding in findings:
        context.output.line(finding)
    if findings:
        context.output.error(f"“{arguments.project}” has {counted(len(findings), 'finding')}.")
        return 1
    context.output.line("Sound: every record and every document is as it was saved.")
    return 0

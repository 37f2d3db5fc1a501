"""counterpoint check: whether a project's store is sound."""

from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from counterpoint.app.describing import counted
from counterpoint.cli.services import Context


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``check``."""
    parser.add_argument("project", metavar="DIR", help="the project's folder")


def run(arguments: Namespace, context: Context) -> int:
    """List what is wrong; 0 where nothing is."""
    pages_in = partial(_pages_in, context)
    findings = context.services.check(Path(arguments.project).absolute(), pages_in)
    for finding in findings:
        context.output.line(finding)
    if findings:
        context.output.error(f"“{arguments.project}” has {counted(len(findings), 'finding')}.")
        return 1
    context.output.line("Sound: every record and every document is as it was saved.")
    return 0


def _pages_in(context: Context, path: Path, file_format: str) -> int:
    """How many pages a file has; 0 where text flows. Refusal where it cannot be opened."""
    with context.services.start_worker() as worker:
        document = worker.open(str(path.absolute()), suffix=file_format)
        return document.pages if document.fixed else 0

"""counterpoint export: a project as a note."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from counterpoint import __version__
from counterpoint.cli.listing import states_of
from counterpoint.cli.projects import OpenProject, opened
from counterpoint.cli.services import Context, WrongUse
from counterpoint.domain.claims import State
from counterpoint.domain.refusal import Refusal
from counterpoint.exchange.attribution import reader_names
from counterpoint.exchange.markdown import markdown_note
from counterpoint.exchange.material import Known

FORMATS = ("markdown",)


def declare(parser: ArgumentParser) -> None:
    """The arguments of ``export``."""
    parser.add_argument("project", metavar="DIR", help="the project's folder")
    parser.add_argument(
        "--as", dest="format", metavar="FORMAT", default="markdown", help="markdown, the only one"
    )
    parser.add_argument("--template", metavar="NAME|FILE", help="not available yet")
    parser.add_argument(
        "-o",
        dest="output",
        metavar="PATH|-",
        help="where to write the note, - for standard output; else into the project's exports",
    )


def run(arguments: Namespace, context: Context) -> int:
    """Write the note; say where unless it goes to standard output."""
    if arguments.format not in FORMATS:
        raise WrongUse(f"“{arguments.format}” is not a format of export; there is markdown.")
    if arguments.template is not None:
        raise WrongUse("Templates are not available yet; leave --template out.")
    with opened(context, arguments.project) as project:
        note = _note(project, context)
        if arguments.output == "-":
            context.output.raw(note)
            return 0
        path = _write(note, arguments.output, project, context)
    context.output.line(f"Wrote “{path}”.")
    return 0


def _note(project: OpenProject, context: Context) -> str:
    states: dict[str, State] = {}
    for document in project.holdings.documents():
        states |= states_of(project, document, context)
    readers = reader_names(project.holdings, project.store.writers())
    generator = f"Counterpoint {__version__}"
    return markdown_note(project.store.name, project.holdings, Known(readers, states), generator)


def _write(note: str, output: str | None, project: OpenProject, context: Context) -> Path:
    if output is None:
        return project.store.write_export(note)
    path = _target(output)
    context.services.write_file(path, note.encode())
    return path


def _target(output: str) -> Path:
    """Where a reader wants the note: an ordinary file, there or not, in a folder that is there."""
    # A link is followed: the reader chose it, and its target is what shall change.
    path = Path(output).resolve()
    if path.is_dir():
        raise Refusal(f"“{output}” is a folder; name a file in it.")
    if path.exists() and not path.is_file():
        raise Refusal(f"“{output}” is not an ordinary file; -o - writes to standard output.")
    if not path.parent.is_dir():
        raise Refusal(f"The folder “{path.parent}” does not exist; make it first.")
    return path

"""The program without a window, and the way into it: every command as a row."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpoint import __version__
from counterpoint.app.folders import is_project
from counterpoint.app.links import parse_link
from counterpoint.cli import checking, exporting, listing, making, reading, searching
from counterpoint.cli.making import require_file
from counterpoint.cli.output import Output
from counterpoint.cli.parsing import (
    Finished,
    Parser,
    is_link,
    is_web_address,
    plain_path,
    size,
)
from counterpoint.cli.services import Context, Services, ShotRequest, WindowRequest, WrongUse
from counterpoint.domain.refusal import Refusal

PROGRAM = "counterpoint"


@dataclass(frozen=True)
class Subcommand:
    """One command: its name, its help in a line, its arguments, and what it does."""

    name: str
    help: str
    declare: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], int]


def run(argv: Sequence[str], services: Services) -> int:
    """Do what the arguments say (without the program's name): exit code 0, 1 or 2."""
    output = Output.standard()
    try:
        code = _dispatch(list(argv), Context(services, output))
        output.flush()
    except Finished as finished:
        return finished.code
    except WrongUse as wrong:
        output.error(str(wrong))
        return 2
    except BrokenPipeError:
        output.abandon()
        return 1
    except Refusal as refusal:
        output.error(str(refusal))
        return 1
    except OSError as error:
        output.error(_sentence(error))
        return 1
    return code


def _declare_shot(parser: ArgumentParser) -> None:
    parser.add_argument("project", metavar="DIR", help="the project's folder")
    parser.add_argument("-o", dest="output", metavar="PNG", required=True, help="where to write it")
    parser.add_argument(
        "--size", metavar="WxH", type=size, default=(1280, 800), help="pixels; 1280x800 if left out"
    )
    parser.add_argument("--theme", choices=("light", "dark"), help="the reader's own if left out")


def _shot(arguments: Namespace, context: Context) -> int:
    output = Path(arguments.output).absolute()
    if output.is_dir():
        raise Refusal(f"“{arguments.output}” is a folder; name a file in it.")
    project = Path(arguments.project).absolute()
    request = ShotRequest(project, output, arguments.size, arguments.theme)
    return context.services.shot(request)


SUBCOMMANDS = (
    Subcommand("new", "make a project from files", making.declare, making.run),
    Subcommand("export", "write a project as a note", exporting.declare, exporting.run),
    Subcommand("claims", "list a project's claims", listing.declare, listing.run),
    Subcommand("check", "verify a project's store", checking.declare, checking.run),
    Subcommand("text", "show a file's reading text", reading.declare, reading.run),
    Subcommand("search", "find words in a project", searching.declare, searching.run),
    Subcommand("shot", "picture a project's window, without a display", _declare_shot, _shot),
)


def _dispatch(argv: list[str], context: Context) -> int:
    for command in SUBCOMMANDS:
        if argv[:1] == [command.name]:
            parser = Parser(prog=f"{PROGRAM} {command.name}", description=_said(command.help))
            command.declare(parser)
            return command.run(parser.parse_args(argv[1:]), context)
    return context.services.open_window(_window_request(argv))


def _window_request(argv: Sequence[str]) -> WindowRequest:
    arguments = _window_parser().parse_args(argv)
    named, fresh = [plain_path(file) for file in arguments.files], arguments.fresh
    for name in named:
        if is_web_address(name):
            raise Refusal(f"“{name}” is a web page; save it as a file and open that.")
    if is_link(arguments.project or ""):
        raise WrongUse("a counterpoint:// link stands alone; give it without --project.")
    if any(is_link(name) for name in named):
        if len(named) > 1 or arguments.project is not None:
            raise WrongUse("a counterpoint:// link stands alone; give it without files.")
        parse_link(named[0].strip())
        return WindowRequest(link=named[0].strip(), fresh=fresh)
    files = [Path(name) for name in named]
    project = None if arguments.project is None else Path(arguments.project).absolute()
    if project is None and len(files) == 1 and is_project(files[0]):
        return WindowRequest(files[0].absolute(), fresh=fresh)
    for file in files:
        require_file(file)
    return WindowRequest(project, tuple(file.absolute() for file in files), fresh=fresh)


def _window_parser() -> Parser:
    width = max(len(command.name) for command in SUBCOMMANDS) + 2
    rows = (f"  {command.name:{width}}{command.help}" for command in SUBCOMMANDS)
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [--fresh] [--project DIR] [FILE ...]\n       {PROGRAM} COMMAND ...",
        description="Read documents side by side, classify what they claim, and tie it together.",
        epilog="\n".join(
            [
                "commands, each with its own --help; a file of such a name is opened as ./NAME:",
                *rows,
            ]
        ),
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="a document, a project, or a link to a claim"
    )
    parser.add_argument("--project", metavar="DIR", help="open this project and add the files")
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="a window of its own that takes up nothing from last time",
    )
    version = f"Counterpoint {__version__}"
    parser.add_argument("--version", action="version", version=version)
    return parser


def _said(help_line: str) -> str:
    return f"{help_line[0].upper()}{help_line[1:]}."


def _sentence(error: OSError) -> str:
    where = f"“{error.filename}”: " if error.filename else ""
    why = (error.strerror or str(error)).lower()
    return f"{where}{why}; check the name, its permissions and the disk."

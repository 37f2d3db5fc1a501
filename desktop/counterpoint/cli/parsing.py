"""Reading the command line; wrong use is one sentence and exit code 2."""

import os
import re
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes, urlsplit

from counterpoint.cli.services import WrongUse

_SIZE = re.compile(r"(\d{2,5})x(\d{2,5})")


class Finished(Exception):
    """The parser has answered by itself (help, version); ``code`` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


class Parser(ArgumentParser):
    """Reads one command's arguments; never ends the process, never guesses an option."""

    def __init__(self, **settings: Any) -> None:
        settings |= {"allow_abbrev": False, "formatter_class": RawDescriptionHelpFormatter}
        super().__init__(**settings)

    def error(self, message: str) -> NoReturn:
        """Wrong use, in one sentence."""
        raise WrongUse(f"{self.prog}: {message}; see {self.prog} --help.")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """The parser has done what was asked."""
        raise Finished(status)


def is_link(text: str) -> bool:
    """Whether an argument is an address of this program's own."""
    return text.strip().lower().startswith("counterpoint:")


def is_web_address(text: str) -> bool:
    """Whether an argument is the address of a web page."""
    return text.strip().lower().startswith(("http://", "https://"))


def plain_path(text: str) -> str:
    """A path as it is; desktops hand over file:// addresses (RFC 8089), which are made paths.

    Raises WrongUse for an address on another machine.
    """
    if not text.lower().startswith("file:"):
        return text
    try:
        found = urlsplit(text)
    except ValueError:
        raise WrongUse(f"“{text}” is not an address; give a path.") from None
    if found.netloc not in ("", "localhost"):
        raise WrongUse(f"“{text}” is on another machine; copy it to this one first.")
    return os.fsdecode(unquote_to_bytes(found.path))


def size(text: str) -> tuple[int, int]:
    """``1280x800`` as width and height in pixels."""
    found = _SIZE.fullmatch(text)
    if not found:
        raise ArgumentTypeError(f"“{text}” is not a size such as 1280x800")
    return int(found[1]), int(found[2])

"""Standard output and standard error: UTF-8 whatever the locale, and nothing a terminal obeys."""

import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Any, Self, TextIO

from counterpoint.exchange.escaping import one_line

_WIDEST = 96
"""Columns; longer lines are hard to read."""


class Output:
    """Holds the two streams of one run."""

    def __init__(self, stream: TextIO, errors: TextIO) -> None:
        self._stream = stream
        self._errors = errors

    @classmethod
    def standard(cls) -> Self:
        """The streams of this process; where it has none, what is written is lost."""
        return cls(_utf8(sys.stdout), _utf8(sys.stderr))

    def raw(self, text: str) -> None:
        """Text as it is."""
        self._stream.write(text)

    def line(self, text: str = "", indent: int = 0) -> None:
        """One line of text; wrapped on a terminal, and left whole for other programs."""
        plain = one_line(text)
        margin = " " * indent
        if self._stream.isatty():
            width = min(_WIDEST, shutil.get_terminal_size().columns)
            plain = textwrap.fill(plain, width, initial_indent=margin, subsequent_indent=margin)
            self.raw(f"{plain}\n")
        else:
            self.raw(f"{margin}{plain}".rstrip() + "\n")

    def json(self, value: Sequence[Any] | dict[str, Any]) -> None:
        """One JSON document."""
        self.raw(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def error(self, sentence: str) -> None:
        """One sentence on what went wrong."""
        self._errors.write(f"{one_line(sentence)}\n")

    def flush(self) -> None:
        """Hand over what was written; raises BrokenPipeError where nobody reads it any more."""
        self._stream.flush()

    def abandon(self) -> None:
        """Write no more: whoever was reading is gone, and Python must not try again at exit."""
        try:
            number = self._stream.fileno()
        except (OSError, ValueError):
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def _utf8(stream: TextIO | None) -> TextIO:
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        # What UTF-8 cannot hold comes out as \udc80, which in JSON is that very character.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream

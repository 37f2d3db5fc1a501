"""What a reader can set of the look of pages, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterpoint.app.settings import SIZES, Settings


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen; ``word`` stands alone, ``words`` within a sentence."""

    value: str | int
    word: str
    words: str


@dataclass(frozen=True)
class Line:
    """A field of the settings with what can be chosen there; ``said`` begins a sentence on it."""

    field: str
    title: str
    said: str
    choices: Sequence[Choice]


def _choices(*given: tuple[str, str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(*one) for one in given)


LINES = (
    Line(
        "pages",
        "Pages",
        "Pages are",
        _choices(
            ("window", "As window", "as the window is"),
            ("light", "Light", "light"),
            ("sepia", "Sepia", "sepia"),
            ("dark", "Dark", "dark"),
        ),
    ),
    Line(
        "theme",
        "Window",
        "The window is",
        _choices(
            ("system", "As system", "as the system has it"),
            ("light", "Light", "light"),
            ("dark", "Dark", "dark"),
        ),
    ),
    Line(
        "type_size",
        "Type size",
        "The type is",
        tuple(Choice(size, str(size), f"{size} pixels high") for size in SIZES),
    ),
    Line(
        "face",
        "Letters",
        "The letters are",
        _choices(("serif", "Serif", "serif"), ("sans", "Sans", "sans serif")),
    ),
    Line(
        "column",
        "Column",
        "The column is",
        _choices(
            ("narrow", "Narrow", "narrow"),
            ("normal", "Normal", "of normal width"),
            ("wide", "Wide", "wide"),
        ),
    ),
    Line(
        "leading",
        "Line spacing",
        "The lines are",
        _choices(
            ("close", "Close", "close together"),
            ("normal", "Normal", "normally apart"),
            ("open", "Open", "far apart"),
        ),
    ),
)
"""In the order in which they are shown. All but the first two are for text that flows."""


def line_of(field: str) -> Line:
    """The line of a field; raises KeyError for what cannot be set here."""
    for line in LINES:
        if line.field == field:
            return line
    raise KeyError(field)


def index_in(settings: Settings, line: Line) -> int:
    """Which of a line's choices holds."""
    value = getattr(settings, line.field)
    return next(index for index, one in enumerate(line.choices) if one.value == value)


def chosen(settings: Settings, field: str, value: str | int) -> Settings:
    """The settings with another value of a field."""
    changes: dict[str, Any] = {field: value}
    return replace(settings, **changes)


def stepped(settings: Settings, field: str, by: int) -> Settings:
    """The settings with the value that stands so far on, or the last one there."""
    line = line_of(field)
    index = min(max(index_in(settings, line) + by, 0), len(line.choices) - 1)
    return chosen(settings, field, line.choices[index].value)


def told(settings: Settings, field: str) -> str:
    """A sentence on what holds."""
    line = line_of(field)
    return f"{line.said} {line.choices[index_in(settings, line)].words}."

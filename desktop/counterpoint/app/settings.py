"""What a reader can set, and where it is kept: one small TOML file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from counterpoint.domain.refusal import Refusal

LARGEST = 1 << 16
"""Bytes of a file of settings."""

Theme = Literal["system", "light", "dark"]
Pages = Literal["window", "light", "sepia", "dark"]
Face = Literal["serif", "sans"]
Column = Literal["narrow", "normal", "wide"]
Leading = Literal["close", "normal", "open"]

SIZES = (12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 26, 28)
"""Sizes of type that can be chosen, in logical pixels."""


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, each with its default."""

    theme: Theme = "system"
    """Light or dark window, or as the system has it."""

    pages: Pages = "window"
    """The paper of all pages; in a dark window they are dark unless the reader wants another."""

    type_size: int = 16
    """One of SIZES: text that flows, at zoom 1."""

    face: Face = "serif"
    """The letters of text that flows."""

    column: Column = "normal"
    """How long its lines are at most."""

    leading: Leading = "normal"
    """How far apart its lines are."""


NOTES: Mapping[str, str] = MappingProxyType(
    {
        "theme": "system, light or dark: the window",
        "pages": "window, light, sepia or dark: the paper of pages; as the window is, or fixed",
        "type_size": "12 to 28: the size of text without pages of its own, in pixels",
        "face": "serif or sans: the letters of such text",
        "column": "narrow, normal or wide: its lines, of about 55, 70 or 90 characters",
        "leading": "close, normal or open: the room between its lines",
    }
)
"""What the file says of each field."""

_CHOICES: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "theme": get_args(Theme),
        "pages": get_args(Pages),
        "type_size": SIZES,
        "face": get_args(Face),
        "column": get_args(Column),
        "leading": get_args(Leading),
    }
)


def parse_settings(text: str) -> Settings:
    """Settings from TOML; what is missing or unfit keeps its default."""
    import tomllib  # most starts have nothing to parse

    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return Settings()
    fit = {name: found[name] for name in _CHOICES if _fits(name, found.get(name))}
    return Settings(**fit)


def write_settings(settings: Settings) -> str:
    """The settings as TOML, each with its line of documentation."""
    lines = (
        f"# {NOTES[field.name]}\n{field.name} = {_written(getattr(settings, field.name))}\n"
        for field in fields(settings)
    )
    return "\n".join(lines)


def load_settings(path: Path, read: Callable[[Path, int], bytes]) -> Settings:
    """The settings in a file; the defaults where it is missing or cannot be read.

    ``read`` gives a regular file's bytes, up to a limit, and raises OSError or Refusal.
    """
    try:
        return parse_settings(read(path, LARGEST).decode("utf-8"))
    except (OSError, UnicodeDecodeError, Refusal):
        return Settings()


def _fits(name: str, value: Any) -> bool:
    """Whether a value is one of those that can be chosen; True and 16.0 are no sizes."""
    return type(value) in (str, int) and value in _CHOICES[name]


def _written(value: str | int) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)

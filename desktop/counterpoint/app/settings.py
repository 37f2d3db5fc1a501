"""What a reader can set, and where it is kept: one small TOML file."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from counterpoint.domain.refusal import Refusal

LARGEST = 1 << 16
"""Bytes of a file of settings."""

Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, each with its default."""

    theme: Theme = "system"
    """Light or dark window, or as the system has it."""


def parse_settings(text: str) -> Settings:
    """Settings from TOML; what is missing or unfit keeps its default."""
    import tomllib  # most starts have nothing to parse

    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return Settings()
    return Settings(theme=_one_of(found.get("theme"), get_args(Theme), "system"))


def write_settings(settings: Settings) -> str:
    """The settings as TOML, each with its line of documentation."""
    notes = {"theme": "system, light or dark"}
    lines = (
        f"# {notes[field.name]}\n{field.name} = {_quoted(getattr(settings, field.name))}\n"
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


def _one_of(value: Any, choices: tuple[Any, ...], default: Any) -> Any:
    return value if value in choices else default


def _quoted(value: str) -> str:
    return f'"{value}"'

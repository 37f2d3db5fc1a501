"""What a reader can set, and where it is kept: one small TOML file."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

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


def load_settings(path: Path) -> Settings:
    """The settings in a file; the defaults where it is missing or cannot be read."""
    if not path.is_file():  # a pipe would be waited for
        return Settings()
    try:
        return parse_settings(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Settings()


def _one_of(value: Any, choices: tuple[Any, ...], default: Any) -> Any:
    return value if value in choices else default


def _quoted(value: str) -> str:
    return f'"{value}"'

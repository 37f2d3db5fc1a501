"""What a reader can set, and where it is kept: one small TOML file.

Each field of ``Settings`` carries all that is known of it. The file, its checks, the card, the
commands and the manual's table are made from that.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from counterpoint.domain.refusal import Refusal

LARGEST = 1 << 16
"""Bytes of a file of settings."""

Theme = Literal["system", "light", "dark"]
Pages = Literal["window", "light", "sepia", "dark"]
Face = Literal["serif", "sans"]
Column = Literal["narrow", "normal", "wide"]
Leading = Literal["close", "normal", "open"]

SETTING = "setting"
"""Under this name a field's metadata has its Setting."""


@dataclass(frozen=True)
class Deed:
    """A command that sets something; ``also`` are further words by which it is found."""

    id: str
    title: str
    help: str
    menu: str = ""
    also: str = ""


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen; ``word`` stands alone, ``words`` within a sentence."""

    value: str | int
    word: str
    words: str
    deed: Deed | None = None


@dataclass(frozen=True)
class Setting:
    """What can be set in one field.

    ``said`` begins a sentence on what holds, ``note`` is what file and manual say of it, ``back``
    and ``on`` are the commands that go one choice along, and ``field`` is empty in metadata.
    """

    title: str
    said: str
    note: str
    choices: tuple[Choice, ...]
    back: Deed | None = None
    on: Deed | None = None
    is_of_text: bool = False
    """Whether it concerns only text that has no pages of its own."""
    field: str = ""


_PAGES = Setting(
    "Pages",
    "Pages are",
    "window, light, sepia or dark: the paper of pages; as the window is, or fixed",
    (
        Choice(
            "window",
            "As window",
            "as the window is",
            Deed(
                "view.pages.window",
                "Colour of pages: as the window",
                "Shows pages light in a light window and dark in a dark one;"
                " pictures stay as they are.",
                "View",
                "automatic theme",
            ),
        ),
        Choice(
            "light",
            "Light",
            "light",
            Deed(
                "view.pages.light",
                "Colour of pages: light",
                "Shows pages as they are, on white.",
                "View",
                "white paper original day",
            ),
        ),
        Choice(
            "sepia",
            "Sepia",
            "sepia",
            Deed(
                "view.pages.sepia",
                "Colour of pages: sepia",
                "Shows pages on warm paper.",
                "View",
                "warm paper yellow",
            ),
        ),
        Choice(
            "dark",
            "Dark",
            "dark",
            Deed(
                "view.pages.dark",
                "Colour of pages: dark",
                "Shows pages light on dark; pictures stay as they are.",
                "View",
                "night invert black",
            ),
        ),
    ),
)
_WINDOW = Setting(
    "Window",
    "The window is",
    "system, light or dark: the window",
    (
        Choice("system", "As system", "as the system has it"),
        Choice("light", "Light", "light"),
        Choice("dark", "Dark", "dark"),
    ),
)
_TYPE_SIZE = Setting(
    "Type size",
    "The type is",
    "12 to 28: the size of text without pages of its own, in pixels",
    tuple(
        Choice(size, str(size), f"{size} pixels high")
        for size in (12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 26, 28)
    ),
    back=Deed(
        "view.type.smaller",
        "Smaller type",
        "Sets the text of all documents that have no pages of their own smaller.",
        "View",
        "font text size decrease reduce",
    ),
    on=Deed(
        "view.type.larger",
        "Larger type",
        "Sets the text of all documents that have no pages of their own larger.",
        "View",
        "font text size bigger increase",
    ),
    is_of_text=True,
)
_FACE = Setting(
    "Letters",
    "The letters are",
    "serif or sans: the letters of such text",
    (
        Choice(
            "serif",
            "Serif",
            "serif",
            Deed(
                "view.face.serif",
                "Serif letters",
                "Sets text that flows in letters with serifs.",
                also="font type face",
            ),
        ),
        Choice(
            "sans",
            "Sans",
            "sans serif",
            Deed(
                "view.face.sans",
                "Sans letters",
                "Sets text that flows in letters without serifs.",
                also="font type face",
            ),
        ),
    ),
    is_of_text=True,
)
_COLUMN = Setting(
    "Column",
    "The column is",
    "narrow, normal or wide: its lines, of about 55, 70 or 90 characters",
    (
        Choice("narrow", "Narrow", "narrow"),
        Choice("normal", "Normal", "of normal width"),
        Choice("wide", "Wide", "wide"),
    ),
    back=Deed(
        "view.column.narrower",
        "Narrower column",
        "Makes the lines of text that flows shorter.",
        also="measure width text",
    ),
    on=Deed(
        "view.column.wider",
        "Wider column",
        "Makes the lines of text that flows longer.",
        also="measure width text",
    ),
    is_of_text=True,
)
_LEADING = Setting(
    "Line spacing",
    "The lines are",
    "close, normal or open: the room between its lines",
    (
        Choice("close", "Close", "close together"),
        Choice("normal", "Normal", "normally apart"),
        Choice("open", "Open", "far apart"),
    ),
    back=Deed(
        "view.leading.closer",
        "Lines closer together",
        "Takes room from between the lines of text that flows.",
        also="line spacing leading",
    ),
    on=Deed(
        "view.leading.wider",
        "Lines farther apart",
        "Gives the lines of text that flows more room.",
        also="line spacing leading",
    ),
    is_of_text=True,
)


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, each with its default, in the order in which it is shown."""

    pages: Pages = field(default="window", metadata={SETTING: _PAGES})
    theme: Theme = field(default="system", metadata={SETTING: _WINDOW})
    type_size: int = field(default=16, metadata={SETTING: _TYPE_SIZE})
    face: Face = field(default="serif", metadata={SETTING: _FACE})
    column: Column = field(default="normal", metadata={SETTING: _COLUMN})
    leading: Leading = field(default="normal", metadata={SETTING: _LEADING})


SETTINGS: tuple[Setting, ...] = tuple(
    replace(one.metadata[SETTING], field=one.name) for one in fields(Settings)
)
"""What can be set, field by field."""


def parse_settings(text: str) -> Settings:
    """Settings from TOML; what is missing or unfit keeps its default."""
    import tomllib  # most starts have nothing to parse

    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError):  # a number of 5,000 digits is no TOMLDecodeError
        return Settings()
    fit = {one.field: found[one.field] for one in SETTINGS if _fits(one, found.get(one.field))}
    return Settings(**fit)


def write_settings(settings: Settings) -> str:
    """The settings as TOML, each with its line of documentation."""
    lines = (
        f"# {one.note}\n{one.field} = {_written(getattr(settings, one.field))}\n"
        for one in SETTINGS
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


def _fits(setting: Setting, value: Any) -> bool:
    """Whether a value is one of those that can be chosen; True and 16.0 are no sizes."""
    return type(value) in (str, int) and value in [choice.value for choice in setting.choices]


def _written(value: str | int) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)

"""What holds of the look of pages, how it is changed, and how both are told."""

import re
from dataclasses import replace
from typing import Any

from counterpoint.app.settings import SETTINGS, Setting, Settings

_MARKED = re.compile(r"(<!-- settings -->\n).*?(<!-- end -->)", re.DOTALL)


def setting_of(field: str) -> Setting:
    """What is known of a field; raises KeyError for what cannot be set."""
    for setting in SETTINGS:
        if setting.field == field:
            return setting
    raise KeyError(field)


def index_in(settings: Settings, setting: Setting) -> int:
    """Which of its choices holds, from 0."""
    value = getattr(settings, setting.field)
    return next(index for index, one in enumerate(setting.choices) if one.value == value)


def chosen(settings: Settings, field: str, value: str | int) -> Settings:
    """The settings with another value of a field."""
    changes: dict[str, Any] = {field: value}
    return replace(settings, **changes)


def stepped(settings: Settings, field: str, by: int) -> Settings:
    """The settings with the value that stands so far on, or the last one there."""
    setting = setting_of(field)
    index = min(max(index_in(settings, setting) + by, 0), len(setting.choices) - 1)
    return chosen(settings, field, setting.choices[index].value)


def told(settings: Settings, field: str) -> str:
    """A sentence on what holds."""
    setting = setting_of(field)
    return f"{setting.said} {setting.choices[index_in(settings, setting)].words}."


def with_settings(page: str) -> str:
    """A page of the manual with its table of what can be set made anew."""
    lines = (f"| {one.title} | {_names(one)} |\n" for one in SETTINGS)
    table = "| Line | What it can be |\n| --- | --- |\n" + "".join(lines)
    return _MARKED.sub(lambda at: f"{at[1]}\n{table}\n{at[2]}", page)


def _names(setting: Setting) -> str:
    """What can be chosen, as a sentence has it; of numbers the first and the last."""
    words = [choice.words for choice in setting.choices]
    if isinstance(setting.choices[0].value, int):
        return f"{setting.choices[0].value} to {words[-1]}"
    return f"{', '.join(words[:-1])} or {words[-1]}"

"""How text that flows is set, as the reader wants it."""

from collections.abc import Mapping
from types import MappingProxyType

from counterpoint.app.settings import Column, Leading, Settings
from counterpoint.documents.client.jobs import Layout

CHARACTER = 17 / 35
"""Em that a character takes on average in English prose, in both faces: 70 fill 34 em."""

CHARACTERS: Mapping[Column, int] = MappingProxyType({"narrow": 55, "normal": 70, "wide": 90})
"""How many characters the longest lines have, about."""

LINE_HEIGHTS: Mapping[Leading, float] = MappingProxyType(
    {"close": 1.35, "normal": 1.55, "open": 1.8}
)
"""From one line to the next, in multiples of the size of type."""

LEAST_MEASURE = 96
"""The narrowest column in CSS pixels, which shows whole in the narrowest pane."""


def text_layout(settings: Settings, room: float) -> Layout:
    """The layout for so many CSS pixels of room, at zoom 1.

    The column is as wide as it fits in steps of 8, so that a window that is being drawn larger
    asks for few layouts.
    """
    widest = CHARACTERS[settings.column] * CHARACTER * settings.type_size
    return Layout(
        width=float(round(min(max(LEAST_MEASURE, room // 8 * 8), widest))),
        font_size=float(settings.type_size),
        line_height=LINE_HEIGHTS[settings.leading],
        face=settings.face,
    )

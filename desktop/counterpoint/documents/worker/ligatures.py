"""Ligatures and forms of letters as the letters they stand for.

MuPDF does it too, but for forms that stand for themselves, such as the ornate parentheses of
Arabic, it answers with whatever is in its memory; so it is asked to leave them all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
"""Alphabetic and Arabic presentation forms (Unicode, chapter 23), without marks and signs."""

Item = dict[str, Any]
"""A span or a character of PyMuPDF's."""


def in_letters(text: str) -> str:
    """A text without ligatures and forms of letters."""
    if text.isascii() or not _FORMS.search(text):
        return text
    return _FORMS.sub(lambda found: normalize("NFKC", found[0]), text)


def in_single_letters(characters: Sequence[Item]) -> Sequence[Item]:
    """Characters without ligatures: the first letter takes the whole box, the others its end."""
    if not _FORMS.search("".join(item["c"] for item in characters)):
        return characters
    return [letter for item in characters for letter in _letters(item)]


def _letters(item: Item) -> Iterator[Item]:
    letters = in_letters(item["c"])
    yield {**item, "c": letters[0]}
    right, bottom = item["bbox"][2:]
    for letter in letters[1:]:
        yield {**item, "c": letter, "bbox": (right, bottom, right, bottom)}


def spans_of(page: Mapping[str, Any]) -> Iterator[Item]:
    """All spans of a page."""
    for block in page["blocks"]:
        for line in block.get("lines", ()):
            yield from line["spans"]

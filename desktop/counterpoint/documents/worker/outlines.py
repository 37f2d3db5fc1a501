"""How much of an outline is told."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from counterpoint.documents.client.replies import OutlineEntry

OUTLINE_LIMIT = 5000
"""Headings or bookmarks that are taken: with all else that is known of a document they go into one
frame's head, whatever letters they are of."""

TITLE_LIMIT = 200
"""Characters of a title that are taken."""


def told(entries: Iterable[OutlineEntry]) -> tuple[OutlineEntry, ...]:
    """The first entries, none with a longer title."""
    return tuple(_cut(entry) for entry in islice(entries, OUTLINE_LIMIT))


def _cut(entry: OutlineEntry) -> OutlineEntry:
    return replace(entry, title=entry.title[:TITLE_LIMIT])

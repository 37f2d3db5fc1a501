"""The index without a process of its own, for who waits for the answer anyway."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpoint.index.cache import Key, Piece, Row
from counterpoint.index.finder import Finder

AROUND = 200
"""Code points given before and after an occurrence, at most."""


@dataclass(frozen=True)
class Occurrence:
    """A place where the words stand; ``paragraph`` counts from 0, ``page`` is the label."""

    page: str | None
    paragraph: int
    before: str
    match: str
    after: str


class ProjectIndex:
    """Owns a finder on one project; ``extractor`` is the version of the code that reads texts."""

    def __init__(self, folder: Path | None, project: str, extractor: str) -> None:
        self._finder = Finder(folder)
        self._project = project
        self._extractor = extractor

    def close(self) -> None:
        """Let go of the cache."""
        self._finder.close()

    def has(self, texts: Sequence[str]) -> list[bool]:
        """Whether the text of each file (SHA-256) is there whole.

        Those named are wanted from now on; others that were not for long are forgotten.
        """
        found = self._finder.standing(self._project, [self._key(one) for one in texts])
        return [one.is_complete for one in found]

    def take(
        self,
        sha256: str,
        rows: Sequence[tuple[int, int, str | None, str]],
        *,
        is_private: bool = False,
    ) -> None:
        """Take a text whole: start, paragraph from 0, page label and words of each passage.

        One that is private is written to no file.
        """
        key = self._key(sha256)
        first = 0 if is_private else self._finder.there(self._project, [key])[0].rows
        piece = Piece(first, [Row(*row) for row in rows[first:]])
        self._finder.add(self._project, key, piece, is_private=is_private)

    def occurrences(self, sha256: str, query: str) -> Iterator[Occurrence]:
        """Every place of a text where the words of a query stand, in reading order."""
        for found in self._finder.every(self._project, query, self._key(sha256)):
            row, stretch = found.row, found.stretch
            before = found.text_before + row.body[: stretch.start]
            after = row.body[stretch.end :] + found.text_after
            match = row.body[stretch.start : stretch.end]
            yield Occurrence(row.page, row.paragraph, before[-AROUND:], match, after[:AROUND])

    def _key(self, sha256: str) -> Key:
        return Key(sha256, self._extractor)

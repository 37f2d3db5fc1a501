"""One block while it is being written, and the nesting of lists and quotations it stands in."""

import re
from collections.abc import Iterable
from dataclasses import replace

from counterpoint.documents.flow.blocks import Hyperlink, Run, Shape, Style

DEEPEST = 6
"""Levels of lists and quotations that are told apart; deeper ones look like this one."""

_SPACES = re.compile(r"\s+")


class Draft:
    """Holds the text, runs, links and names of a block so far.

    Runs of white space become one space.
    """

    def __init__(self, shape: Shape = Shape.PARAGRAPH, level: int = 0, marker: str = "") -> None:
        self.shape, self.level, self.marker = shape, level, marker
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._opened: dict[Style, int] = {}
        self._links: list[Hyperlink] = []
        self._names: list[tuple[str, int]] = []

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been written."""
        return not self._parts

    def write(self, text: str, styles: Iterable[Style], target: str = "") -> None:
        """Add text in some styles; it leads to ``target`` if there is one."""
        text = _SPACES.sub(" ", text)
        if self.is_blank or self._parts[-1][-1] in " \n":
            text = text.lstrip(" ")
        if text:
            for style in styles:
                self._opened.setdefault(style, self._length)
            if target:
                self._lead(self._length + len(text), target)
            self._append(text)

    def name(self, names: Iterable[str]) -> None:
        """Links lead by these names to what is written next."""
        self._names += [(name, self._length) for name in names]

    def break_line(self) -> None:
        """Add a line break, unless nothing stands before it."""
        if self.is_blank:
            return
        if self._parts[-1].endswith(" "):
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
            if not self._parts[-1]:
                self._parts.pop()
        self._append("\n")

    def close(self, style: Style) -> None:
        """End a style; a run without text leaves nothing."""
        start = self._opened.pop(style, self._length)
        if start < self._length:
            self._runs.append(Run(start, self._length, style))

    def finished(self) -> tuple[str, tuple[Run, ...]]:
        """The text without white space at its end, and its runs."""
        for style in list(self._opened):
            self.close(style)
        text = "".join(self._parts).rstrip()
        runs = (Run(run.start, min(run.end, len(text)), run.style) for run in self._runs)
        return text, tuple(run for run in runs if run.start < run.end)

    def links(self, text: str) -> tuple[Hyperlink, ...]:
        """The links in the finished text."""
        found = (replace(link, end=min(link.end, len(text))) for link in self._links)
        return tuple(link for link in found if link.start < link.end)

    def names(self, text: str) -> tuple[tuple[str, int], ...]:
        """The names in the finished text."""
        return tuple((name, min(offset, len(text))) for name, offset in self._names)

    def _lead(self, end: int, target: str) -> None:
        """What is about to be written leads somewhere, as what stands before it may."""
        last = self._links[-1] if self._links else None
        if last and last.end == self._length and last.target == target:
            self._links[-1] = replace(last, end=end)
        else:
            self._links.append(Hyperlink(self._length, end, target))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


class Nesting:
    """Holds which lists and quotations are open; closing what is not open is harmless.

    While it ``is_note``, what is written is part of a note.
    """

    def __init__(self) -> None:
        self.is_note = False
        self._next_numbers: list[int | None] = []
        self._quotes = 0

    def open_list(self, first: int | None = None) -> None:
        """Begin a list; ``first`` is the number of its first item, None for bullets."""
        self._next_numbers.append(first)

    def close_list(self) -> None:
        """End the innermost list."""
        if self._next_numbers:
            self._next_numbers.pop()

    def open_quote(self) -> None:
        """Begin a quotation of whole paragraphs."""
        self._quotes += 1

    def close_quote(self) -> None:
        """End the innermost quotation."""
        self._quotes = max(0, self._quotes - 1)

    def new_item(self) -> Draft:
        """A draft for the next item of the innermost list."""
        level = min(max(1, len(self._next_numbers)), DEEPEST)
        number = self._next_numbers[-1] if self._next_numbers else None
        if number is None:
            return Draft(Shape.ITEM, level, "•")
        self._next_numbers[-1] = number + 1
        return Draft(Shape.ITEM, level, f"{number}.")

    def place(self, draft: Draft) -> None:
        """Make a paragraph inside a list, quotation or note what it is there."""
        if draft.shape is Shape.PARAGRAPH:
            if self._next_numbers:
                draft.shape, draft.level = Shape.ITEM, min(len(self._next_numbers), DEEPEST)
            elif self._quotes:
                draft.shape, draft.level = Shape.QUOTE, min(self._quotes, DEEPEST)
        if self.is_note and draft.shape in (Shape.PARAGRAPH, Shape.ITEM, Shape.QUOTE):
            draft.shape = Shape.NOTE

"""A book's table of contents: the navigation document of EPUB 3 or the NCX of EPUB 2."""

from dataclasses import dataclass

from counterpoint.documents.packed.events import Attributes, read_loosely

MOST = 5_000
"""Lines that are read."""

_LEVELS = frozenset({"navPoint", "ol"})
_LABELS = frozenset({"a", "span", "text"})


@dataclass(frozen=True)
class Link:
    """A line of the table: its level from 1, its words, the address it leads to."""

    level: int
    title: str
    target: str


def links_of(content: bytes) -> tuple[Link, ...]:
    """The lines of a table of contents; raises Refusal where it is no XML."""
    table = _Table()
    read_loosely(content, table.start, table.end, table.text)
    return tuple(link for link in table.links if link.title and link.target)[:MOST]


class _Table:
    """Holds the lines, and the words and the level of the one being read."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self._level = 0
        self._navs: list[bool] = []
        self._label = ""
        self._words: list[str] = []
        self._title = ""
        self._target = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "nav":
            self._navs.append("toc" in attributes.get("type", "toc").split())
        elif name in _LEVELS:
            self._level += 1
        elif name in _LABELS and not self._label and self._is_wanted():
            self._label, self._words = name, []
            self._target = attributes.get("href", "")
        elif name == "content" and self._is_wanted():
            self._note(attributes.get("src", ""))

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "nav" and self._navs:
            self._navs.pop()
        elif name in _LEVELS:
            self._level -= 1
        elif name == self._label:
            self._label, self._title = "", " ".join("".join(self._words).split())
            if name == "a":
                self._note(self._target)

    def text(self, words: str) -> None:
        """Words of a label."""
        if self._label:
            self._words.append(words)

    def _is_wanted(self) -> bool:
        """Whether this is part of the table: an NCX has no ``nav``, a navigation several."""
        return self._level > 0 and all(self._navs)

    def _note(self, target: str) -> None:
        self.links.append(Link(self._level, self._title, target))
        self._title = self._target = ""

"""FictionBook (FB2) to blocks: the book's own text, then its notes (FictionBook 2.1)."""

import re
from contextlib import suppress

from counterpoint.documents.decoding import decode_part
from counterpoint.documents.flow.blocks import Flow, Shape, Source, Style
from counterpoint.documents.flow.writer import FlowWriter
from counterpoint.documents.packed.archive import Archive
from counterpoint.documents.packed.events import Attributes, read_loosely
from counterpoint.domain.refusal import Refusal

NOT_A_BOOK = "This file is not a FictionBook or is broken; try another copy of it."

_ZIP = b"PK"
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")

_STYLES = {
    "emphasis": Style.EMPHASIS,
    "strong": Style.STRONG,
    "code": Style.CODE,
    "sup": Style.RAISED,
}
_LINES = frozenset({"p", "v", "subtitle", "text-author", "date"})
_NAMES = ("first-name", "middle-name", "last-name", "nickname")
_DEEPEST_HEADING = 6


def parse(content: bytes) -> Flow:
    """The blocks of an FB2, which may be packed alone in a zip archive; raises Refusal."""
    text = decode_part(_unpacked(content))
    # The text is UTF-8 from here on, whatever it says of itself.
    plain = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    book = _Book()
    read_loosely(plain, book.start, book.end, book.text)
    return book.writer.finish(book.about.source())


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(_ZIP):
        return content
    archive = Archive(content)
    name = next((name for name in archive.names if name.lower().endswith(".fb2")), "")
    found = archive.read(name) if name else None
    if found is None:
        raise Refusal(NOT_A_BOOK)
    return found


class _About:
    """Holds what the description says of the book; what it was made from is passed over."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._said: dict[str, str] = {}
        self._authors: list[dict[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """An element of the description begins."""
        self._path.append(name)
        if self._path == ["title-info", "author"]:
            self._authors.append({})
        elif self._path == ["title-info", "date"]:
            self._said["day"] = attributes.get("value", "")

    def end(self) -> None:
        """An element of it ends."""
        with suppress(IndexError):
            self._path.pop()

    def text(self, words: str) -> None:
        """Words of it."""
        match self._path:
            case ["title-info" | "publish-info" as part, name]:
                self._said[f"{part} {name}"] = self._said.get(f"{part} {name}", "") + words
            case ["title-info", "author", name] if name in _NAMES:
                author = self._authors[-1]
                author[name] = author.get(name, "") + words

    def source(self) -> Source:
        """All that was said."""
        said = {name: " ".join(words.split()) for name, words in self._said.items()}
        written = said.get("day") or said.get("title-info date", "")
        return Source(
            title=said.get("title-info book-title", ""),
            author="; ".join(filter(None, map(_full_name, self._authors))),
            date=said.get("publish-info year") or written,
            publisher=said.get("publish-info publisher", ""),
            language=said.get("title-info lang", ""),
        )


def _full_name(author: dict[str, str]) -> str:
    given = [author.get(name, "").strip() for name in _NAMES[:3]]
    return " ".join(filter(None, given)) or author.get(_NAMES[3], "").strip()


class _Book:
    """Holds what was written of a book, and where in it the parser is."""

    def __init__(self) -> None:
        self.writer, self.about = FlowWriter(), _About()
        self._in_description = self._in_notes = self._in_title = False
        self._bodies = self._depth = 0
        self._title: list[str] = []
        self._mark = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "description":
            self._in_description = True
        elif self._in_description:
            self.about.start(name, attributes)
        elif name == "body":
            self._begin_body(attributes)
        elif self._bodies:
            self._start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "description":
            self._in_description = False
        elif self._in_description:
            self.about.end()
        elif name == "body":
            self.writer.end()
            self._bodies = max(0, self._bodies - 1)
        elif self._bodies:
            self._end(name)

    def text(self, words: str) -> None:
        """Words of an element; those outside of bodies are pictures."""
        if self._in_description:
            self.about.text(words)
        elif self._in_title and self._in_notes:
            self._title.append(words)
        elif self._bodies:
            self.writer.write(words)

    def _begin_body(self, attributes: Attributes) -> None:
        self.writer.end()
        self._bodies, self._depth = self._bodies + 1, 0
        self._in_notes = attributes.get("name", "").lower() in {"notes", "footnotes", "comments"}
        self.writer.nesting.is_note = self._in_notes

    def _start(self, name: str, attributes: Attributes) -> None:
        if attributes.get("id"):
            self.writer.names.append(attributes["id"])
        match name:
            case "section":
                self._depth += 1
            case "title":
                self._begin_title()
            case "epigraph" | "cite":
                self.writer.end()
                self.writer.nesting.open_quote()
            case "tr":
                self.writer.begin(Shape.ROW)
            case "td" | "th":
                self.writer.begin_cell()
            case "a":
                self.writer.target = attributes.get("href", "").strip()
                if attributes.get("type") == "note":
                    self.writer.open_style(Style.NOTE_MARK)
            case _ if name in _STYLES:
                self.writer.open_style(_STYLES[name])
            case _ if name in _LINES:
                self._begin_line(name)

    def _end(self, name: str) -> None:
        match name:
            case "section":
                self._depth = max(0, self._depth - 1)
                self._mark = ""
            case "title":
                self._end_title()
            case "epigraph" | "cite":
                self.writer.end()
                self.writer.nesting.close_quote()
            case "tr" | "stanza" | "poem":
                self.writer.end()
            case "a":
                self.writer.target = ""
                self.writer.close_style(Style.NOTE_MARK)
            case _ if name in _STYLES:
                self.writer.close_style(_STYLES[name])
            case _ if name in _LINES and not self._in_title and name != "v":
                self.writer.end_paragraph()

    def _begin_title(self) -> None:
        self._in_title, self._title = True, []
        if not self._in_notes:
            self.writer.begin(Shape.HEADING, min(self._depth + 1, _DEEPEST_HEADING))

    def _end_title(self) -> None:
        self._in_title = False
        if self._in_notes:
            self._mark = " ".join("".join(self._title).split()).strip("[](){}.")
        else:
            self.writer.end()

    def _begin_line(self, name: str) -> None:
        """A line of a title or a verse goes on where the last one ended."""
        if self._in_title or name == "v":
            self.writer.break_line()
        elif name == "subtitle" and not self._in_notes:
            self.writer.begin(Shape.HEADING, min(self._depth + 2, _DEEPEST_HEADING))
        elif self._in_notes and self._mark:
            mark, self._mark = self._mark, ""
            self.writer.begin(Shape.NOTE, 1, f"{mark}." if len(mark) <= 4 else "")
        else:
            self.writer.end_paragraph()

"""HTML to blocks, as a stream: depth costs nothing. Nothing is fetched and nothing runs."""

from collections.abc import Mapping
from html.parser import HTMLParser

from counterpoint.documents.flow.blocks import Flow, Shape, Style
from counterpoint.documents.flow.head import Head
from counterpoint.documents.flow.hiding import (
    BESIDE_THE_LINE,
    OpenElement,
    is_hidden,
    is_note,
    is_note_mark,
)
from counterpoint.documents.flow.writer import FlowWriter

_DROPPED = frozenset(
    {
        "script",
        "style",
        "nav",
        "form",
        "button",
        "select",
        "textarea",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "dialog",
        "menu",
    }
)

_STYLES = {
    "em": Style.EMPHASIS,
    "i": Style.EMPHASIS,
    "cite": Style.EMPHASIS,
    "strong": Style.STRONG,
    "b": Style.STRONG,
    "code": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "sup": Style.RAISED,
}

_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_ELEMENTS_IN_LINES = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "bdi",
        "bdo",
        "big",
        "data",
        "del",
        "dfn",
        "font",
        "img",
        "input",
        "ins",
        "label",
        "mark",
        "q",
        "rb",
        "ruby",
        "s",
        "small",
        "span",
        "strike",
        "sub",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "link",
        "meta",
        "source",
        "track",
        "area",
        "base",
        "col",
        "param",
        "embed",
        "picture",
    }
)

_FORMULA = frozenset(
    {
        "math",
        "semantics",
        "maction",
        "menclose",
        "mfenced",
        "mfrac",
        "mi",
        "mmultiscripts",
        "mn",
        "mo",
        "mover",
        "mpadded",
        "mphantom",
        "mprescripts",
        "mroot",
        "mrow",
        "ms",
        "mspace",
        "msqrt",
        "mstyle",
        "msub",
        "msubsup",
        "msup",
        "mtable",
        "mtd",
        "mtext",
        "mtr",
        "munder",
        "munderover",
    }
)
"""A formula stands in its sentence, sign after sign."""

_INLINE = _ELEMENTS_IN_LINES | _FORMULA

_PHRASING = (_INLINE | _STYLES.keys()) - {"ruby"}
"""What a page may cross or forget to end; a ruby holds elements that end with it."""


_COMMENT = "<!--"


def names_of(tag: str, attrs: Mapping[str, str | None]) -> list[str]:
    """By which names links lead to an element."""
    found = (attrs.get("id"), attrs.get("name") if tag == "a" else None)
    return [name for name in found if name]


def parse(text: str) -> Flow:
    """The blocks of an HTML text."""
    reader = WebReader()
    reader.feed(without_open_comments(text))
    reader.close()
    return reader.finish()


def without_open_comments(text: str) -> str:
    """The text without the beginnings of comments behind the first that never ends.

    The parser looks for the end of each, and many of them would cost their square.
    """
    end = max(text.rfind("-->"), text.rfind("--!>"))
    first = text.find(_COMMENT, max(end, 0))
    if first < 0:
        return text
    after = first + len(_COMMENT)
    return text[:after] + text[after:].replace(_COMMENT, "")


class WebReader(HTMLParser):
    """Holds what is open: an element not read, preformatted text, a note or its mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = FlowWriter()
        self._head = Head()
        self._dropped = ""
        self._dropped_depth = 0
        self._hidden: OpenElement | None = None
        self._note: OpenElement | None = None
        self._in_note_link = False
        self._kept: list[str] | None = None

    def finish(self) -> Flow:
        """All that was read."""
        return self.writer.finish(self._head.source())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        named = dict(attrs)
        self.writer.names += names_of(tag, named)
        self._head.start(tag, named, is_shown=not self._dropped and not self._hidden)
        if self._dropped:
            self._dropped_depth += tag == self._dropped
            return
        if self._hidden and self._hidden.is_ended_by_start(tag):
            self._hidden = None
        if self._hidden:
            return
        if is_hidden(tag, named):
            self._hide(tag)
            return
        self._begin_note(tag, named)
        if tag in _DROPPED:
            self.writer.end()
            self._dropped, self._dropped_depth = tag, 1
        elif self._kept is not None:
            self._kept += ["\n"] if tag == "br" else []
        elif tag in _STYLES:
            self._open_style(tag)
        elif tag == "a":
            self._open_link(named)
        elif tag not in _INLINE:
            self._begin(tag, named)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself, which HTML knows only of those that hold nothing."""
        self.handle_starttag(tag, [] if is_hidden(tag, dict(attrs)) else attrs)
        if tag in _DROPPED or self._hidden:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._head.in_title = False
        if self._dropped:
            self._dropped_depth -= tag == self._dropped
            if not self._dropped_depth or tag == "body":
                self._dropped = ""
        elif self._hidden:
            self._end_hidden(self._hidden, tag)
        else:
            self._end_shown(tag)

    def _end_shown(self, tag: str) -> None:
        if self._note and self._note.end(tag) is not None:
            self._end_note()
        if self._kept is not None and tag != "pre":
            return
        if tag in _STYLES:
            self.writer.close_style(_STYLES[tag])
            if tag == "sup":
                self.writer.close_style(Style.NOTE_MARK)
        elif tag == "a":
            self._in_note_link = False
            self.writer.target = ""
            self.writer.close_style(Style.NOTE_MARK)
        elif tag not in _INLINE:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        if self._head.in_title:
            self._head.write(data)
        elif self._dropped or self._hidden:
            return
        elif self._kept is not None:
            self._kept.append(data)
        else:
            self.writer.write(data)

    def _hide(self, tag: str) -> None:
        if tag not in _PHRASING | BESIDE_THE_LINE and self._kept is None:
            self.writer.end_paragraph()
        self._hidden = OpenElement(tag, _PHRASING)

    def _end_hidden(self, hidden: OpenElement, tag: str) -> None:
        left = hidden.end(tag)
        if left is None:
            return
        self._hidden = None
        if left:
            self.handle_endtag(left)

    def _open_style(self, tag: str) -> None:
        is_note = tag == "sup" and self._in_note_link
        self.writer.open_style(Style.NOTE_MARK if is_note else _STYLES[tag])

    def _open_link(self, attrs: Mapping[str, str | None]) -> None:
        """A raised link to a place in a page is the mark of a note, whichever encloses which."""
        says_so = is_note_mark(attrs)
        self.writer.target = (attrs.get("href") or "").strip()
        self._in_note_link = says_so or "#" in (attrs.get("href") or "")
        is_raised = self.writer.has_style(Style.RAISED)
        if says_so or (self._in_note_link and is_raised):
            self.writer.close_style(Style.RAISED)
            self.writer.open_style(Style.NOTE_MARK)

    def _begin_note(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        """An element begins: it may end a note, stand in one, or be one."""
        if self._note and self._note.is_ended_by_start(tag):
            self._end_note()
        if self._note is None and tag not in _PHRASING and is_note(attrs):
            self.writer.end_paragraph()
            self.writer.nesting.is_note = True
            self._note = OpenElement(tag, _PHRASING)

    def _end_note(self) -> None:
        self.writer.end_paragraph()
        self.writer.nesting.is_note = False
        self._note = None

    def _begin(self, tag: str, attrs: dict[str, str | None]) -> None:
        match tag:
            case "br":
                self.writer.break_line()
            case "ul":
                self.writer.end()
                self.writer.nesting.open_list()
            case "ol":
                start = attrs.get("start") or ""
                self.writer.end()
                self.writer.nesting.open_list(
                    int(start) if start.isdecimal() and len(start) < 6 else 1
                )
            case "li":
                self.writer.begin_item()
            case "blockquote":
                self.writer.end()
                self.writer.nesting.open_quote()
            case "pre":
                self.writer.end()
                self._kept = []
            case "figcaption" | "caption":
                self.writer.begin(Shape.CAPTION)
            case "tr":
                self.writer.begin(Shape.ROW)
            case "td" | "th":
                self.writer.begin_cell()
            case _ if tag in _HEADINGS:
                self.writer.begin(Shape.HEADING, _HEADINGS[tag])
            case _:
                self.writer.end_paragraph()

    def _end(self, tag: str) -> None:
        match tag:
            case "ul" | "ol":
                self.writer.end()
                self.writer.nesting.close_list()
            case "blockquote":
                self.writer.end()
                self.writer.nesting.close_quote()
            case "pre":
                self.writer.preformatted("".join(self._kept or []))
                self._kept = None
            case "br" | "td" | "th":
                return
            case "li":
                self.writer.end_item()
            case "tr" | "table" | "figcaption" | "caption":
                self.writer.end()
            case _ if tag in _HEADINGS:
                self.writer.end()
            case _:
                self.writer.end_paragraph()

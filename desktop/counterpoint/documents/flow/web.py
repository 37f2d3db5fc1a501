"""HTML to blocks, as a stream: depth costs nothing. Nothing is fetched and nothing runs."""

from html.parser import HTMLParser

from counterpoint.documents.flow.blocks import Flow, Shape, Source, Style
from counterpoint.documents.flow.hiding import HiddenElement, is_hidden
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
        "math",
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

_INLINE = frozenset(
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

_PHRASING = _INLINE | _STYLES.keys()

_META = {
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "citation_author": "author",
    "date": "date",
    "dc.date": "date",
    "article:published_time": "date",
    "citation_publication_date": "date",
    "datepublished": "date",
    "dc.publisher": "publisher",
    "publisher": "publisher",
    "og:site_name": "publisher",
    "citation_publisher": "publisher",
    "og:title": "title",
    "citation_title": "title",
}


def parse(text: str) -> Flow:
    """The blocks of an HTML text."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    """Holds what is open: an element not read, the title, preformatted text, a note mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._writer = FlowWriter()
        self._named: dict[str, str] = {}
        self._title: list[str] = []
        self._dropped = ""
        self._dropped_depth = 0
        self._hidden: HiddenElement | None = None
        self._in_title = False
        self._in_note_link = False
        self._kept: list[str] | None = None

    def finish(self) -> Flow:
        """All that was read."""
        title = self._named.get("title") or " ".join("".join(self._title).split())
        rest = (self._named.get(name, "") for name in ("author", "date", "publisher", "language"))
        return self._writer.finish(Source(title, *rest))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self._note_metadata(tag, dict(attrs))
        if self._dropped:
            self._dropped_depth += tag == self._dropped
            return
        if self._hidden and self._hidden.is_ended_by_start(tag):
            self._hidden = None
        if self._hidden:
            return
        if is_hidden(tag, dict(attrs)):
            self._hide(tag)
        elif tag in _DROPPED:
            self._writer.end()
            self._dropped, self._dropped_depth = tag, 1
        elif self._kept is not None:
            self._kept += ["\n"] if tag == "br" else []
        elif tag in _STYLES:
            self._open_style(tag)
        elif tag == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif tag not in _INLINE:
            self._begin(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself, which HTML knows only of those that hold nothing."""
        self.handle_starttag(tag, [] if is_hidden(tag, dict(attrs)) else attrs)
        if tag in _DROPPED or self._hidden:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._in_title = False
        if self._dropped:
            self._dropped_depth -= tag == self._dropped
            if not self._dropped_depth or tag == "body":
                self._dropped = ""
        elif self._hidden:
            self._end_hidden(self._hidden, tag)
        elif self._kept is not None and tag != "pre":
            return
        elif tag in _STYLES:
            self._close_style(tag)
        elif tag == "a":
            self._in_note_link = False
        elif tag not in _INLINE:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        if self._in_title:
            self._title.append(data)
        elif self._dropped or self._hidden:
            return
        elif self._kept is not None:
            self._kept.append(data)
        else:
            self._writer.write(data)

    def _hide(self, tag: str) -> None:
        if tag not in _PHRASING and self._kept is None:
            self._writer.end_paragraph()
        self._hidden = HiddenElement(tag, _PHRASING)

    def _end_hidden(self, hidden: HiddenElement, tag: str) -> None:
        left = hidden.end(tag)
        if left is None:
            return
        self._hidden = None
        if left:
            self.handle_endtag(left)

    def _open_style(self, tag: str) -> None:
        is_note = tag == "sup" and self._in_note_link
        self._writer.open_style(Style.NOTE_MARK if is_note else _STYLES[tag])

    def _close_style(self, tag: str) -> None:
        self._writer.close_style(_STYLES[tag])
        if tag == "sup":
            self._writer.close_style(Style.NOTE_MARK)

    def _open_link(self, target: str) -> None:
        """A raised link to a place in a page is the mark of a note, whichever encloses which."""
        self._in_note_link = "#" in target
        if self._in_note_link and self._writer.has_style(Style.RAISED):
            self._writer.close_style(Style.RAISED)
            self._writer.open_style(Style.NOTE_MARK)

    def _note_metadata(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "title":
            self._in_title = not self._dropped and not self._hidden and not self._title
        elif tag == "html":
            self._named["language"] = attrs.get("lang") or attrs.get("xml:lang") or ""
        elif tag == "meta":
            name = attrs.get("name") or attrs.get("property") or attrs.get("itemprop") or ""
            if name.lower() in _META:
                content = " ".join((attrs.get("content") or "").split())
                self._named.setdefault(_META[name.lower()], content)

    def _begin(self, tag: str, attrs: dict[str, str | None]) -> None:
        match tag:
            case "br":
                self._writer.break_line()
            case "ul":
                self._writer.end()
                self._writer.nesting.open_list()
            case "ol":
                start = attrs.get("start") or ""
                self._writer.end()
                self._writer.nesting.open_list(
                    int(start) if start.isdecimal() and len(start) < 6 else 1
                )
            case "li":
                self._writer.begin_item()
            case "blockquote":
                self._writer.end()
                self._writer.nesting.open_quote()
            case "pre":
                self._writer.end()
                self._kept = []
            case "figcaption" | "caption":
                self._writer.begin(Shape.CAPTION)
            case "tr":
                self._writer.begin(Shape.ROW)
            case "td" | "th":
                self._writer.begin_cell()
            case _ if tag in _HEADINGS:
                self._writer.begin(Shape.HEADING, _HEADINGS[tag])
            case _:
                self._writer.end_paragraph()

    def _end(self, tag: str) -> None:
        match tag:
            case "ul" | "ol":
                self._writer.end()
                self._writer.nesting.close_list()
            case "blockquote":
                self._writer.end()
                self._writer.nesting.close_quote()
            case "pre":
                self._writer.preformatted("".join(self._kept or []))
                self._kept = None
            case "br" | "td" | "th":
                return
            case "li":
                self._writer.end_item()
            case "tr" | "table" | "figcaption" | "caption":
                self._writer.end()
            case _ if tag in _HEADINGS:
                self._writer.end()
            case _:
                self._writer.end_paragraph()

"""Markdown (CommonMark and tables) to blocks. Raw HTML in it stays text."""

import re
from collections import Counter
from collections.abc import Callable, Set
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from counterpoint.documents.flow import plain
from counterpoint.documents.flow.blocks import Flow, Shape, Source, Style
from counterpoint.documents.flow.writer import FlowWriter

DEEPEST = 200
"""Levels of nesting that are read, two for each list; markdown-it leaves out what is deeper."""

MOST_MARKS = 24
"""Marks of lists and quotations that count before the text of a line."""

LONGEST = 50_000
"""Characters of a block whose emphasis and links are read: brackets alone cost their square."""

MOST_NAMED = 300
"""Characters of a heading that its name is made of."""

_NOTE = re.compile(r"\[\^([^\]\s]{1,200})\]")
_NOTE_BEGINS = re.compile(rf"{_NOTE.pattern}:[ \t]*")
"""The mark of a note and the beginning of one, as GitHub and Pandoc have them."""

DEEPEST_NOTE = 20
"""Levels of nesting, two for each list, in which a note may stand."""

NOTE_INDENT = 4
"""Spaces before the later paragraphs of a note."""

_UNNAMED = re.compile(r"[^\w\- ]")

_MARK = r"[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))"
_MARKS = re.compile(rf"^((?:{_MARK}){{{MOST_MARKS}}})(?:{_MARK})+[ \t]*", re.MULTILINE)

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(.*)$", re.MULTILINE)
_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG}


def parse(text: str) -> Flow:
    """The blocks of a Markdown text; simple YAML front matter is read and left out.

    One that nests deeper than is read comes as the lines it is written in: nothing is lost.
    """
    matter = _FRONT_MATTER.match(text)
    body = text[matter.end() :] if matter else text
    parser = _parser()
    references: dict[str, Any] = {}
    try:
        tokens = parser.parse(_MARKS.sub(r"\1 ", body), references)
    except RecursionError:
        return plain.parse(text)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        return plain.parse(text)
    writer = FlowWriter()
    notes = {token.info for token in tokens if token.type == "note_open"}
    walker = _Walker(writer, partial(_inline, parser, references), notes)
    for token in tokens:
        walker.take(token)
    return writer.finish(_source(matter[1]) if matter else Source())


def _parser() -> MarkdownIt:
    """One that leaves the words of each block to be parsed later, if they are."""
    options = {"html": False, "maxNesting": DEEPEST}
    parser = MarkdownIt("commonmark", options).enable("table").disable("inline")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph"]})
    return parser


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for a note: blocks behind its name; later ones are moved in."""
    first = state.bMarks[start] + state.tShift[start]
    found = _NOTE_BEGINS.match(state.src, first, state.eMarks[start])
    if found is None or state.level > DEEPEST_NOTE or state.is_code_block(start):
        return False
    if silent:
        return True
    state.push("note_open", "", 1).info = found[1]
    before = state.bMarks[start], state.tShift[start], state.sCount[start]
    state.blkIndent += NOTE_INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = found.end(), 0, state.blkIndent
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= NOTE_INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = before
    state.push("note_close", "", -1)
    return True


def _source(matter: str) -> Source:
    fields = {name.lower(): _unquoted(value) for name, value in _FIELD.findall(matter)}
    names = ("title", "author", "date", "publisher")
    language = fields.get("lang", "") or fields.get("language", "")
    title, author, date, publisher = (fields.get(name, "") for name in names)
    return Source(title, author, date, publisher, language)


def _unquoted(value: str) -> str:
    value = value.strip().strip("[]")
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] in "\"'" else value


def _inline(parser: MarkdownIt, references: dict[str, Any], words: str) -> list[Token]:
    return parser.inline.parse(words, parser, references, [])


class _Walker:
    """Holds the writer that tokens are written to, and who parses the words of a block.

    ``notes`` are the names of the notes there are; they are numbered as they come up.
    """

    def __init__(
        self, writer: FlowWriter, parse: Callable[[str], list[Token]], notes: Set[str]
    ) -> None:
        self._writer, self._parse, self._notes = writer, parse, notes
        self._numbers: dict[str, int] = {}
        self._slugs: Counter[str] = Counter()
        self._in_heading = False

    def take(self, token: Token) -> None:
        """Write what one block token holds."""
        match token.type:
            case "heading_open":
                self._writer.begin(Shape.HEADING, int(token.tag[1:]))
                self._in_heading = True
            case "bullet_list_open":
                self._writer.end()
                self._writer.nesting.open_list()
            case "ordered_list_open":
                self._writer.end()
                self._writer.nesting.open_list(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self._writer.end()
                self._writer.nesting.close_list()
            case "list_item_open":
                self._writer.begin_item()
            case "list_item_close":
                self._writer.end_item()
            case "blockquote_open":
                self._writer.end()
                self._writer.nesting.open_quote()
            case "blockquote_close":
                self._writer.end()
                self._writer.nesting.close_quote()
            case "note_open" | "note_close":
                self._turn_note(token.info)
            case "fence" | "code_block":
                self._writer.preformatted(token.content)
            case "tr_open":
                self._writer.begin(Shape.ROW)
            case "td_open" | "th_open":
                self._writer.begin_cell()
            case "inline":
                self._name(token.content)
                self._words(token.content)
            case "paragraph_open" | "paragraph_close" | "heading_close" | "tr_close":
                self._writer.end()

    def _turn_note(self, name: str) -> None:
        """Begin the note of a name; end it where there is none."""
        self._writer.end_item()
        self._writer.nesting.is_note = bool(name)
        if name:
            self._writer.names.append(f"^{name}")
            self._writer.begin(Shape.NOTE, 1, f"{self._number(name)}.")

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def _marked(self, words: str) -> None:
        """Words with marks of notes, which are raised numbers that lead there."""
        done = 0
        for found in _NOTE.finditer(words):
            if found[1] in self._notes:
                self._writer.write(words[done : found.start()])
                self._writer.target = f"#^{found[1]}"
                self._writer.open_style(Style.NOTE_MARK)
                self._writer.write(str(self._number(found[1])))
                self._writer.close_style(Style.NOTE_MARK)
                self._writer.target = ""
                done = found.end()
        self._writer.write(words[done:])

    def _name(self, words: str) -> None:
        """A heading has a name that is made of its words, as the common hosts make it."""
        if not self._in_heading:
            return
        self._in_heading = False
        slug = _UNNAMED.sub("", words[:MOST_NAMED].strip().lower()).replace(" ", "-")
        number, self._slugs[slug] = self._slugs[slug], self._slugs[slug] + 1
        self._writer.names.append(f"{slug}-{number}" if number else slug)

    def _words(self, words: str) -> None:
        if len(words) > LONGEST:
            self._writer.write(words)
        else:
            self._inline(self._parse(words))

    def _inline(self, tokens: list[Token]) -> None:
        for token in tokens:
            name, _, edge = token.type.rpartition("_")
            style = _STYLES.get(name)
            if style and edge == "open":
                self._writer.open_style(style)
            elif style and edge == "close":
                self._writer.close_style(style)
            elif name == "link":
                self._writer.target = str(token.attrGet("href") or "")
            else:
                self._leaf(token)

    def _leaf(self, token: Token) -> None:
        match token.type:
            case "text" if not self._writer.target:
                self._marked(token.content)
            case "text" | "text_special" | "html_inline":
                self._writer.write(token.content)
            case "softbreak":
                self._writer.write(" ")
            case "hardbreak":
                self._writer.break_line()
            case "code_inline":
                self._writer.open_style(Style.CODE)
                self._writer.write(token.content)
                self._writer.close_style(Style.CODE)
            case "image":
                self._writer.write(token.content)

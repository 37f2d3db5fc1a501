"""Text of documents and readers as Markdown that shows it word for word.

What is escaped is what CommonMark 0.31, GitHub's and Obsidian's dialects and pandoc's Markdown
could read as markup. Everything else stays as it is, so that the source of a note reads well.
"""

import re

_UNSEEN = (
    "\x00-\x1f\x7f-\x9f"  # control characters, line ends among them
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ufffe\uffff"  # what YAML and XML refuse
)
_DROPPED = re.compile(f"[{_UNSEEN}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAP = re.compile(r" {2,}")
_UNTIDY = re.compile(f"[{_UNSEEN}\u2028\u2029\ud800-\udfff]|  ")

# It begins with a plain set of characters, which `re` skips to; then each is looked at closely.
_ACTIVE = re.compile(
    r"""
    [\\`*\[\]<{|$~^\#@_&=%-]
    (?:
      (?<=[\\`*\[\]<{|$~^\#@])         # code, emphasis, links, HTML, tables, math, tags, citations
    | (?<=_) (?: (?<![^\W_]_) | (?![^\W_]) )    # emphasis; inside a word it is only itself
    | (?<=&) (?=\#?\w+;)                # character references
    | (?<===) | (?<==) (?==)            # Obsidian's highlights
    | (?<=[%{]%) | (?<=%) (?=%)         # Obsidian's comments, Liquid's tags
    | (?<=--) | (?<=-) (?=-)            # rules, front matter, pandoc's dashes
    )
    """,
    re.VERBOSE,
)
_BLOCK_SIGN = re.compile(r"^[-+>:]")
_BLOCK_NUMBER = re.compile(r"^(\(?(?:\d+|[a-z]|[ivxlcdm]+))([.)])(?=\s|$)", re.IGNORECASE)
_METADATA_ACTIVE = re.compile(r"[\\`<\[]|\$(?=.*\$)")


def lines_of(text: str) -> list[str]:
    """The lines of a text that hold something, without control and direction characters.

    A lone surrogate, which no file can hold, becomes U+FFFD.
    """
    if not _UNTIDY.search(text):
        return [tidy] if (tidy := text.strip()) else []
    whole = _SURROGATE.sub("\ufffd", text)
    seen = (_DROPPED.sub("", line.replace("\t", " ")) for line in whole.splitlines())
    return [tidy for line in seen if (tidy := _GAP.sub(" ", line).strip())]


def one_line(text: str) -> str:
    """The text on one line, cleaned as ``lines_of`` does."""
    return " ".join(lines_of(text))


def escaped(text: str) -> str:
    """The text on one line, as Markdown that stands after something else on its line."""
    return _ACTIVE.sub(r"\\\g<0>", one_line(text))


def escaped_start(text: str) -> str:
    """The text on one line, as Markdown that begins a paragraph."""
    return started(escaped(text))


def started(inline: str) -> str:
    """Inline Markdown as the beginning of a paragraph or list item, never of another block."""
    return _BLOCK_NUMBER.sub(r"\1\\\2", _BLOCK_SIGN.sub(r"\\\g<0>", inline))


def paragraphs(text: str) -> list[str]:
    """Each line of the text as a Markdown paragraph."""
    return [escaped_start(line) for line in lines_of(text)]


def blockquote(text: str) -> str:
    """The text as one Markdown blockquote, whatever number of paragraphs it has."""
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs(text))


def metadata(text: str) -> str:
    """The text as a YAML string in double quotes.

    Pandoc reads metadata as Markdown, other programs as plain text: only what could run or load
    something (raw HTML and TeX, code, links, images) is escaped, the rest stands as it is.
    """
    passive = _METADATA_ACTIVE.sub(r"\\\g<0>", one_line(text))
    quoted = passive.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def shortened(text: str, length: int) -> str:
    """The text on one line of at most ``length`` code points, cut after a word."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    whole_words = cut[: cut.rfind(" ")] if " " in cut else cut
    return whole_words.rstrip(" ,;:.–—-") + "…"

"""From bytes to clean text, for the formats that are text: MuPDF garbles legacy encodings.

Order: byte order mark, UTF-8 where the bytes are valid, the declared encoding, a guess.
"""

import codecs
import re

from counterpoint.domain.refusal import Refusal

SAMPLE_BYTES = 1 << 16
"""How much of a file the guess may look at."""

BINARY = "This file is not text. Counterpoint reads PDF, text, Markdown and HTML."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Pages that name the left mean the right: https://encoding.spec.whatwg.org/#names-and-labels
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}

_DECLARABLE = re.compile(
    r"utf-?(8|16|32)|iso|windows|cp|koi|mac|shift|s_?jis|euc|gb|big5|hz|ks|us-"
)

_DECLARED = re.compile(
    rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{1,200}encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)

WESTERN = "cp1252"

_LATIN = ("cp1250", "cp1257", "iso8859_10", "iso8859_15", "iso8859_16", "latin_1", "mac_roman")
"""Encodings that a guess takes western text for."""

_SYMBOL_IN_WORD = re.compile("[^\\W\\d_][£¤¥¦§¨©ª«¬®¯°±²³´¶·¸¹º»¼½¾¿×÷\ufffd][^\\W\\d_]")
"""What western decoding makes of other languages' letters."""

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\f\v]")

_DROPPED = {
    code: None
    for code in (*range(32), *range(0x7F, 0xA0), 0xAD, 0xFEFF, 0xFFFE, 0xFFFF)
    if chr(code) not in "\n\t"
}
"""Control characters, soft hyphens, stray byte order marks and what is no character."""


def decode(content: bytes, declared: str = "") -> str:
    """The text of a file; ``declared`` is the encoding it names itself. Raises Refusal."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return clean(content[len(mark) :].decode(encoding, "replace"))
    if b"\0" in content[:SAMPLE_BYTES]:
        return clean(_decode_wide(content))
    return clean(_decode_narrow(content, declared))


def declared_encoding(content: bytes) -> str:
    """The encoding that HTML or XML declares in its first bytes; empty where it does not."""
    found = _DECLARED.search(content, 0, 4096)
    return (found[1] or found[2]).decode("ascii") if found else ""


def clean(text: str) -> str:
    """Text with line feeds for line ends and without characters that show nothing."""
    return _LINE_ENDS.sub("\n", text).translate(_DROPPED)


def _decode_wide(content: bytes) -> str:
    """UTF-16 without a mark: in most scripts every other byte of it is zero or repeats."""
    sample = content[:SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if abs(odd - even) < len(sample) / 8 or min(odd, even) > len(sample) / 100:
        raise Refusal(BINARY)
    return content.decode(encoding, "replace")


def _decode_narrow(content: bytes, declared: str) -> str:
    encoding = _codec_of(declared)
    is_stateful = encoding.startswith(("iso2022", "hz"))
    for candidate in (encoding, "utf-8") if is_stateful else ("utf-8", encoding):
        try:
            return content.decode(candidate or "utf-8")
        except UnicodeDecodeError:
            continue
    return content.decode(encoding or _guess(content), "replace")


def _codec_of(declared: str) -> str:
    """Python's name for a declared encoding, empty where it has none or it is not one of text."""
    if not _DECLARABLE.match(declared.lower()):
        return ""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    return _MEANT.get(name, name)


def _guess(content: bytes) -> str:
    """A likely encoding; among those of Latin letters the western one unless it makes no words."""
    from charset_normalizer import from_bytes

    end = content.rfind(b"\n", 0, SAMPLE_BYTES) if len(content) > SAMPLE_BYTES else len(content)
    sample = content[: end if end > 0 else SAMPLE_BYTES]
    best = from_bytes(sample).best()
    if best is None:
        return WESTERN
    if best.encoding in _LATIN and not _SYMBOL_IN_WORD.search(sample.decode(WESTERN, "replace")):
        return WESTERN
    return _MEANT.get(best.encoding, best.encoding)

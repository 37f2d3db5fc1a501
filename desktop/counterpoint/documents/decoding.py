"""From bytes to clean text, for the formats that are text: MuPDF garbles legacy encodings.

Order: byte order mark, UTF-16 by its zeros or its script, Japanese by its escapes, UTF-8 where the
bytes are valid, the declared encoding where they are valid, a guess by common letters, another by
statistics.
"""

import codecs
import re

from counterpoint.documents.client.formats import READS
from counterpoint.documents.guessing import likely_encoding
from counterpoint.domain.refusal import Refusal

SAMPLE_BYTES = 1 << 16
"""How much of a file the guess may look at."""

FEW_ZEROS = 3
"""Zero bytes that a broken program may have left in UTF-8; at most one byte in 10,000."""

RARELY_BROKEN = 50
"""Sound characters beyond ASCII for each broken one, from which an encoding is believed still."""

BINARY = f"This file is not text. {READS}."

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

_LIKELY = (
    *(f"cp125{number}" for number in range(9)),
    "cp932",
    "cp949",
    "gb18030",
    "big5hkscs",
    "euc_jp",
    "iso8859_1",
    "iso8859_2",
    "iso8859_15",
    "koi8_r",
    "cp437",
)
"""Encodings that parts of an archive declare, and cp437, in which its names are written."""

_WIDE_STARTS = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}

_JAPANESE_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\(J)")

_WIDE_SCRIPTS = (
    (re.compile("[\uac00-\ud7a3]"), 0.5),
    (re.compile("[\u3041-\u30ff]"), 0.2),
    (re.compile("[\u0400-\u04ff]"), 0.5),
    (re.compile("[\u0370-\u03ff]"), 0.5),
    (re.compile("[\u4e00-\u9fff]"), 0.6),
)
"""Letters of a script, and the share of a text they have; Han last, for chance yields it most."""

_NO_TEXT = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]")
_INK = re.compile(r"\S")

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
    if b"\0" in content:
        content = _without_few_zeros(content)
    if b"\0" in content[:SAMPLE_BYTES]:
        return clean(content.decode(_wide_encoding(content), "replace"))
    return clean(_decode_narrow(content, declared))


def load_codecs() -> None:
    """Load what ``decode_part`` may need; a contained worker can load no more."""
    for encoding in (*_LIKELY, *_MEANT, *(encoding for _, encoding in _MARKS)):
        codecs.lookup(encoding)


def decode_part(content: bytes) -> str:
    """The text of an XML part: by its mark or first letter, UTF-8 if sound, else as it declares.

    Nothing is guessed: XML that declares no encoding has to be UTF-8 or UTF-16.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return clean(content[len(mark) :].decode(encoding, "replace"))
    wide = _WIDE_STARTS.get(content[:2])
    if wide:
        return clean(content.decode(wide, "replace"))
    sound = _strictly(content, "utf-8")
    if sound is not None:
        return clean(sound)
    declared = _codec_of(declared_encoding(content))
    if declared == "utf-8" or not declared:
        declared = "utf-8" if _is_rarely_broken(content, "utf-8") else WESTERN
    return clean(content.decode(declared, "replace"))


def declared_encoding(content: bytes) -> str:
    """The encoding that HTML or XML declares in its first bytes; empty where it does not."""
    found = _DECLARED.search(content, 0, 4096)
    return (found[1] or found[2]).decode("ascii") if found else ""


def clean(text: str) -> str:
    """Text with line feeds for line ends and without characters that show nothing."""
    return _LINE_ENDS.sub("\n", text).translate(_DROPPED)


def _without_few_zeros(content: bytes) -> bytes:
    """UTF-8 without the few zeros in it; anything else as it is."""
    zeros = content.count(0)
    if zeros > FEW_ZEROS or zeros * 10_000 > len(content):
        return content
    sound = content.replace(b"\0", b"")
    return content if _strictly(sound, "utf-8") is None else sound


def _wide_encoding(content: bytes) -> str:
    """UTF-16 or UTF-32 without a mark; Latin letters have a zero each. Raises Refusal."""
    sample = content[:SAMPLE_BYTES]
    for encoding in ("utf-32-le", "utf-32-be"):
        widest = _strictly(sample[: len(sample) // 4 * 4], encoding)
        if widest and not _NO_TEXT.search(widest):
            return encoding
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if abs(odd - even) >= len(sample) / 8 and min(odd, even) <= len(sample) / 100:
        return "utf-16-le" if odd > even else "utf-16-be"
    is_narrow = _strictly(content.replace(b"\0", b""), "utf-8") is not None
    found = _of_scripts(sample, _WIDE_SCRIPTS[:-1])
    if not found and not is_narrow:
        found = _of_scripts(sample, _WIDE_SCRIPTS[-1:])
    if found:
        return found
    raise Refusal(BINARY)


def _of_scripts(sample: bytes, scripts: tuple[tuple[re.Pattern[str], float], ...]) -> str:
    """The order of bytes in which most letters are of one script; empty where they are of none."""
    scores = [(0.0, "")]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        inked = len(_INK.findall(text)) or 1
        shares = ((len(letter.findall(text)) / inked, least) for letter, least in scripts)
        if not _NO_TEXT.search(text):
            scores += [(share, encoding) for share, least in shares if share > least]
    return max(scores)[1]


def _decode_narrow(content: bytes, declared: str) -> str:
    encoding = _codec_of(declared)
    is_stateful = encoding.startswith(("iso2022", "hz"))
    candidates = [encoding, "utf-8"] if is_stateful else ["utf-8", encoding]
    if _JAPANESE_ESCAPE.search(content):
        candidates.insert(0, "iso2022_jp")
    candidates = [candidate for candidate in candidates if candidate]
    sound = (_strictly(content, candidate) for candidate in candidates)
    text = next((text for text in sound if text is not None), None)
    if text is not None:
        return text
    nearly = (candidate for candidate in candidates if _is_rarely_broken(content, candidate))
    return content.decode(next(nearly, "") or _guess(content), "replace")


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text; None where any byte of it is not of that encoding."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_rarely_broken(content: bytes, encoding: str) -> bool:
    """Whether a file was damaged in a few places, or cut within a character."""
    text = content.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return len(_BEYOND_ASCII.findall(text)) - broken >= RARELY_BROKEN * broken


def _codec_of(declared: str) -> str:
    """Python's name for a declared encoding, empty where it has none or it is not one of text.

    Who could read a declaration of UTF-16 byte by byte is not reading UTF-16.
    """
    if not _DECLARABLE.match(declared.lower()):
        return ""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, OSError):  # a contained worker cannot load what it has not yet
        return ""
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # https://html.spec.whatwg.org/#determining-the-character-encoding
    return _MEANT.get(name, name)


def _guess(content: bytes) -> str:
    """A likely encoding of a text that is not UTF-8."""
    end = content.rfind(b"\n", 0, SAMPLE_BYTES) if len(content) > SAMPLE_BYTES else len(content)
    sample = content[: end if end > 0 else SAMPLE_BYTES]
    return likely_encoding(sample) or _guess_by_statistics(sample)


def _guess_by_statistics(sample: bytes) -> str:
    """Among encodings of Latin letters the western one unless it makes no words."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        return WESTERN
    if best.encoding in _LATIN and not _SYMBOL_IN_WORD.search(sample.decode(WESTERN, "replace")):
        return WESTERN
    return _MEANT.get(best.encoding, best.encoding)

"""Where sentences begin and end: the only home of sentencex."""

import re

from sentencex import get_sentence_boundaries

SAMPLE = 20_000
"""Characters by which a language is guessed."""

_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0620-\u064a]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_RARE_SHARE = 0.2
_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]|[A-Z][a-z]{2,9}\.? \d{1,3}[.:]"
    r"|(?:그림|표|図|表|图) ?\d{1,3}[.:])\s+(?=\S)"
)
"""The number of a paragraph, figure or table, whose full stop ends no sentence."""

_QUOTING = frozenset({"ko", "ja", "zh"})
"""Languages in which a quotation and the words that say who spoke stand without white space."""

_QUOTED_END = re.compile("[.!?…。！？．｡]+[\"'”’」』｣〉》】〕）)\\]»〟]+$")
_MARKED_END = re.compile("[.!?…。！？．｡]$")
_EASTERN_END = re.compile(r"[。！？｡]|[가-힣][다요까]\.(?!\w)")
_WESTERN_END = re.compile("[.!?…][\"'”’)\\]»]*(?=\\s|$)")
_FINAL_MARK = re.compile("[.!?…][\"'”’)\\]»]*$")
_CLOSING = re.compile("[”’」』｣〉》】〕）)\\]»〟]")
_OPENING = re.compile("[“‘「『｢〈《【〔（(\\[«〝]")


def language_of(text: str, named: str = "") -> str:
    """The language (ISO 639, lower case): the one the document names, else a guess by script.

    Kana settle Japanese, for its text holds Han as well.
    """
    tag = _TAG.match(named.strip())
    if tag:
        return tag[0].lower()
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample)) or 1
    for language, letter in _SCRIPTS:
        if len(letter.findall(sample)) > _RARE_SHARE * letters:
            return language
    return "en"


def holds_sentences(line: str) -> bool:
    """Whether a line ends two sentences, or one as Korean, Japanese and Chinese do: no title."""
    if _EASTERN_END.search(line):
        return True
    if len(_WESTERN_END.findall(line)) < 2:
        return False
    ranges = sentence_ranges(line, language_of(line))
    return sum(bool(_FINAL_MARK.search(line, start, end)) for start, end in ranges) > 1


def sentence_ranges(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph: code points, without white space around."""
    ranges: list[tuple[int, int]] = []
    label = _LABEL.match(text)
    at = label.end() if label else 0
    for boundary in get_sentence_boundaries(language, text[at:]):
        sentence = boundary["text"]
        start = text.find(sentence, at)
        if start < 0:
            continue
        at = start + len(sentence)
        _append_trimmed(ranges, text, (start, at))
    if language in _QUOTING:
        ranges = _with_whole_quotations(ranges, text)
    if label and ranges:
        ranges[0] = (0, ranges[0][1])
    return ranges or _whole(text)


def _with_whole_quotations(ranges: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined = ranges[:1]
    for start, end in ranges[1:]:
        if joined[-1][1] == start and _goes_on(text[joined[-1][0] : start], text[start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(before: str, following: str) -> bool:
    """Whether a sentence that begins with the letter ``following`` is the rest of another.

    Two quotations in a row are two sentences.
    """
    if _CLOSING.match(following):
        return bool(_MARKED_END.search(before[-1:]))
    return bool(_QUOTED_END.search(before[-8:])) and not _OPENING.match(following)


def _whole(text: str) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    _append_trimmed(ranges, text, (0, len(text)))
    return ranges


def _append_trimmed(ranges: list[tuple[int, int]], text: str, found: tuple[int, int]) -> None:
    sentence = text[found[0] : found[1]]
    inked = sentence.strip()
    if inked:
        start = found[0] + len(sentence) - len(sentence.lstrip())
        ranges.append((start, start + len(inked)))

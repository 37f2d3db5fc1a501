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

_PARTICLES = {
    "ko": re.compile("[\uac00-\ud7a3]"),
    "ja": re.compile(
        "(?!とても|とにかく|ところ|はい|はじめ|だが|だから|でも|では|です|もう|もし|もっと|にも|"
        "のち|やはり|やがて|なお|なぜ|など、)(?:って|など|なん|[とはをがにもでのやへだな])"
    ),
    "zh": re.compile(
        "[^。！？，、]{0,8}?(?:说|說|道|问|問|答|称|稱|喊|叫|写|寫|表示|指出|强调|強調|认为|認為|宣布)"
        "|的|然后|然後|随后|隨後|接着|接著|便|就|并|並|，|、"
    ),
}
"""What follows a quotation that belongs to the same sentence; Korean joins any particle to it."""

_SPACED_PARTICLE = re.compile(
    "\\s+(?:이?라(?:고|며|면서|는)|고|며|면서|는|하고|하며|하면서)(?=\\s|[말했한하밝강전덧지물답주])"
)
"""A quotative particle after a space, against the rule but often met."""

_LOST_END = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
    r"|\d\s?(?:[mc]m|km|m|ha|kg|g|t|h|s|min|[kMG]?Wh?|ft|mi|lb)\.|…[\"”’»)]*)"
    r"(?=\s+[“\"‘«(]?[A-ZÀ-Þ])"
)
"""A month or a unit that looks like a short form or an initial, or dots, at a sentence's end."""

_LONGEST_SHORT_FORM = 10
"""Characters in which a short form and what stands before it are looked for."""

_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(\[’'])(?:[Aa]rt|[Aa]rts|[Vv]ols?|[Pp]aras?|[Nn]os?|[Nn]r|[Ff]igs?|[Ss]ects?|[Ss]ec"
    r"|[Cc]hap|[Cc]hs?|[Pp]p?|[Cc]ols?|[Aa]bs|[Ss]|[Bb]d|[Ee]qs?|[Tt]ab|[Cc]f|[Cc]a|[Aa]pprox|n"
    r"|[Aa]nn|[Rr]ef|[Rr]es|[Dd]oc)\.$"
)
"""Short forms that a number follows."""

_BEFORE_NAME = re.compile(
    r"(?:^|[\s(\[“‘\"'«„])(?:M[rs]|Mrs|Mx|Mme|Mlle|Messrs|Drs?|Profs?|Sra?|Hon|Rev|Gen|Col|Lt|Sgt|Capt"
    r"|Adm|Amb|Gov|Sen|Rep|Fr|Hr|Ing|St)\.$"
)
"""Titles, which a name follows."""

_QUOTED_END = re.compile("[.!?…。！？．｡]+[\"'”’」』｣〉》】〕）)\\]»〟]+$")
_MARKED_END = re.compile("[.!?…。！？．｡]$")
_EASTERN_END = re.compile(r"[。！？｡]|[가-힣][다요까]\.(?!\w)")
_WESTERN_END = re.compile("[.!?…][\"'”’)\\]»]*(?=\\s|$)")
_FINAL_MARK = re.compile("[.!?…][\"'”’)\\]»]*$")
_CLOSING = re.compile("[”’」』｣〉》】〕）)\\]»〟]")


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
    ranges = _parted(_joined(ranges, text, language), text)
    if label and ranges:
        ranges[0] = (0, ranges[0][1])
    return ranges or _whole(text)


def _joined(ranges: list[tuple[int, int]], text: str, language: str) -> list[tuple[int, int]]:
    """Without the ends that are none."""
    joined = ranges[:1]
    for start, end in ranges[1:]:
        before = text[joined[-1][0] : joined[-1][1]]
        gap = text[joined[-1][1] : start]
        is_one = _is_short_form(before, text[start:end]) or (
            language in _QUOTING and _goes_on(before, gap + text[start : start + 16], language)
        )
        if is_one:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_short_form(before: str, following: str) -> bool:
    """Whether a full stop ends no sentence, by what follows: a small letter or a number."""
    if not before.endswith("."):
        return False
    before = before[-_LONGEST_SHORT_FORM:]
    if following[0].isupper():
        return bool(_BEFORE_NAME.search(before))
    return following[0].islower() or (
        following[0].isdigit() and bool(_BEFORE_NUMBER.search(before))
    )


def _parted(ranges: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """With the ends that were taken for short forms."""
    parted: list[tuple[int, int]] = []
    for start, end in ranges:
        at = start
        if text.find(". ", start, end) >= 0 or text.find("…", start, end) >= 0:
            for found in _LOST_END.finditer(text, start, end):
                _append_trimmed(parted, text, (at, found.end()))
                at = found.end()
        if at == start:
            parted.append((start, end))
        else:
            _append_trimmed(parted, text, (at, end))
    return parted


def _goes_on(before: str, following: str, language: str) -> bool:
    """Whether what follows a quotation is the rest of its sentence.

    A particle joins; anything else, another quotation included, is a sentence of its own.
    """
    if _CLOSING.match(following):
        return bool(_MARKED_END.search(before[-1:]))
    if not _QUOTED_END.search(before[-8:]):
        return False
    if following[:1].isspace():
        return language == "ko" and bool(_SPACED_PARTICLE.match(following))
    return bool(_PARTICLES[language].match(following))


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

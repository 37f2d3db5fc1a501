"""Where sentences begin and end: the only home of sentencex."""

import re
from collections.abc import Iterable, Iterator

from sentencex import segment

SAMPLE = 20_000
"""Characters by which a language is guessed."""

WINDOW = 1 << 15
"""Characters that are cut into sentences at once: time and memory grow faster than their number."""

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

_LOOK_BACK = 64
"""Characters before a sentence's end that tell whether it is one; a sentence may be endless."""

_LOOK_AHEAD = 16
"""Characters of what follows that tell the same."""

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
    label = _LABEL.match(text)
    found = _cut(text, label.end() if label else 0, language)
    ranges = list(_parted(_joined(found, text, language), text))
    if label and ranges:
        ranges[0] = (0, ranges[0][1])
    return ranges or list(_trimmed(text, (0, len(text))))


def _cut(text: str, at: int, language: str) -> Iterator[tuple[int, int]]:
    """Sentences window by window; the last of a window may go on, so the next begins with it.

    A sentence that fills a window is cut at a space, if it has one: nobody will read it as one.
    """
    while at < len(text):
        limit = at + WINDOW
        found = _cut_window(text[at:limit], at, language)
        if limit < len(text):
            found = found[:-1] or [(at, text.rfind(" ", at, limit) + 1 or limit)]
        for cut in found:
            yield from _trimmed(text, cut)
        at = found[-1][1] if found and limit < len(text) else limit


def _cut_window(window: str, first: int, language: str) -> list[tuple[int, int]]:
    """Sentences of a window, counted in the text, where it begins at ``first``."""
    found, at = [], 0
    for sentence in segment(language, window):
        start = window.find(sentence, at)
        if start >= 0:
            at = start + len(sentence)
            found.append((first + start, first + at))
    return found


def _joined(
    ranges: Iterable[tuple[int, int]], text: str, language: str
) -> Iterator[tuple[int, int]]:
    """Without the ends that are none."""
    held: tuple[int, int] | None = None
    for start, end in ranges:
        if held is None:
            held = (start, end)
            continue
        before = text[max(held[0], held[1] - _LOOK_BACK) : held[1]]
        following = text[start : start + _LOOK_AHEAD]
        is_one = _is_short_form(before, following) or (
            language in _QUOTING and _goes_on(before, text[held[1] : start] + following, language)
        )
        if not is_one:
            yield held
        held = (held[0] if is_one else start, end)
    if held is not None:
        yield held


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


def _parted(ranges: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """With the ends that were taken for short forms."""
    for start, end in ranges:
        at = start
        if text.find(". ", start, end) >= 0 or text.find("…", start, end) >= 0:
            for found in _LOST_END.finditer(text, start, end):
                yield from _trimmed(text, (at, found.end()))
                at = found.end()
        if at == start:
            yield start, end
        else:
            yield from _trimmed(text, (at, end))


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


def _trimmed(text: str, found: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """A range without white space around; nothing where there is nothing else."""
    sentence = text[found[0] : found[1]]
    inked = sentence.strip()
    if inked:
        start = found[0] + len(sentence) - len(sentence.lstrip())
        yield start, start + len(inked)

"""Which legacy encoding a text is in, judged by the letters that are common in its language.

A wrong encoding yields letters as well, but rare ones: symbols amid words, capitals after small
letters, Han that nobody writes. Short texts are judged rightly so, where statistics fail.
"""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

ENOUGH = 0.25
"""Score from which a judgement counts: 1 where every letter beyond ASCII is a common one."""

_ALLOWED = 0.3
"""What a letter counts that the language has, but seldom."""

_HAN = (
    "的一是在不了有和人中大上以要他生到作地出就分成可主年同工也能下子面而方多定行法所"
    "民得十三之等部度家力如水化高自二理起小物加量都制使本去把性好它合因由其些然前外天"
    "政四日那社事平，。"
)
"""Common Han that both ways of writing Chinese share."""


@dataclass(frozen=True)
class _Language:
    """Encodings it is written in, its common letters, others it has, and what is never in it.

    The last two are patterns, compiled at the first guess: most readers never need one.
    """

    encodings: tuple[str, ...]
    common: str
    allowed: str
    faults: str


_SIGNS = "\u00a0“”‘’„‚«»‹›–—…§°€£©®•·¿¡´×"
_LATIN_SIGNS = f"[{_SIGNS}À-ÖØ-ÞĀ-ſȘȚŒŠŸŽ]"
_LATIN_FAULTS = (
    r"[^\W\d_][^\w\s\x00-\x7f’‘·–—\u00a0…“”«»„][^\W\d_]|[a-zß-ÿ][À-ÖØ-Þ]|[^\W\d_\x00-\x7f]{3}"
)
_NEVER = r"(?!)"


def _latin(encodings: tuple[str, ...], common: str) -> _Language:
    return _Language(encodings, common, _LATIN_SIGNS, _LATIN_FAULTS)


_WESTERN, _CENTRAL, _BALTIC = ("cp1252",), ("cp1250", "iso8859_2"), ("cp1257",)
_WIDE = ("utf-16-le", "utf-16-be")
"""Without a single zero byte, as a line of Japanese may be."""

_LANGUAGES = (
    _latin(("cp1254",), "çğıöşü"),
    _latin(_WESTERN, "àâæçéèêëîïôœùûü"),
    _latin(_WESTERN, "äöüß"),
    _latin(_WESTERN, "áéíóúñü"),
    _latin(_WESTERN, "áâãàçéêíóôõú"),
    _latin(_WESTERN, "àèéìòù"),
    _latin(_WESTERN, "åäöé"),
    _latin(_WESTERN, "æøåé"),
    _latin(_WESTERN, "áéíóúýþæöð"),
    _latin(_CENTRAL, "ąćęłńóśźż"),
    _latin(_CENTRAL, "áčďéěíňóřšťúůýž"),
    _latin(_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),
    _latin(_CENTRAL, "áéíóöőúüű"),
    _latin(_CENTRAL, "čćđšž"),
    _latin(_CENTRAL, "ăâîşţ"),
    _latin(_BALTIC, "ąčęėįšųūž"),
    _latin(_BALTIC, "āčēģīķļņšūž"),
    _Language(
        ("cp1251", "koi8_r", "iso8859_5", "cp866"),
        "оеаинтсрвлкмдпуя",
        f"[а-яА-ЯёЁіїєґІЇЄҐ№{_SIGNS}]",
        "[а-яё][А-ЯЁ]",
    ),
    _Language(
        ("cp1253", "iso8859_7"),
        "αεοιτνσςρηκπάίόέή",
        f"[Ά-ώ{_SIGNS}]",
        "[α-ώ][Α-Ω]",
    ),
    _Language(("cp1255",), "יולאהמרת", f"[\u05b0-\u05ea{_SIGNS}]", _NEVER),
    _Language(("cp1256",), "اليمنوترب", f"[\u0621-\u0652،؛؟{_SIGNS}]", _NEVER),
    _Language(("cp874",), "านรอกเง่ว", f"[\u0e01-\u0e5b{_SIGNS}]", _NEVER),
    _Language(
        ("cp932", "euc_jp", *_WIDE),
        "".join(map(chr, range(0x3041, 0x3094))) + "、。",
        "[\u3001-\u3015\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e]",
        "[\uff61-\uff9f]",
    ),
    _Language(
        ("cp949", *_WIDE),
        "이다의는에을가를은하고한로도지사기대인해자시정어서나리아부상일보전그과만수제들원라",
        "[\uac00-\ud7a3“”‘’「」『』《》〈〉·…、。]",
        _NEVER,
    ),
    _Language(
        ("gb18030", *_WIDE),
        _HAN + "这为个国我时来用们于对会发动过说产种后学经进着电里现实两体机当点从业应开还义",
        "[\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e“”‘’—…·]",
        _NEVER,
    ),
    _Language(
        ("big5hkscs", *_WIDE),
        _HAN + "這為個國我時來用們於對會發動過說產種後學經進著電裡現實兩體機當點從業應開還義",
        "[\u4e00-\u9fff\u3001-\u3015\ufe30-\ufe44\uff01-\uff5e“”‘’—…·]",
        _NEVER,
    ),
)


def likely_encoding(sample: bytes) -> str:
    """The encoding in which the sample reads best; empty where none reads well.

    The sample may end amid a character.
    """
    scores = [
        (_score(text, language), encoding)
        for language in _LANGUAGES
        for encoding in language.encodings
        for text in (_decoded(sample, encoding),)
    ]
    score, encoding = max(scores, key=lambda found: found[0])
    return encoding if score >= ENOUGH else ""


def _decoded(sample: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample)


def _score(text: str, language: _Language) -> float:
    """From -1 on; 1 where all letters beyond ASCII are common ones."""
    found = Counter(text)
    total = score = 0.0
    for letter, number in found.items():
        if not letter.isascii():
            total += number
            score += number * _worth(letter, language)
    faults = len(re.findall(language.faults, text))
    return (score - faults) / total if total else 0.0


def _worth(letter: str, language: _Language) -> float:
    if letter in language.common:
        return 1.0
    return _ALLOWED if re.match(language.allowed, letter) else -1.0

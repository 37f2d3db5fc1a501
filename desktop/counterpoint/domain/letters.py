"""Which characters a reader takes for the same, for all who look for words.

Ranges are written as they stand between the brackets of a set of ``re``.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

QUOTES = '"“”„‟«»″'
APOSTROPHES = "'‘’‚‛′ʼ`´"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
"""Characters that are taken for one another: of each of the three any for any."""

UNSEEN = "\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphens, what only widens a word, what has no width, what turns the way of writing."""

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc"
)
"""Accents that are characters of their own, and points of Hebrew and Arabic."""

LEVELLED: Mapping[str, str] = MappingProxyType(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Small letters that Unicode does not take apart, and what is typed where they are wanting."""

HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
"""Korean letters: words are parted by spaces, and grow at their ends."""

DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese, which put no space between words."""

_DENSE = re.compile(f"[{DENSE}]")


def is_dense(letter: str) -> bool:
    """Whether a letter is of a script in which the end of a word cannot be told."""
    return _DENSE.match(letter) is not None

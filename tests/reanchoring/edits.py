"""What happens to a text between two editions; each edit keeps track of every character."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.reanchoring.tongues import Tongue
from tests.reanchoring.traced import NEW, Paragraph, Traced, joined, whole

LOOKS_LIKE = {
    "e": "c", "o": "0", "l": "1", "i": "l", "a": "o", "n": "u", "u": "n", "h": "b", "s": "5",
    "t": "f", "c": "e", "m": "rn", "r": "n", "b": "h",
    "는": "논", "다": "디", "日": "目", "員": "貝",
}  # fmt: skip
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ",
             "ff": "ﬀ", "“": '"', "”": '"', "’": "'"}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A text before its edit: its paragraphs, which of them holds the quote, its language."""

    paragraphs: Sequence[Paragraph]
    quoted: int
    tongue: Tongue


Edit = Callable[[Case, Random], Traced]


def same(case: Case, _random: Random) -> Traced:
    """Nothing happens."""
    return whole(case.paragraphs)


def reflow(case: Case, random: Random) -> Traced:
    """Lines of another length; in scripts without spaces a line ends anywhere."""
    return _reflowed(whole(case.paragraphs), random)


def hyphens(case: Case, random: Random) -> Traced:
    """Words broken at line ends, and soft hyphens inside others."""
    return _hyphenated(whole(case.paragraphs), random)


def ligatures(case: Case, _random: Random) -> Traced:
    """Letters set as one, plain quotation marks."""
    return _substituted(whole(case.paragraphs), LIGATURES, 1.0, Random(1))


def sentences_before(case: Case, random: Random) -> Traced:
    """New sentences in paragraphs before the quote's, and in its own."""
    return whole(_with_sentences(case, random))


def paragraphs_before(case: Case, random: Random) -> Traced:
    """New paragraphs, one of them just before the quote's."""
    return whole(_with_paragraphs(case, random))


def moved(case: Case, random: Random) -> Traced:
    """The quote's paragraph and its neighbours at another place."""
    kept = list(case.paragraphs)
    first = max(0, case.quoted - random.randint(0, 2))
    block = kept[first : case.quoted + random.randint(1, 3)]
    del kept[first : first + len(block)]
    at = random.randint(0, len(kept))
    return whole([*kept[:at], *block, *kept[at:]])


def deletion(case: Case, random: Random) -> Traced:
    """A tenth of all sentences gone, the quote's neighbours among them."""
    kept = [
        [s for s in paragraph if random.random() > 0.1] if len(paragraph) > 1 else paragraph
        for paragraph in case.paragraphs
    ]
    return whole([paragraph for paragraph in kept if paragraph])


def noise_1(case: Case, random: Random) -> Traced:
    """One character in a hundred misread."""
    return _noisy(whole(case.paragraphs), 0.01, random)


def noise_3(case: Case, random: Random) -> Traced:
    """Three characters in a hundred misread."""
    return _noisy(whole(case.paragraphs), 0.03, random)


def gone(case: Case, _random: Random) -> Traced:
    """The quote's paragraph is there no more."""
    return whole(_without_quoted(case))


def gone_anew(case: Case, random: Random) -> Traced:
    """The quote's paragraph is gone, others are new, and all lines are of another length."""
    left = Case(_without_quoted(case), min(case.quoted, len(case.paragraphs) - 2), case.tongue)
    return _reflowed(whole(_with_paragraphs(left, random)), random)


def layout_anew(case: Case, random: Random) -> Traced:
    """Insertions, other lines, hyphens and ligatures together."""
    other = Case(_with_paragraphs(case, random), case.quoted, case.tongue)
    set_anew = _hyphenated(_reflowed(whole(other.paragraphs), random), random)
    return _substituted(set_anew, LIGATURES, 1.0, random)


def scanned_anew(case: Case, random: Random) -> Traced:
    """All of that, and one character in a hundred misread."""
    return _noisy(layout_anew(case, random), 0.01, random)


LAYOUT: dict[str, Edit] = {
    "reflow": reflow,
    "hyphens": hyphens,
    "ligatures": ligatures,
    "sentences new": sentences_before,
    "paragraphs new": paragraphs_before,
    "moved": moved,
    "all of layout": layout_anew,
}
HARDER: dict[str, Edit] = {
    "deletion": deletion,
    "noise 1 %": noise_1,
    "noise 3 %": noise_3,
    "layout, noise 1 %": scanned_anew,
}
GONE: dict[str, Edit] = {"paragraph gone": gone, "gone, layout": gone_anew}


def _without_quoted(case: Case) -> list[Paragraph]:
    return [*case.paragraphs[: case.quoted], *case.paragraphs[case.quoted + 1 :]]


def _with_sentences(case: Case, random: Random) -> list[Paragraph]:
    found: list[Paragraph] = []
    for index, paragraph in enumerate(case.paragraphs):
        grown = list(paragraph)
        if len(grown) > 1 and (index == case.quoted or random.random() < 0.3):
            new = Traced.new(case.tongue.sentence(random) + case.tongue.gap)
            grown.insert(random.randint(0, len(grown) - 1), new)
        found.append(grown)
    return found


def _with_paragraphs(case: Case, random: Random) -> list[Paragraph]:
    found: list[Paragraph] = []
    for index, paragraph in enumerate(case.paragraphs):
        if index == case.quoted or random.random() < 0.15:
            new = case.tongue.gap.join(case.tongue.sentence(random) for _ in range(3))
            found.append([Traced.new(new)])
        found.append(paragraph)
    return found


def _reflowed(text: Traced, random: Random) -> Traced:
    width, column = random.randint(38, 90), 0
    letters: list[str] = []
    origins: list[int] = []
    for character, origin in zip(text.text, text.origins, strict=True):
        column = 0 if character == "\n" else column + 1
        is_end = column > width and (character == " " or character > "\u3000")
        if is_end and character != " ":
            letters.append("\n")
            origins.append(NEW)
        letters.append("\n" if is_end and character == " " else character)
        origins.append(origin)
        column = 0 if is_end else column
    return Traced("".join(letters), origins)


def _hyphenated(text: Traced, random: Random) -> Traced:
    pieces, done = [], 0
    for word in re.finditer(r"[A-Za-zÄÖÜäöüß]{6,}", text.text):
        if random.random() < 0.15:
            at = random.randint(word.start() + 2, word.end() - 2)
            broken = random.choice(("-\n", "\u00ad", "\u00ad\n", "‐\n"))
            pieces += [text.part(done, at), Traced.new(broken)]
            done = at
    return joined([*pieces, text.part(done, len(text.text))])


def _substituted(text: Traced, table: dict[str, str], share: float, random: Random) -> Traced:
    pieces, done = [], 0
    for found in re.finditer("|".join(map(re.escape, table)), text.text):
        if random.random() <= share:
            start, end = found.span()
            new = table[found[0]]
            origins = [text.origins[start]] * len(new)
            pieces += [text.part(done, start), Traced(new, origins)]
            done = end
    return joined([*pieces, text.part(done, len(text.text))])


def _noisy(text: Traced, share: float, random: Random) -> Traced:
    """Characters misread, left out, or split by a space."""
    letters: list[str] = []
    origins: list[int] = []
    for character, origin in zip(text.text, text.origins, strict=True):
        is_hit = character != "\n" and random.random() < share
        read = _misread(character, random) if is_hit else character
        letters.append(read)
        origins += [origin] * len(read)
    return Traced("".join(letters), origins)


def _misread(character: str, random: Random) -> str:
    fate = random.random()
    if fate < 0.15:
        return ""
    if fate < 0.3:
        return character + random.choice(" .,i")
    return LOOKS_LIKE.get(character, random.choice("eoxl,"))

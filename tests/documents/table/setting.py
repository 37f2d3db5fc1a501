"""Pages for the table: text set into frames as programs that set type do it, by its widths."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import pymupdf

_pymupdf: Any = pymupdf

WIDTH, HEIGHT = 595, 842
"""A4 in points."""

_PLACE_TO_BREAK = re.compile(r"(?<=[aeiou])(?=[bcdfghjklmnpqrstvwxz][aeiou])")
_PAIR_TO_BREAK = re.compile(r"(?<=[aeiou][bcdfglmnprstv])(?=[bcdfglmnprstv][aeiou])")
_EASTERN = re.compile("[\u1100-\u11ff\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_CLOSING = "。、，．：；！？」』）”’…"


@dataclass(frozen=True)
class Case:
    """Pages with what is to be read from them, in order."""

    content: bytes
    sentences: tuple[str, ...]


Made = Callable[[], Case]


@dataclass(frozen=True)
class Type:
    """How text is set: points; ``first`` is how far a paragraph's first line is moved in.

    ``hang`` moves in all its other lines, ``gap`` stands between paragraphs. ``spaced`` says what
    is placed at once: a line, a word or a letter. ``track`` stands between letters.
    """

    font: str = "tiro"
    size: float = 10
    leading: float = 12.5
    first: float = 0
    hang: float = 0
    gap: float = 0
    align: str = "left"
    is_hyphenated: bool = False
    spaced: str = "line"
    track: float = 0


@dataclass(frozen=True)
class Frame:
    """Where text goes: page, left edge, first baseline, width, and the last baseline allowed."""

    page: int
    x: float
    y: float
    width: float
    foot: float = 760


BODY = Type()
HEADING = Type("tibo", 14, 17)
NOTE = Type(size=7.5, leading=9)
CAPTION = Type("tiit", 8.5, 10.5)


@cache
def font(name: str) -> Any:
    """A built-in font."""
    return _pymupdf.Font(name)


@dataclass
class Paper:
    """Owns pages under way."""

    document: Any = field(default_factory=_pymupdf.open)
    _writers: dict[int, Any] = field(default_factory=dict)

    def page(self, number: int) -> Any:
        """A page, made when it is first wanted."""
        while len(self.document) <= number:
            self.document.new_page(width=WIDTH, height=HEIGHT)
        return self.document[number]

    def flow(self, paragraphs: Sequence[str], frames: Sequence[Frame], kind: Type = BODY) -> float:
        """Set paragraphs into frames, one after the other; returns the baseline that comes next.

        Raises IndexError where the frames are full.
        """
        at, y = 0, frames[0].y
        for number, text in enumerate(paragraphs):
            y += kind.gap if number else 0
            words, is_first = pieces(text), True
            while words:
                if y > frames[at].foot:
                    at += 1
                    y = frames[at].y
                indent = kind.first if is_first else kind.hang
                line, words = broken(words, frames[at].width - indent, kind)
                room = frames[at].width - indent if words else 0
                where = (frames[at].x + indent, y)
                self._put(frames[at].page, where, spread(line, kind, room), kind)
                y, is_first = y + kind.leading, False
        return y

    def line(self, page: int, at: tuple[float, float], words: str, kind: Type = BODY) -> None:
        """One line from its left edge and baseline."""
        self._put(page, at, spread(words, kind), kind)

    def _put(
        self, page: int, at: tuple[float, float], parts: Sequence[tuple[float, str]], kind: Type
    ) -> None:
        for x, part in parts:
            where = (at[0] + x, at[1])
            self._writer(page).append(where, part, font=font(kind.font), fontsize=kind.size)

    def centred(self, page: int, y: float, words: str, kind: Type = BODY) -> None:
        """One line in the middle of the page."""
        self.line(page, ((WIDTH - width_of(words, kind)) / 2, y), words, kind)

    def box(self, page: int, rectangle: tuple[float, float, float, float]) -> None:
        """A tinted box."""
        self.page(page).draw_rect(_pymupdf.Rect(rectangle), color=(0.5, 0.6, 0.7), fill=(0.9,) * 3)

    def rotated(self, page: int, at: tuple[float, float], words: str, turn: int = 90) -> None:
        """A line turned by degrees."""
        self.page(page).insert_text(at, words, fontsize=7, fontname="helv", rotate=turn)

    def html(self, page: int, area: tuple[float, float, float, float], markup: str) -> None:
        """Text that MuPDF sets itself."""
        self.page(page).insert_htmlbox(_pymupdf.Rect(area), markup)

    def case(self, *sentences: str | Sequence[str]) -> Case:
        """The pages, and all that is to be read on them."""
        for page, writer in self._writers.items():
            writer.write_text(self.page(page))
        said = [[one] if isinstance(one, str) else one for one in sentences]
        return Case(bytes(self.document.tobytes()), tuple(one for group in said for one in group))

    def _writer(self, page: int) -> Any:
        """What sets the lines of a page, in the order in which they come."""
        if page not in self._writers:
            self._writers[page] = _pymupdf.TextWriter(self.page(page).rect)
        return self._writers[page]


def pieces(text: str) -> list[str]:
    """Words, or single letters where a script has no spaces."""
    found: list[str] = []
    for word in text.split(" "):
        if any("\u3040" <= letter <= "\u9fff" for letter in word):
            found += [*_letters(word)]
            found[-1] += " "
        else:
            found.append(word + " ")
    found[-1] = found[-1].rstrip()
    return found


def broken(words: list[str], width: float, kind: Type) -> tuple[str, list[str]]:
    """The words that fit a line, and the rest."""
    line = ""
    for number, word in enumerate(words):
        if line and width_of((line + word).rstrip(), kind) > width:
            head, tail = _half_that_fits(word, width - width_of(line, kind), kind)
            rest = words[number + 1 :]
            return (line + head, [tail, *rest]) if head else (line.rstrip(), [word, *rest])
        line += word
    return line.rstrip(), []


def _half_that_fits(word: str, width: float, kind: Type) -> tuple[str, str]:
    """The longest first half of a word that fits, and the other; a half is empty if none does."""
    fitting = (halves for halves in _halves(word, kind) if width_of(halves[0], kind) <= width)
    return next(fitting, ("", word))


def spread(words: str, kind: Type, room: float = 0) -> list[tuple[float, str]]:
    """What is placed at once, from where; a justified line fills the room there is."""
    gaps = max(words.count(" "), 1)
    spare = (room - width_of(words, kind)) / gaps if room and kind.align == "justify" else 0.0
    if kind.spaced == "line" and not kind.track and abs(spare) < 0.01:
        return [(0.0, words)]
    x, parts = 0.0, []
    for part in _units(words, kind):
        parts.append((x, part))
        x += width_of(part, kind) + (spare if part == " " else 0)
    return parts


def width_of(words: str, kind: Type) -> float:
    """Points."""
    ems = sum(_advance(kind.font, letter) for letter in words)
    return ems * kind.size + kind.track * len(words)


@cache
def _advance(name: str, letter: str) -> float:
    """The width of a letter in em."""
    return float(font(name).text_length(letter, 1))


def smaller(kind: Type, size: float) -> Type:
    """The same in another size."""
    return replace(kind, size=size)


def _letters(word: str) -> Iterator[str]:
    held = ""
    for letter in word:
        if held and letter not in _CLOSING and held[-1] not in "「『（“":
            yield held
            held = ""
        held += letter
    yield held


def _halves(word: str, kind: Type) -> list[tuple[str, str]]:
    """Where a word may be broken, the last place first; the first half with its hyphen."""
    parts = word.split("-")
    found = [("-".join(parts[:n]) + "-", "-".join(parts[n:])) for n in range(len(parts) - 1, 0, -1)]
    if not kind.is_hyphenated or found or not word.strip(" .,;:?!”)").isalpha():
        return found
    places = sorted(
        {
            match.start()
            for form in (_PLACE_TO_BREAK, _PAIR_TO_BREAK)
            for match in form.finditer(word)
        }
    )
    return [(f"{word[:at]}-", word[at:]) for at in reversed(places) if 2 <= at <= len(word) - 3]


def _units(words: str, kind: Type) -> list[str]:
    if kind.spaced == "letter" or kind.track:
        return list(words)
    return re.findall(r" +|[^ ]+", words)

"""The numbering of a Word document's paragraphs (ISO/IEC 29500-1, 17.9)."""

import re
from dataclasses import dataclass, field

from counterpoint.documents.packed.events import Attributes, read_exactly
from counterpoint.documents.packed.word_format import (
    NOTHING_SAID,
    by_full_name,
    number_of,
    value_of,
)
from counterpoint.documents.packed.word_styles import Styles
from counterpoint.documents.text.labels import letters, roman

DEEPEST = 9
"""Levels that a numbering may have."""

BULLET = "•"
LONGEST_MARKER = 24

_PLACE = re.compile(r"%([1-9])")
_KOREAN = "가나다라마바사아자차카타파하"
_KOREAN_LETTERS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = "一二三四五六七八九十"
_SERIES = {
    "ganada": _KOREAN,
    "chosung": _KOREAN_LETTERS,
    "decimalEnclosedCircle": _CIRCLED,
    "ideographDigital": _CHINESE,
    "chineseCounting": _CHINESE,
    "japaneseCounting": _CHINESE,
}


def numeral(number: int, style: str) -> str:
    """A number as Word writes it in a style of numbers; in digits where the style goes no more."""
    match style:
        case "none":
            return ""
        case "lowerLetter":
            return letters(number)
        case "upperLetter":
            return letters(number).upper()
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
    series = _SERIES.get(style, "")
    return series[number - 1] if 0 < number <= len(series) else str(number)


@dataclass
class _Level:
    """How a level of a numbering counts; ``style`` is the style that has its paragraphs."""

    first: int = 1
    kind: str = "decimal"
    pattern: str = ""
    style: str = ""


@dataclass
class _List:
    """A numbering: its levels, or those of another it stands for, and how far it has counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    link: str = ""
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class _Use:
    """A numbering as paragraphs name it: which list, and where it begins anew."""

    list_name: str = ""
    firsts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """Holds the lists, and how far each has been counted."""

    def __init__(self, content: bytes | None, styles: Styles) -> None:
        parts = _NumberingPart()
        if content is not None:
            read_exactly(content, parts.start, lambda name: None, lambda text: None)
        self._lists, self._uses = parts.lists, parts.uses
        self._styles = styles

    def marker(self, name: str, depth: int | None, style: str) -> tuple[str, int] | None:
        """What stands before the next paragraph of a numbering, and its depth from 0.

        None where the paragraph has no number.
        """
        use = self._uses.get(name)
        found = self._list_of(use) if use else None
        if use is None or found is None:
            return None
        levels = found.levels | use.levels
        if depth is None:
            depth = next((at for at, level in levels.items() if level.style == style), 0)
        depth = min(depth, DEEPEST - 1)
        self._count(found, use, depth)
        return _written(found, levels, depth), depth

    def _list_of(self, use: _Use) -> _List | None:
        """The list itself: some only name the style of another."""
        found = self._lists.get(use.list_name)
        for _ in range(DEEPEST):
            if found is None or found.levels or not found.link:
                return found
            other = self._uses.get(self._styles.whole(NOTHING_SAID, found.link).number or "")
            found = self._lists.get(other.list_name) if other else None
        return None

    def _count(self, found: _List, use: _Use, depth: int) -> None:
        if depth in use.firsts:
            found.counts[depth] = use.firsts.pop(depth)
        elif depth in found.counts:
            found.counts[depth] += 1
        else:
            found.counts[depth] = found.levels.get(depth, _Level()).first
        for deeper in range(depth + 1, DEEPEST):
            found.counts.pop(deeper, None)


def _written(found: _List, levels: dict[int, _Level], depth: int) -> str:
    level = levels.get(depth, _Level())
    if level.kind == "bullet":
        return BULLET

    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, _Level())
        return numeral(found.counts.get(at, other.first), other.kind)

    return " ".join(_PLACE.sub(place, level.pattern).split())[:LONGEST_MARKER]


class _NumberingPart:
    """Holds the lists and their uses as they are read, and those being read."""

    def __init__(self) -> None:
        self.lists: dict[str, _List] = {}
        self.uses: dict[str, _Use] = {}
        self._list, self._use, self._level = _List(), _Use(), _Level()
        self._in_use = False
        self._depth = 0
        self._starts = by_full_name(
            {
                "w:abstractNum": self._begin_list,
                "w:num": self._begin_use,
                "w:abstractNumId": self._name_list,
                "w:lvlOverride": self._override,
                "w:startOverride": self._begin_anew,
                "w:lvl": self._begin_level,
                "w:start": self._first,
                "w:numFmt": self._kind,
                "w:lvlText": self._pattern,
                "w:pStyle": self._style,
                "w:numStyleLink": self._link,
            }
        )

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        act = self._starts.get(name)
        if act:
            act(attributes)

    def _begin_list(self, attributes: Attributes) -> None:
        self._list = self.lists[value_of(attributes, "abstractNumId")] = _List()
        self._in_use = False

    def _begin_use(self, attributes: Attributes) -> None:
        self._use = self.uses[value_of(attributes, "numId")] = _Use()
        self._in_use = True

    def _name_list(self, attributes: Attributes) -> None:
        self._use.list_name = value_of(attributes)

    def _override(self, attributes: Attributes) -> None:
        self._depth = number_of(attributes, "ilvl") or 0

    def _begin_anew(self, attributes: Attributes) -> None:
        self._use.firsts[self._depth] = number_of(attributes) or 0

    def _begin_level(self, attributes: Attributes) -> None:
        depth = number_of(attributes, "ilvl") or 0
        levels = self._use.levels if self._in_use else self._list.levels
        self._level = levels[depth] = _Level(pattern=f"%{depth + 1}.")

    def _first(self, attributes: Attributes) -> None:
        self._level.first = number_of(attributes) or 0

    def _kind(self, attributes: Attributes) -> None:
        self._level.kind = value_of(attributes)

    def _pattern(self, attributes: Attributes) -> None:
        self._level.pattern = value_of(attributes)

    def _style(self, attributes: Attributes) -> None:
        self._level.style = value_of(attributes)

    def _link(self, attributes: Attributes) -> None:
        self._list.link = value_of(attributes)

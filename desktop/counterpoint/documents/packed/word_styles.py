"""The styles of a Word document: what a paragraph or run is by the style it names."""

import re
from dataclasses import replace

from counterpoint.documents.flow.blocks import Shape
from counterpoint.documents.packed.events import Attributes, read_exactly
from counterpoint.documents.packed.word_format import (
    NOTHING_SAID,
    PROPERTIES,
    Format,
    by_full_name,
    value_of,
)

TEXT_LEVEL = 9
"""The outline level of what is no heading."""

LONGEST_CHAIN = 50
"""Styles, each based on the next, of which anything is read."""

_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_TABLE_OF_CONTENTS = re.compile(r"toc ?\d|table of (?:figures|authorities)", re.IGNORECASE)
_SHAPES = {
    "title": (Shape.HEADING, 1),
    "caption": (Shape.CAPTION, 0),
    "quote": (Shape.QUOTE, 1),
    "intense quote": (Shape.QUOTE, 1),
    "block text": (Shape.QUOTE, 1),
}


class Styles:
    """Holds the styles by id: their names, which they are based on, and what they say.

    ``default`` is that of paragraphs which name none.
    """

    def __init__(self, content: bytes | None) -> None:
        self.language = self.default = ""
        self._names: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._formats: dict[str, Format] = {}
        self._whole: dict[tuple[Format, str], Format] = {}
        self._open = ""
        self._starts = by_full_name(
            {
                "w:style": self._begin,
                "w:name": self._name,
                "w:basedOn": self._base,
                "w:lang": self._note_language,
            }
        )
        if content is not None:
            read_exactly(content, self._start, lambda name: None, lambda text: None)

    def whole(self, said: Format, style: str) -> Format:
        """What is said, and all that a style says with those it is based on."""
        if (said, style) not in self._whole:
            found = said
            for name in self._chain(style):
                found = found.over(self._formats.get(name, NOTHING_SAID))
            self._whole[said, style] = found
        return self._whole[said, style]

    def shape_of(self, paragraph: Format) -> tuple[Shape, int]:
        """Shape and level of a paragraph, from its outline level or the names of its styles."""
        style = paragraph.style or self.default
        outline = self.whole(paragraph, style).outline
        if outline is not None and outline < TEXT_LEVEL:
            return Shape.HEADING, outline + 1
        for name in self._chain(style):
            shape = _shape_of_name(self._names.get(name, name))
            if shape and (outline is None or shape[0] is not Shape.HEADING):
                return shape
        return Shape.PARAGRAPH, 0

    def _chain(self, style: str) -> list[str]:
        """A style and those it is based on, each once, for they may lead in a circle."""
        chain: dict[str, None] = {}
        while style and style not in chain and len(chain) < LONGEST_CHAIN:
            chain[style] = None
            style = self._bases.get(style, "")
        return list(chain)

    def _start(self, name: str, attributes: Attributes) -> None:
        act = self._starts.get(name)
        if act:
            act(attributes)
        elif self._open and name in PROPERTIES:
            said = PROPERTIES[name](attributes)
            self._formats[self._open] = replace(self._formats[self._open], **said)

    def _begin(self, attributes: Attributes) -> None:
        kind, self._open = value_of(attributes, "type"), value_of(attributes, "styleId")
        self._formats[self._open] = NOTHING_SAID
        if kind == "paragraph" and value_of(attributes, "default") in ("1", "true", "on"):
            self.default = self._open

    def _name(self, attributes: Attributes) -> None:
        self._names.setdefault(self._open, value_of(attributes))

    def _base(self, attributes: Attributes) -> None:
        self._bases[self._open] = value_of(attributes)

    def _note_language(self, attributes: Attributes) -> None:
        """The first is that of the defaults."""
        self.language = self.language or value_of(attributes)


def _shape_of_name(name: str) -> tuple[Shape, int] | None:
    name = " ".join(name.partition(",")[0].split())  # other names of the style may follow
    heading = _HEADING.fullmatch(name)
    if heading:
        return Shape.HEADING, int(heading[1])
    if _TABLE_OF_CONTENTS.fullmatch(name):
        return Shape.ROW, 0
    return _SHAPES.get(name.lower())

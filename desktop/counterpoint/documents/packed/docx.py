"""DOCX to blocks: the main text of a Word document, then its notes (ISO/IEC 29500-1)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from counterpoint.documents.flow.blocks import Block, Flow, Hyperlink, Source
from counterpoint.documents.packed.archive import Archive
from counterpoint.documents.packed.events import Attributes, read_loosely
from counterpoint.documents.packed.properties import source_of
from counterpoint.documents.packed.word_body import (
    NoteName,
    Part,
    mark_name,
    note_name,
    read_part,
)
from counterpoint.documents.packed.word_numbers import Numbering, numeral
from counterpoint.documents.packed.word_story import Story
from counterpoint.documents.packed.word_styles import Styles
from counterpoint.documents.text.sentences import language_of
from counterpoint.domain.refusal import Refusal

NOT_WORD = "This file is not a Word document or is broken; try another copy of it."

_NOTE_NUMBERS = {"footnote": "decimal", "endnote": "lowerRoman"}
_SAYS_NUMBERS = rb"<w:%sPr>(?:(?!</w:%sPr>).){0,400}?<w:numFmt w:val=\"(\w{1,40})\""


def parse(content: bytes) -> Flow:
    """The blocks of a DOCX; raises Refusal."""
    archive = Archive(content)
    parts = _linked(archive, "")
    main = parts.get("officeDocument", "word/document.xml")
    text = archive.read(main)
    if text is None:
        raise Refusal(NOT_WORD)
    beside = _linked(archive, main)
    styles = Styles(archive.read(beside.get("styles", "word/styles.xml")))
    numbering = Numbering(archive.read(beside.get("numbering", "word/numbering.xml")), styles)
    new_story = partial(Story, styles, numbering)
    settings = archive.read(beside.get("settings", "word/settings.xml")) or b""
    kinds = {kind: _numbers_of(kind, text + settings) for kind in _NOTE_NUMBERS}

    def number_of(kind: str, number: int) -> str:
        return numeral(number, kinds[kind])

    read = read_part(text, new_story, number_of, _addresses(archive, main))
    notes: dict[NoteName, tuple[Block, ...]] = {}
    for kind in _NOTE_NUMBERS:
        part = beside.get(f"{kind}s", f"word/{kind}s.xml")
        words = archive.read(part)
        if words is not None and any(of == kind for of, _ in read.marks):
            notes |= read_part(words, new_story, number_of, _addresses(archive, part)).notes
    flow = Flow((*read.blocks, *_notes(read, notes)))
    about = source_of(archive.read(parts.get("core-properties", "docProps/core.xml")))
    return replace(flow, source=_with_language(about, flow, styles))


def _linked(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part names, the package being "", by the last word of what they are."""
    found: dict[str, str] = {}
    for attributes in _relationships(archive, part):
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, archive.part_beside(part, attributes.get("Target", "")))
    return found


def _addresses(archive: Archive, part: str) -> dict[str, str]:
    """The addresses outside that a part leads to, by id."""
    return {
        attributes.get("Id", ""): attributes.get("Target", "")
        for attributes in _relationships(archive, part)
        if attributes.get("TargetMode") == "External"
    }


def _relationships(archive: Archive, part: str) -> list[Attributes]:
    folder, _, name = part.rpartition("/")
    found: list[Attributes] = []

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship":
            found.append(attributes)

    content = archive.read(f"{folder}/_rels/{name}.rels")
    if content is not None:
        read_loosely(content, start, lambda element: None, lambda text: None)
    return found


def _numbers_of(kind: str, text: bytes) -> str:
    """In which numerals the notes of a kind are counted: the text says so, else the settings."""
    name = kind.encode("ascii")
    found = re.search(_SAYS_NUMBERS % (name, name), text, re.DOTALL)
    return found[1].decode("ascii") if found else _NOTE_NUMBERS[kind]


def _notes(read: Part, notes: dict[NoteName, tuple[Block, ...]]) -> Iterator[Block]:
    """The notes that are referred to, those at the feet of pages first, each after its mark."""
    for kind in _NOTE_NUMBERS:
        for name, mark in read.marks.items():
            blocks = notes.get(name, ()) if name[0] == kind else ()
            for number, block in enumerate(blocks):
                is_marked = bool(mark) and number == 0
                set_in = replace(block, level=1, marker=f"{mark}." if is_marked else "")
                yield _tied(set_in, name) if number == 0 else set_in


def _tied(block: Block, note: NoteName) -> Block:
    """The first block of a note: its mark leads to it, and its number back to the mark."""
    back = Hyperlink(0, 0, f"#{mark_name(note)}")
    names = ((note_name(note), 0), *block.names)
    return replace(block, links=(back, *block.links), names=names)


def _with_language(source: Source, flow: Flow, styles: Styles) -> Source:
    """The styles name a language for Latin letters, whatever letters the text has."""
    if source.language or language_of(flow.raw) != "en":
        return source
    return replace(source, language=styles.language)

"""EPUB to blocks: its chapters as pages, one after the other (EPUB 2 and 3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from counterpoint.documents.decoding import decode_part
from counterpoint.documents.flow.blocks import Block, Entry, Flow, Shape
from counterpoint.documents.flow.chapter import Chapter, parse_chapter
from counterpoint.documents.packed.archive import Archive
from counterpoint.documents.packed.contents import links_of
from counterpoint.documents.packed.events import Attributes, read_loosely
from counterpoint.documents.packed.publication import Publication, publication_of
from counterpoint.domain.refusal import Refusal

PROTECTED = (
    "This e-book is protected against copying and can be read only by its shop’s own program; get"
    " a copy without protection and open that."
)
NO_CHAPTERS = "This e-book names no chapters, so there is nothing to read; try another copy of it."

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

_ENCRYPTION = "META-INF/encryption.xml"
_Places = Mapping[str, int]


def parse(content: bytes) -> Flow:
    """The blocks of an EPUB; raises Refusal."""
    archive = Archive(content)
    publication = publication_of(archive)
    if not publication.chapters:
        raise Refusal(NO_CHAPTERS)
    if not _scrambled(archive).isdisjoint(publication.chapters):
        raise Refusal(PROTECTED)
    blocks: list[Block] = []
    places: dict[str, int] = {}
    for part, chapter in _chapters(archive, publication):
        first = len(blocks)
        places[part] = first
        places |= {f"{part}#{name}": first + at for name, at in chapter.places.items()}
        blocks += [_in_book(archive, part, block) for block in chapter.flow.blocks]
        if len(blocks) > first:
            blocks[first] = replace(blocks[first], names=((part, 0), *blocks[first].names))
    contents = tuple(_entries(archive, publication, places, len(blocks)))
    headings = sum(block.shape is Shape.HEADING for block in blocks)
    says_more = len(contents) > headings
    return Flow(tuple(blocks), publication.source, contents if says_more else ())


def _in_book(archive: Archive, part: str, block: Block) -> Block:
    """A block whose links lead through the whole book, and whose names are told by chapter."""
    if not (block.links or block.names):
        return block
    links = (replace(one, target=_target(archive, part, one.target)) for one in block.links)
    names = ((f"{part}#{name}", offset) for name, offset in block.names)
    return replace(block, links=tuple(links), names=tuple(names))


def _target(archive: Archive, part: str, target: str) -> str:
    """Where a link of a part leads: out of the book, or to a chapter or a name in it."""
    if _SCHEME.match(target):
        return target
    name = target.partition("#")[2]
    chapter = archive.part_beside(part, target)
    return f"#{chapter}#{name}" if name else f"#{chapter}"


def _chapters(archive: Archive, publication: Publication) -> Iterator[tuple[str, Chapter]]:
    for part in publication.chapters:
        content = archive.read(part)
        if content:
            yield part, parse_chapter(decode_part(content))


def _scrambled(archive: Archive) -> set[str]:
    """The names of the parts that are encrypted; fonts among them do not matter."""
    found: set[str] = set()

    def start(name: str, attributes: Attributes) -> None:
        if name == "CipherReference":
            found.add(archive.part_beside("", attributes.get("URI", "")))

    content = archive.read(_ENCRYPTION)
    if content is not None:
        read_loosely(content, start, lambda name: None, lambda text: None)
    return found


def _entries(
    archive: Archive, publication: Publication, places: _Places, blocks: int
) -> Iterator[Entry]:
    """The first table of contents that leads anywhere, in the order of the text."""
    for part in publication.contents:
        found = [entry for entry in _leading(archive, part, places) if entry.block < blocks]
        if found:
            yield from sorted(found, key=lambda entry: entry.block)
            return


def _leading(archive: Archive, part: str, places: _Places) -> Iterator[Entry]:
    content = archive.read(part)
    if content is None:
        return
    try:
        links = links_of(content)
    except Refusal:
        return  # a book without a table of contents can be read as well
    for link in links:
        chapter = archive.part_beside(part, link.target)
        name = link.target.partition("#")[2]
        at = places.get(f"{chapter}#{name}", places.get(chapter))
        if at is not None:
            yield Entry(link.level, link.title, at)

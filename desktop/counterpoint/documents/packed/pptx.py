"""PPTX to blocks: slide by slide, what stands on it and then what its speaker notes say.

Each slide begins with a heading, its title or else its number (ISO/IEC 29500-1, 19 and 21).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from counterpoint.documents.flow.blocks import Block, Flow, Shape, Source
from counterpoint.documents.packed.archive import Archive
from counterpoint.documents.packed.events import Attributes, read_loosely
from counterpoint.documents.packed.properties import source_of
from counterpoint.documents.packed.slide import Slide, read_slide
from counterpoint.domain.refusal import Refusal

NO_SLIDES = "This presentation has no slides or is broken; try another copy of it."

_MAIN = "ppt/presentation.xml"


@dataclass
class _Links:
    """The parts that a part names, by id and by the last word of what they are.

    ``outside`` are the addresses it names, by id.
    """

    by_id: dict[str, str] = field(default_factory=dict)
    by_kind: dict[str, str] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)

    @property
    def targets(self) -> dict[str, str]:
        """Where links lead: out, or to a slide by the name of its part."""
        return {**{one: f"#{part}" for one, part in self.by_id.items()}, **self.outside}


def parse(content: bytes) -> Flow:
    """The blocks of a PPTX; raises Refusal."""
    archive = Archive(content)
    package = _links(archive, "")
    main = package.by_kind.get("officeDocument", _MAIN)
    blocks: list[Block] = []
    for number, part in enumerate(_slides(archive, main), 1):
        blocks += _blocks(archive, part, number)
    if not blocks:
        raise Refusal(NO_SLIDES)
    about = source_of(archive.read(package.by_kind.get("core-properties", "docProps/core.xml")))
    return Flow(tuple(blocks), _with_title(about, blocks))


def _slides(archive: Archive, main: str) -> Iterator[str]:
    """The names of the slides' parts, in the order of the show."""
    content = archive.read(main)
    if content is None:
        raise Refusal(NO_SLIDES)
    ids: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "sldId":
            # Its own number and the link have the same name but for a prefix.
            ids.append(next((value for value in attributes.values() if value in linked), ""))

    linked = _links(archive, main).by_id
    read_loosely(content, start, lambda name: None, lambda text: None)
    return (linked[one] for one in dict.fromkeys(ids) if one in linked)


def _blocks(archive: Archive, part: str, number: int) -> Iterator[Block]:
    content = archive.read(part)
    if content is None:
        return
    links = _links(archive, part)
    slide = read_slide(content, links.targets)
    yield Block(Shape.HEADING, slide.title or f"Slide {number}", 1, names=((part, 0),))
    yield from slide.blocks
    beside = links.by_kind.get("notesSlide", "")
    notes = archive.read(beside)
    if notes:
        targets = _links(archive, beside).targets
        yield from _notes(read_slide(notes, targets, is_note=True))


def _notes(slide: Slide) -> Iterator[Block]:
    for block in slide.blocks:
        yield Block(Shape.NOTE, block.text, 1, "", block.runs, links=block.links)


def _links(archive: Archive, part: str) -> _Links:
    folder, _, name = part.rpartition("/")
    found = _Links()

    def start(element: str, attributes: Attributes) -> None:
        if element != "Relationship":
            return
        target, name = attributes.get("Target", ""), attributes.get("Id", "")
        if attributes.get("TargetMode") == "External":
            found.outside.setdefault(name, target)
        else:
            target = archive.part_beside(part, target)
            found.by_id.setdefault(name, target)
            found.by_kind.setdefault(attributes.get("Type", "").rpartition("/")[2], target)

    content = archive.read(f"{folder}/_rels/{name}.rels")
    if content is not None:
        read_loosely(content, start, lambda element: None, lambda text: None)
    return found


def _with_title(source: Source, blocks: list[Block]) -> Source:
    """The first slide's title says more than what the program writes by itself."""
    if source.title and source.title != "PowerPoint Presentation":
        return source
    return replace(source, title=blocks[0].text.replace("\n", " "))

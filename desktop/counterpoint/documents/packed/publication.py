"""An EPUB's package: what it says of itself and the order of its parts (EPUB 3.3, section 5)."""

from dataclasses import dataclass, field, replace

from counterpoint.documents.flow.blocks import Source
from counterpoint.documents.packed.archive import Archive
from counterpoint.documents.packed.events import Attributes, read_loosely

_CONTAINER = "META-INF/container.xml"
_DESCRIPTIVE = frozenset({"title", "creator", "date", "publisher", "language"})
_AUTHOR_ROLES = frozenset({"aut", ""})


@dataclass(frozen=True)
class Item:
    """A part of the package: its name in the archive, its media type, its properties."""

    part: str
    media_type: str
    properties: str


@dataclass(frozen=True)
class Publication:
    """A book's own account. ``chapters`` are the names of the parts that are read, in order."""

    source: Source
    chapters: tuple[str, ...]
    contents: tuple[str, ...]
    """Parts that may hold a table of contents, the best first."""


def publication_of(archive: Archive) -> Publication:
    """The publication in an archive; without chapters where none is found."""
    part = _package_part(archive)
    content = archive.read(part) if part else None
    package = _Package()
    if content is not None:
        read_loosely(content, package.start, package.end, package.text)
    items = {
        name: replace(item, part=archive.part_beside(part, item.part))
        for name, item in package.items.items()
    }
    return Publication(package.source(), _chapters(package, items), _contents(package, items))


def _package_part(archive: Archive) -> str:
    """The name of the package: the container tells it; else whatever looks like one."""
    found: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "rootfile":
            found.append(archive.part_beside("", attributes.get("full-path", "")))

    content = archive.read(_CONTAINER)
    if content is not None:
        read_loosely(content, start, lambda name: None, lambda text: None)
    named = [name for name in found if name]
    packages = [name for name in archive.names if name.lower().endswith(".opf")]
    return next(iter(named + packages), "")


def _chapters(package: "_Package", items: dict[str, Item]) -> tuple[str, ...]:
    """The parts in reading order, each once; those beside it come last, for they are often notes.

    A quotation from a note must be found as well, so nothing of the spine is left out.
    """
    ordered = [name for name, is_linear in package.spine if is_linear]
    ordered += [name for name, is_linear in package.spine if not is_linear]
    found = (items[name] for name in ordered if name in items)
    return tuple(dict.fromkeys(item.part for item in found if _is_text(item)))


def _is_text(item: Item) -> bool:
    if "html" in item.media_type or "dtbook" in item.media_type:
        return True
    return not item.media_type and item.part.endswith(("html", "htm", ".xml"))


def _contents(package: "_Package", items: dict[str, Item]) -> tuple[str, ...]:
    found = [item.part for item in items.values() if "nav" in item.properties.split()]
    if package.toc in items:
        found.append(items[package.toc].part)
    found += [item.part for item in items.values() if "dtbncx" in item.media_type]
    return tuple(dict.fromkeys(found))


@dataclass
class _Note:
    """A line of metadata while it is read."""

    name: str
    attributes: Attributes
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class _Package:
    """Holds what was read of a package."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.spine: list[tuple[str, bool]] = []
        self.toc = ""
        self._notes: list[_Note] = []
        self._refined: dict[tuple[str, str], str] = {}
        self._open: _Note | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "item":
            href, kind = attributes.get("href", ""), attributes.get("media-type", "").lower()
            item = Item(href, kind, attributes.get("properties", ""))
            self.items.setdefault(attributes.get("id", ""), item)
        elif name == "spine":
            self.toc = attributes.get("toc", "")
        elif name == "itemref":
            is_linear = attributes.get("linear", "yes").strip().lower() != "no"
            self.spine.append((attributes.get("idref", ""), is_linear))
        elif name.lower() in _DESCRIPTIVE or name == "meta":
            self._open = _Note(name.lower(), attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        note = self._open
        if note is None or name.lower() != note.name:
            return
        self._open = None
        if note.name == "meta":
            refined = note.attributes.get("refines", "").lstrip("#")
            self._refined[refined, note.attributes.get("property", "")] = note.text
        elif note.text:
            self._notes.append(note)

    def text(self, words: str) -> None:
        """Text of the open element."""
        if self._open is not None:
            self._open.words.append(words)

    def source(self) -> Source:
        """What the package says of the book."""
        creators = self._of("creator")
        authors = [note for note in creators if self._role(note) in _AUTHOR_ROLES] or creators
        titles = self._of("title")
        main = [note for note in titles if self._fact(note, "title-type") == "main"]
        return Source(
            title=_first(main or titles),
            author="; ".join(dict.fromkeys(note.text for note in authors)),
            date=self._date(),
            publisher=_first(self._of("publisher")),
            language=_first(self._of("language")),
        )

    def _date(self) -> str:
        dates = {note.attributes.get("event", "").lower(): note.text for note in self._of("date")}
        issued = self._refined.get(("", "dcterms:issued"), "")
        return dates.get("publication") or dates.get("") or issued

    def _of(self, name: str) -> list[_Note]:
        return [note for note in self._notes if note.name == name]

    def _role(self, note: _Note) -> str:
        return note.attributes.get("role") or self._fact(note, "role")

    def _fact(self, note: _Note, name: str) -> str:
        return self._refined.get((note.attributes.get("id", ""), name), "")


def _first(notes: list[_Note]) -> str:
    return notes[0].text if notes else ""

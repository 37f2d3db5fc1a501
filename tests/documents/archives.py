"""EPUB and DOCX files for tests, part by part, so that each rule can be met or broken alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Parts = Mapping[str, str | bytes]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"'
    ' xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Not read</title></head>'
)


def archive(parts: Parts, method: int = ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts, in this order."""
    packed = BytesIO()
    with ZipFile(packed, "w", method) as file:
        for name, content in parts.items():
            file.writestr(ZipInfo(name), content, method)
    return packed.getvalue()


def chapter(body: str) -> str:
    """A chapter with that body."""
    return f"{_XHTML}<body>{body}</body></html>"


@dataclass(frozen=True)
class Book:
    """What an EPUB is made of: bodies of chapters by part, lines of metadata, other parts.

    ``beside`` names chapters that stand beside the reading order.
    """

    chapters: Mapping[str, str]
    metadata: str = "<dc:title>A Book</dc:title>"
    beside: Sequence[str] = ()
    extra: Parts = field(default_factory=dict)
    items: str = ""
    toc: str = ""

    def parts(self) -> dict[str, str | bytes]:
        """All parts by name."""
        return {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
            ),
            "OEBPS/book.opf": self._package(),
            **{f"OEBPS/{name}": chapter(body) for name, body in self.chapters.items()},
            **self.extra,
        }

    def _package(self) -> str:
        items = "".join(
            f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>'
            for name in self.chapters
        )
        spine = "".join(
            f'<itemref idref="{name}" linear="{"no" if name in self.beside else "yes"}"/>'
            for name in self.chapters
        )
        return (
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata>{self.metadata}</metadata><manifest>{items}{self.items}</manifest>"
            f'<spine toc="{self.toc}">{spine}</spine></package>'
        )


def epub(*bodies: str, **changes: object) -> bytes:
    """An EPUB of chapters with these bodies; ``changes`` are fields of Book."""
    chapters = {f"c{number}.xhtml": body for number, body in enumerate(bodies, 1)}
    return archive(Book(chapters, **changes).parts())  # type: ignore[arg-type]


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain words."""
    content = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def styled(words: str, style: str) -> str:
    """A paragraph in a style."""
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def numbered(words: str, number: int = 1, depth: int = 0) -> str:
    """A paragraph of a numbering."""
    said = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, said)


def table(*rows: Sequence[str], columns: int = 2) -> str:
    """A table; each cell holds one paragraph."""
    grid = "<w:gridCol/>" * columns
    written = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"


def style(name: str, *, based_on: str = "", said: str = "", kind: str = "paragraph") -> str:
    """A style whose id is its name without spaces."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    named = name.replace(" ", "")
    return (
        f'<w:style w:type="{kind}" w:styleId="{named}"><w:name w:val="{name}"/>{based}{said}'
        "</w:style>"
    )


def level(depth: int, kind: str, pattern: str) -> str:
    """A level of a numbering."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*lists: str) -> str:
    """Numberings from 1 on, each of its own levels."""
    written = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        for number, levels in enumerate(lists, 1)
    )
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(lists) + 1)
    )
    return part("numbering", written + uses)


def part(name: str, content: str) -> str:
    """A part of a Word document with that root."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def word_parts(body: str, extra: Parts | None = None) -> dict[str, str | bytes]:
    """The parts of a DOCX with that body."""
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" Target="word/document.xml"'
            f' Type="{_OFFICE}/officeDocument"/></Relationships>'
        ),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        **(extra or {}),
    }


def docx(body: str, extra: Parts | None = None) -> bytes:
    """A DOCX with that body and other parts, which may replace the usual ones."""
    return archive(word_parts(body, extra))


def core(**fields: str) -> str:
    """What a document says of itself."""
    names = {"created": "dcterms:created", "modified": "dcterms:modified"}
    written = "".join(
        f"<{names.get(name, f'dc:{name}')}>{escape(words)}</{names.get(name, f'dc:{name}')}>"
        for name, words in fields.items()
    )
    return (
        '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/">{written}</cp:coreProperties>'
    )

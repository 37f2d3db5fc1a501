"""What a worker can be asked. Each job names all it needs: a worker's state is only a cache.

Page units are points (1/72 inch) for fixed pages and CSS pixels at zoom 1 for reflowable ones.
"""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from counterpoint.documents.client.frames import ProtocolError

Face = Literal["serif", "sans"]
"""The letters of reflowable text."""

Tone = Literal["light", "sepia", "dark"]
"""What fixed pages look like: as they are, on warm paper, or light on dark."""


@dataclass(frozen=True)
class Layout:
    """How reflowable text is set: the measure (width of the text column) and the size of type.

    ``width`` and ``font_size`` in CSS pixels at zoom 1; ``line_height`` in multiples of the size.
    Documents with fixed pages take notice of ``turn`` alone: how far their pages are turned
    clockwise, in degrees: 0, 90, 180 or 270.
    """

    width: float = 560.0
    font_size: float = 16.0
    line_height: float = 1.55
    turn: int = 0
    face: Face = "serif"


@dataclass(frozen=True)
class Open:
    """Open the one document of this worker; always its first job, and only once.

    ``path`` is absolute. ``sha256`` (hexadecimal), where given, must be that of the file's bytes.
    ``format`` (a suffix such as ``pdf``) settles what the content and the name leave open.
    ``password`` opens a protected document; it is never part of what a job says of itself.
    The format ``article`` asks for what a web page says alone: ``address`` is where it was fetched
    from, ``encoding`` the one that its site named.
    """

    path: str
    sha256: str = ""
    format: str = ""
    password: str = field(default="", repr=False)
    encoding: str = ""
    address: str = ""


@dataclass(frozen=True)
class Arrange:
    """The sizes of all pages in this layout."""

    layout: Layout = Layout()


@dataclass(frozen=True)
class Render:
    """A page, or the part of it inside ``clip``, as pixels.

    ``scale`` is pixels per page unit. ``clip`` is left, top, right, bottom in pixels of the page
    at that scale, right and bottom exclusive; None is the whole page. ``ink`` is the colour of
    text, 0xRRGGBB, where pages are reflowable: their background stays transparent. ``tone`` is
    for fixed pages only.
    """

    page: int
    scale: float
    clip: tuple[int, int, int, int] | None = None
    ink: int = 0x000000
    layout: Layout = Layout()
    tone: Tone = "light"


@dataclass(frozen=True)
class Lines:
    """Where each character of a page stands."""

    page: int
    layout: Layout = Layout()


@dataclass(frozen=True)
class Links:
    """Where a page leads to, as far as it may."""

    page: int
    layout: Layout = Layout()


@dataclass(frozen=True)
class Extract:
    """Keep the raw text of the sections from ``first`` to ``last`` (exclusive) at hand for Read.

    In batches it lets pages be rendered between.
    """

    first: int
    last: int


@dataclass(frozen=True)
class Read:
    """The reading text; who answers tells it in parts, which the queue asks for one by one."""

    part: int = 0


@dataclass(frozen=True)
class Highlights:
    """The highlights that the file has of its own in sections ``first`` to ``last`` (exclusive)."""

    first: int
    last: int


@dataclass(frozen=True)
class Article:
    """The article that was opened, in blocks."""


Job = Open | Arrange | Render | Lines | Links | Extract | Read | Highlights | Article

_KINDS: dict[str, type[Job]] = {
    kind.__name__.lower(): kind
    for kind in (Open, Arrange, Render, Lines, Links, Extract, Read, Highlights, Article)
}


def kind_of(job: Job) -> str:
    """The job's name on the wire."""
    return type(job).__name__.lower()


def to_head(job: Job, number: int) -> dict[str, Any]:
    """The head of the frame that asks for the job; its answer carries the same number."""
    fields = asdict(job)
    if isinstance(job, Open):
        fields["path"] = os.fsencode(job.path).hex()  # a file name need not be valid Unicode
    return {"job": number, "kind": kind_of(job), **fields}


def from_head(head: Mapping[str, Any]) -> tuple[int, Job]:
    """The job's number and the job."""
    fields = dict(head)
    number, kind = fields.pop("job", 0), _KINDS.get(str(fields.pop("kind", "")))
    if kind is None:
        raise ProtocolError("There is no such job.")
    if "layout" in fields:
        fields["layout"] = Layout(**fields["layout"])
        _require(fields["layout"].face in get_args(Face))
    _require(fields.get("tone", "light") in get_args(Tone))
    if fields.get("clip") is not None:
        fields["clip"] = tuple(fields["clip"])
    try:
        if "path" in fields:
            fields["path"] = os.fsdecode(bytes.fromhex(fields["path"]))
        return int(number), kind(**fields)
    except (TypeError, ValueError) as error:
        raise ProtocolError("A job does not name all it needs.") from error


def _require(is_known: bool) -> None:
    if not is_known:
        raise ProtocolError("A job asks for what nobody has named.")

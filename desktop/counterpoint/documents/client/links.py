"""Links on a page, as they are allowed: into the document, to the web, to an address for mail."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from counterpoint.documents.client.checks import Fields
from counterpoint.documents.client.frames import Frame, ProtocolError
from counterpoint.documents.client.pages import Rectangle

MOST_LINKS = 2000
"""Links that are told of one page."""

LONGEST = 2000
"""Characters of an address."""

FARTHEST = 1e7
"""Page units: nothing lies farther from a page."""

WEB = frozenset({"http", "https"})

LETTER_FIELDS = frozenset({"to", "cc", "subject", "body"})
"""What an address may write into a letter; others attach files or hide whom it goes to."""


@dataclass(frozen=True)
class PageLink:
    """A rectangle of a page and where it leads: to ``address``, or within the document.

    That is on fixed pages to a ``page``, from 0, and a place on it as it stands in the file, in
    page units from its left and top; where text flows to ``raw``, an offset of the raw text.
    There ``start`` and ``end`` are the raw range whose sentence has the link.
    """

    area: Rectangle
    address: str = ""
    page: int = 0
    x: float = 0.0
    y: float = 0.0
    raw: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class PageLinks:
    """All links of one page that may be followed."""

    page: int
    links: tuple[PageLink, ...]


def is_allowed(address: str) -> bool:
    """Whether an address may be offered: web or mail, printable, as it will be shown.

    A name before the host is not: it looks like a host itself ("good.example:80@evil.example").
    """
    if len(address) > LONGEST or not address.isascii() or not address.isprintable():
        return False
    if " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme in WEB:
        return bool(host) and "@" not in parts.netloc and "%" not in host
    return parts.scheme == "mailto" and _is_letter(parts)


def host_of(address: str) -> str:
    """The host of an address that is allowed, as it is asked for; empty for mail."""
    return urlsplit(address).hostname or ""


def _is_letter(parts: SplitResult) -> bool:
    """Whether an address for mail fills in no more than a reader would; RFC 6068."""
    if parts.netloc or parts.fragment or not parts.path:
        return False
    filled = parse_qsl(parts.query, keep_blank_values=True)
    heads = [unquote(parts.path), *(value for name, value in filled if name.lower() != "body")]
    is_plain = all(head.isprintable() for head in heads)
    return is_plain and all(name.lower() in LETTER_FIELDS for name, _ in filled)


def page_links(page: int, frame: Frame) -> PageLinks:
    """What a worker says of a page's links; raises ProtocolError on what it must not say."""
    told = Fields(frame.head).objects("links", MOST_LINKS)
    return PageLinks(page, tuple(_link(fields) for fields in told))


def _link(fields: Fields) -> PageLink:
    area = Rectangle(*(fields.number(side, -FARTHEST, FARTHEST) for side in Rectangle._fields))
    address = fields.text("address", LONGEST)
    if address and not is_allowed(address):
        raise ProtocolError("A link leads where none may lead.")
    x, y = (fields.number(side, -FARTHEST, FARTHEST) for side in ("x", "y"))
    raw, start, end = (fields.count(offset) for offset in ("raw", "start", "end"))
    return PageLink(area, address, fields.count("page"), x, y, raw, start, end)

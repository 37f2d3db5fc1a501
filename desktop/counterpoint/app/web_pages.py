"""Which addresses are fetched, which redirects are followed, and what is said where not."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from counterpoint.domain.refusal import Refusal

LARGEST = 20 << 20
"""Bytes of the largest page."""

SECONDS = 30
"""How long fetching may take, redirects included."""

MOST_REDIRECTS = 5

TEXT_TYPE = "text/plain"
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", TEXT_TYPE})
_ENDINGS = frozenset({"txt", "text", "md", "markdown"})
PDF_TYPE = "application/pdf"

NOT_AN_ADDRESS = "This is not the address of a web page; it should look like example.org/page."
ONLY_WEB = "Only addresses that begin with http or https can be fetched; open a file instead."
TOO_MANY = "This page passes on from address to address without end; check the address."
WENT_ASTRAY = (
    "This page passes on to an address that is not followed for your safety; check the address."
)
TOO_LARGE = f"This page is larger than {LARGEST >> 20} MB; save it in a browser and open the file."
TOO_LARGE_UNPACKED = (
    f"This page is larger than {LARGEST >> 20} MB when unpacked; save it in a browser and open the"
    " file."
)
PARTIAL = "The site sent only a part of this page; try again, or save it in a browser."
TOO_SLOW = f"The page did not come within {SECONDS} seconds; try again later."
EMPTY = "The page came without any content; try again later, or save it in a browser."

_STATUS = {
    401: "This page asks for a name and a password; save it in a browser and choose the file.",
    402: "This page has to be paid for; save it in a browser and choose the file.",
    403: "The site does not let Counterpoint fetch this page; save it in a browser and choose the"
    " file.",
    404: "There is no page at this address; check the address.",
    410: "This page has been taken away for good; an archive of the web may still have it.",
    429: "The site asks to wait before fetching more; try again later.",
    451: "The site may not show this page for legal reasons; look for it elsewhere.",
}
_SCHEME = re.compile(r"(?!\[)([^:/?#]*):(?!\d+(?:[/?#]|$))")
"""What stands before the first colon, unless a port follows; later ones are of no scheme."""

_LOCAL_ENDINGS = (
    ".localhost",
    ".localdomain",
    ".local",
    ".internal",
    ".lan",
    ".home",
    ".home.arpa",
    ".corp",
    ".intranet",
)

_HOLDS_IPV4 = (IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
"""Addresses whose last 32 bits are an IPv4 address: compatible ones and NAT64 (RFC 6052)."""

_NAT_INSIDE = IPv6Network("64:ff9b:1::/48")
"""NAT64 within a network (RFC 8215)."""

_HTML = (b"<!doctype html", b"<html")
_PLAIN_ENCODING = re.compile(
    r"utf-?(8|16|32)|us-ascii|iso-8859|windows-125|euc-|gb|big5|shift|koi8"
)


@dataclass(frozen=True)
class Fetched:
    """A page as it came: its last address, its media type without parameters, its encoding."""

    address: str
    media_type: str
    encoding: str
    content: bytes

    @property
    def is_pdf(self) -> bool:
        """Whether it is a document of its own."""
        return self.media_type == PDF_TYPE or self.content.startswith(b"%PDF-")

    @property
    def is_text(self) -> bool:
        """Whether it is plain text, a document of its own too."""
        begins_as_page = self.content[:100].lstrip().lower().startswith(_HTML)
        return self.media_type == TEXT_TYPE and not self.is_pdf and not begins_as_page

    def text(self) -> tuple[str, bytes]:
        """A name for plain text, and the text in UTF-8 where the site says what it is in."""
        last = unquote(urlsplit(self.address).path).rstrip("/").rpartition("/")[2]
        stem, _, ending = last.rpartition(".")
        kind = "md" if ending.lower() in {"md", "markdown"} else "txt"
        name = (stem if ending.lower() in _ENDINGS else last) or site_of(self.address)
        content = self.content
        if _PLAIN_ENCODING.match(self.encoding.lower()):
            with suppress(LookupError, ValueError):
                content = content.decode(self.encoding).encode("utf-8")
        return f"{name}.{kind}", content


def address_of(typed: str) -> str:
    """The address that a reader means, with https:// where they left it out; raises Refusal."""
    words = "".join(typed.split()).strip("<>\"'“”")
    if not words:
        raise Refusal(NOT_AN_ADDRESS)
    scheme = _SCHEME.match(words)
    if scheme is not None and scheme[1].lower() not in {"http", "https"}:
        raise Refusal(ONLY_WEB)
    return _sound(words if scheme is not None else f"https://{words}")


def is_bare(typed: str) -> bool:
    """Whether a reader has left out whether an address is asked for in encrypted form."""
    return _SCHEME.match("".join(typed.split()).strip("<>\"'“”")) is None


def unencrypted(address: str) -> str:
    """The same address, asked for in plain form."""
    return f"http:{address.partition(':')[2]}"


def follow(address: str, target: str, followed: int) -> str:
    """The address to go on to from a redirect, after so many others; raises Refusal.

    Nobody gets from https to http unseen, nor from the open web into the reader's own network:
    what the reader typed may well be there, but a stranger's page must not choose it. A name may
    still stand for an address there: see ``check_resolved``.
    """
    if followed >= MOST_REDIRECTS:
        raise Refusal(TOO_MANY)
    here, there = urlsplit(address), _parted(target)
    is_web = there.scheme in {"http", "https"}
    is_less_safe = here.scheme == "https" and there.scheme == "http"
    if not is_web or is_less_safe:
        raise Refusal(WENT_ASTRAY)
    if is_private(there.hostname or "") and not is_private(here.hostname or ""):
        raise Refusal(WENT_ASTRAY)
    return _sound(target)


def must_resolve(address: str, following: str) -> str:
    """The name whose addresses have to be known before a redirect is followed; else empty.

    That is a name chosen by a site of the open web for another one.
    """
    here, there = urlsplit(address).hostname or "", urlsplit(following).hostname or ""
    is_number = ":" in there or there.rpartition(".")[2].isdecimal()
    return "" if here == there or is_private(here) or is_number else there


def check_resolved(addresses: Iterable[str]) -> None:
    """Refuse a name of a redirect that stands for an address in the reader's own network.

    Not covered is a name server that gives another answer when it is asked again a moment later,
    for the request itself (DNS rebinding); nor a name behind a proxy that resolves it elsewhere.
    """
    if any(map(is_private, addresses)):
        raise Refusal(WENT_ASTRAY)


def _parted(target: str) -> SplitResult:
    """A stranger's address taken apart; raises Refusal where it is none."""
    try:
        return urlsplit(target)
    except ValueError:
        raise Refusal(WENT_ASTRAY) from None


def is_private(host: str) -> bool:
    """Whether a host's name or number says that it is this machine or in a private network."""
    name = host.rstrip(".").lower()
    try:
        return not _is_public(ip_address(name.partition("%")[0]))
    except ValueError:
        pass
    # A name without a full stop, and a number in an odd dress, is not on the open web.
    last = name.rpartition(".")[2]
    return "." not in name or name.endswith(_LOCAL_ENDINGS) or last[:1].isdigit()


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is on the open web, and so is every IPv4 address it is made of."""
    if isinstance(address, IPv4Address):
        return address.is_global
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _HOLDS_IPV4):
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    held = [one for one in inner if one is not None]
    is_inside = address.is_site_local or address in _NAT_INSIDE
    is_open = bool(held) or (address.is_global and not is_inside)
    return is_open and all(one.is_global for one in held)


def check_answer(status: int, media_type: str) -> None:
    """Raise Refusal for an answer, by HTTP status and media type, that is no page."""
    if status >= 400:
        failed = f"The site could not show this page (error {status}); try again later."
        raise Refusal(_STATUS.get(status, failed))
    if status == 206:
        raise Refusal(PARTIAL)
    if media_type and media_type not in PAGE_TYPES | {PDF_TYPE}:
        raise Refusal(
            "There is no page at this address but a file of another kind; save it in a browser"
            " and open it."
        )


def parsed_type(header: str) -> tuple[str, str]:
    """Media type and encoding of a Content-Type header; empty where it does not say."""
    media_type, *parameters = (part.strip() for part in header.split(";"))
    named = (one.partition("=") for one in parameters)
    encoding = next((v.strip(" \"'") for name, _, v in named if name.lower() == "charset"), "")
    return media_type.lower(), encoding[:40]


def site_of(address: str) -> str:
    """The site of an address as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _sound(address: str) -> str:
    """An address with a host, and without name, password and fragment; raises Refusal."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refusal(NOT_AN_ADDRESS) from None
    is_host = host and not host.startswith(".") and ".." not in host and "%" not in host
    if not is_host or len(address) > 2000 or "\\" in parts.netloc:
        raise Refusal(NOT_AN_ADDRESS)
    if "." not in host and ":" not in host and host != "localhost" and not port:
        raise Refusal(NOT_AN_ADDRESS)
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", parts.query, ""))

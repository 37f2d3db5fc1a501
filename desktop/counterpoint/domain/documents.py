"""The catalogue entry of a source."""

import re
from dataclasses import dataclass

from counterpoint.domain.records import Record

_FAMILY_NAMES = (
    "ahn bae baek cha chang chen choi chung han hong huang hwang jang jeon jeong jo jung kang "
    "kim ko koh kwon lee li lim lin liu min moon nam nguyen noh oh park roh ryu seo shin sim "
    "son song suh sun tran wang wu xu yang yoo yoon yu yun zhang zhao zhou zhu "
)

FAMILY_NAMES_FIRST = frozenset(_FAMILY_NAMES.split())
"""Common Korean, Chinese and Vietnamese family names, which their bearers often put first."""


_ORGANISATION = re.compile(
    r"\b(?:Institute|University|College|Cent(?:er|re)|Foundation|Council|Ministry|Department|Agency"
    r"|Association|Office|Bank|Committee|Commission|Organi[sz]ation|Group|Board|Union|Society)\b"
)


def family_name(authors: str) -> str:
    """The family name of the first author; of a name in one word or an organisation, all of it."""
    if _ORGANISATION.search(authors):
        return authors.strip()
    first = authors.split(";", maxsplit=1)[0].split(" and ", maxsplit=1)[0]
    if "," in first:
        return first.split(",")[0].strip()
    names = first.split()
    if len(names) > 1 and names[0].lower() in FAMILY_NAMES_FIRST:
        return names[0]
    return names[-1] if names else ""


@dataclass(frozen=True)
class Edition:
    """One file of a document: its SHA-256, its bare name in the project's documents folder."""

    sha256: str
    file: str
    added: str = ""


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """A source. Its id is the SHA-256 of its first edition; ``editions`` only grows.

    ``date`` is ISO 8601, as precise as the source says (``2025``, ``2025-06``, ``2025-06-22``).
    ``order`` is the place in the catalogue. ``address`` is where on the web it was kept from, at
    the time its first edition was added. What is unknown is empty.
    """

    title: str
    editions: tuple[Edition, ...]
    format: str
    author: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""
    order: int = 0
    address: str = ""

    @property
    def edition(self) -> Edition:
        """The edition that is shown."""
        return self.editions[-1]

    @property
    def short_name(self) -> str:
        """A word or two that tell the document apart: the author's last name, or the title."""
        name = family_name(self.author)
        if name:
            return name
        return self.title if len(self.title) <= 24 else self.title[:23].rstrip() + "…"

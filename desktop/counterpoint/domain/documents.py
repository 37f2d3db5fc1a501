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


_GIVEN_NAMES = "jo lee kim min ko jung son shin sun tran yang han chang"

GIVEN_NAMES_TOO = frozenset(_GIVEN_NAMES.split())
"""Those of them that are given names or nicknames elsewhere, too: the other name decides."""

_SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnprstwxyzq]|ch|sh|kk|th|ts|tz|zh)?[yw]?[aeiou]{1,3}(?:n|ng|nh|m|k|l|p|h|w)?",
    re.IGNORECASE,
)
"""A syllable of a Korean, Chinese or Vietnamese given name in Latin letters."""

_ORGANISATION = re.compile(
    r"\b(?:Institute|University|College|Cent(?:er|re)|Foundation|Council|Ministry|Department|Agency"
    r"|Association|Office|Bank|Committee|Commission|Organi[sz]ation|Group|Board|Union|Society|Desk|Team|Staff"
    r"|Service|Press|News|Newsroom|Bureau|Authority|Administration|Secretariat|Division|Unit"
    r"|Company|Ltd|Inc|Party|Network|Forum|Fund|Parliament|Government|Court)\b"
)


def family_name(authors: str) -> str:
    """The family name of the first author; of a name in one word or an organisation, all of it."""
    if _ORGANISATION.search(authors):
        return authors.strip()
    first = authors.split(";", maxsplit=1)[0].split(" and ", maxsplit=1)[0]
    if "," in first:
        return first.split(",")[0].strip()
    names = first.split()
    if len(names) > 1 and names[0].lower() in FAMILY_NAMES_FIRST and _is_first(names):
        return names[0]
    return names[-1] if names else ""


def _is_first(names: list[str]) -> bool:
    """Whether the first of several names, a family name, is likelier that than the last."""
    if names[0].lower() not in GIVEN_NAMES_TOO:
        return names[-1].lower() not in FAMILY_NAMES_FIRST or len(names) > 2
    rest = "".join(names[1:]).split("-") if "-" in names[-1] else names[1:]
    return names[-1].lower() not in FAMILY_NAMES_FIRST and all(map(_is_eastern, rest))


def _is_eastern(name: str) -> bool:
    """Whether a name is made of one or two syllables such as Min, Jung or Minji."""
    return re.fullmatch(f"(?:{_SYLLABLE.pattern}){{1,2}}", name, re.IGNORECASE) is not None


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

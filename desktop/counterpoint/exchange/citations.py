"""How claims and documents are named in a note: labels, sources, dates, where to find them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.holdings import Holdings
from counterpoint.exchange.escaping import escaped, one_line, shortened

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DATE = re.compile(r"\d{4}(-\d{1,2}){0,2}", re.ASCII)

_WORDLESS, _REGION = "a marked area without text", "a region of the page"
_GLANCE = 120
"""Code points of a quote where a claim is only pointed to."""


_NAME = 40
"""Code points of a source's name."""


@dataclass(frozen=True)
class Citations:
    """Labels and source names of one note, all of them Markdown.

    A label such as ``A6`` is the sixth claim of the first document, and the whole heading of that
    claim: GitHub, GitLab, pandoc and VS Code make the identifier ``a6`` of it, Obsidian finds a
    heading by its words and whatever their case. So ``[A6](#a6)`` works in each without any HTML.
    """

    labels: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, holdings: Holdings) -> "Citations":
        """Labels and names for everything a project holds."""
        catalogue = holdings.documents()
        labels = {
            claim.id: f"{letters(index)}{number}"
            for index, document in enumerate(catalogue)
            for number, claim in enumerate(holdings.claims_of(document.id), 1)
        }
        return cls(labels, _source_names(catalogue))

    def link(self, claim: Claim) -> str:
        """The claim's label, leading to its heading."""
        label = self.labels[claim.id]
        return f"[{label}](#{label.lower()})"

    def source(self, claim: Claim) -> str:
        """Document and place: ``Reed, ¶ 6``."""
        return ", ".join(part for part in (self.names[claim.document], place_of(claim)) if part)

    def pointed(self, claim: Claim) -> str:
        """The claim's source and label: ``Reed, ¶ 6, A6``."""
        return f"{self.source(claim)}, {self.link(claim)}"

    def cited(self, claim: Claim) -> str:
        """The claim's source and label in brackets."""
        return f"({self.pointed(claim)})"

    def quoted(self, claim: Claim) -> str:
        """The claim's words in quotation marks, with source and label."""
        return f"{_in_marks(claim, escaped(claim.quote))} {self.cited(claim)}"

    def stated(self, claim: Claim) -> str:
        """The claim in its reader's words, else in its own, with source and label."""
        words = words_of(claim)
        stop = "." if words.endswith(".") and not words.endswith("..") else ""
        return f"{words.removesuffix(stop)} {self.cited(claim)}{stop}"

    def glanced(self, claim: Claim) -> str:
        """The claim's label and source, and what it says, cut short."""
        said = escaped(shortened(claim.restatement, _GLANCE))
        words = said or _in_marks(claim, escaped(shortened(claim.quote, _GLANCE)))
        return f"{self.link(claim)} ({self.source(claim)}): {words}"


def words_of(claim: Claim) -> str:
    """The claim in its reader's words, else in its own; Markdown."""
    return escaped(claim.restatement) or _in_marks(claim, escaped(claim.quote))


def sentence_of_wordless(claim: Claim) -> str:
    """What stands where a claim has no words to quote; Markdown."""
    if claim.anchor.region is None:
        return "A marked area without text."
    return f"A region of {place_of(claim) or 'the page'}, which has no words to quote."


def place_of(claim: Claim) -> str:
    """Where a claim stands: its page, else its paragraph, else nothing; Markdown."""
    if claim.anchor.page is not None and (page := escaped(claim.anchor.page)):
        return f"p. {page}"
    return "" if claim.anchor.paragraph is None else f"¶ {claim.anchor.paragraph}"


def written_date(date: str) -> str:
    """An ISO 8601 date as a person writes it (``22 June 2025``); anything else unchanged."""
    day_alone = one_line(date).partition("T")[0]
    if not _DATE.fullmatch(day_alone):
        return one_line(date)
    year, *rest = day_alone.split("-")
    month, day = ([int(part) for part in rest] + [0, 0])[:2]
    if rest and not 1 <= month <= 12:
        return one_line(date)
    return " ".join([str(day)] * bool(day) + [_MONTHS[month - 1]] * bool(month) + [year])


def web_source(document: Document) -> str:
    """Where on the web a document was kept from, and on which day; empty where it was not."""
    address, added = one_line(document.address), written_date(document.editions[0].added)
    return ", ".join([address, *[f"accessed {added}"] * bool(added)]) if address else ""


def title_of(document: Document) -> str:
    """A document's title, else the name of its file."""
    return one_line(document.title) or one_line(document.edition.file) or "Untitled"


def letters(index: int) -> str:
    """A, B, …, Z, AA, AB, …: as the columns of a spreadsheet, from 0."""
    before, last = divmod(index, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _source_names(catalogue: Sequence[Document]) -> dict[str, str]:
    """A short name for each document; where two have the same, the year or a letter parts them."""
    plain = [_short_name(document) for document in catalogue]
    dated = [f"{name} {one.date[:4]}".rstrip() for name, one in zip(plain, catalogue, strict=True)]
    many, still = Counter(plain), Counter(dated)
    names: dict[str, str] = {}
    for index, document in enumerate(catalogue):
        name = plain[index]
        if many[name] > 1:
            name = dated[index]
            name = f"{name} ({letters(index)})" if still[name] > 1 else name
        names[document.id] = escaped(name)
    return names


def _short_name(document: Document) -> str:
    """The author's last name, else the publisher, else the title."""
    if document.author.split(",")[0].strip():
        return one_line(document.short_name)
    return shortened(document.publisher, _NAME) or shortened(title_of(document), _NAME)


def _in_marks(claim: Claim, words: str) -> str:
    if words:
        return f"“{words}”"
    return _WORDLESS if claim.anchor.region is None else _REGION

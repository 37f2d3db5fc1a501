"""Names of things in a reader's words: where a passage stands, what a document is called."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from counterpoint.app.desk import Selected
from counterpoint.domain.anchoring import region_anchor
from counterpoint.domain.anchors import Anchor, Region
from counterpoint.domain.claims import Claim
from counterpoint.domain.documents import Document
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.relations import Relation
from counterpoint.domain.scheme import RelationKind
from counterpoint.exchange.citations import written_date
from counterpoint.exchange.escaping import one_line

GLANCE = 60
"""Code points of a claim's words inside a sentence."""


def place_of(anchor: Anchor) -> str:
    """The printed page, or the paragraph where there are no pages."""
    if anchor.page is not None:
        return f"p. {anchor.page}"
    return f"¶ {anchor.paragraph}" if anchor.paragraph else ""


def position_in(text: ReadingText, selection: Selected) -> str:
    """Where the cursor is: page or paragraph, and which sentence of how many."""
    if isinstance(selection, Region):
        words = region_anchor(text, "", selection).words
        bare = "No text  ·  "
        return words if text.sentence_count else bare + words.removeprefix("Region on ")
    sentence = f"{text.sentence_at(selection.start) + 1} / {text.sentence_count}"
    label = text.label_at(selection.start)
    if label is not None:
        return f"p. {label}  ·  {sentence}"
    paragraph = text.paragraph_at(selection.start) + 1
    return f"¶ {paragraph} of {text.paragraph_count}  ·  {sentence}"


def source_of(document: Document) -> str:
    """Author and publisher, as far as they are known."""
    return "  ·  ".join(part for part in (document.author, document.publisher) if part)


def byline_of(document: Document) -> str:
    """A short author or publisher, and the date."""
    name = document.short_name if document.author else document.publisher
    return "  ·  ".join(part for part in (name, written_date(document.date)) if part)


def counted(number: int, word: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def relation_words(relation: Relation, kind: RelationKind, claim: Claim) -> str:
    """The relation as it reads from one of its claims."""
    return kind.name if relation.source == claim.id else kind.inverse


def glance(words: str) -> str:
    """Words on one line, cut to what a sentence has room for."""
    line = one_line(words)
    return line if len(line) <= GLANCE else line[: GLANCE - 1].rstrip() + "…"


def told_titles(documents: Sequence[Document]) -> dict[str, str]:
    """The title of each document by its id; where several have one, with what tells them apart.

    That is the kind of file, else the date, else the name of the file.
    """
    alike: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        alike[document.title.casefold()].append(document)
    return {one.id: _told_title(one, alike[one.title.casefold()]) for one in documents}


def _told_title(document: Document, alike: Sequence[Document]) -> str:
    if len(alike) == 1:
        return document.title
    ways: tuple[Callable[[Document], str], ...] = (
        lambda one: one.format.upper(),
        lambda one: written_date(one.date),
        lambda one: one.edition.file,
    )
    for way in ways:
        if len({way(one) for one in alike}) == len(alike) and way(document):
            return f"{document.title} ({way(document)})"
    return f"{document.title} ({document.edition.file})"

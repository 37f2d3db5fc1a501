"""Whether claims stand on their words: each in the very edition that its anchor names."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from counterpoint.cli.services import Checkup, Context
from counterpoint.documents.client import jobs
from counterpoint.documents.client.replies import Arranged
from counterpoint.domain.anchoring import Offering, Sheet, seek
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document
from counterpoint.domain.fault import Fault
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.refusal import Refusal

AT_ONCE = 2
"""Workers that read documents at the same time."""

_ANEW = "put the claim on its words again"


@dataclass(frozen=True)
class _Work:
    """The claims that are to be held against one edition of a document."""

    document: Document
    path: Path
    claims: Sequence[Claim]


@dataclass(frozen=True)
class _Pages:
    """What is read of an edition; ``sheets`` are the sizes of its pages, none where text flows."""

    text: ReadingText
    sheets: Sequence[Sheet]


def misplaced(checkup: Checkup, context: Context) -> Iterator[Fault]:
    """Claims whose words are not where they say; what cannot be read is said and left out.

    A claim that has merely moved in a newer edition is none of them.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        works = list(_works(checkup))
        for work, found in zip(
            works, pool.map(lambda one: _found(one, context), works), strict=True
        ):
            if isinstance(found, Refusal):
                title = work.document.title
                context.output.error(
                    f"Whether the claims of “{title}” stand in it was not checked: {found}"
                )
                continue
            for claim, complaint in found:
                yield checkup.fault(claim, complaint)


def _works(checkup: Checkup) -> Iterator[_Work]:
    by_edition: dict[tuple[str, str], list[Claim]] = {}
    for record in checkup.records:
        if isinstance(record, Claim) and not record.removed:
            by_edition.setdefault((record.document, record.anchor.edition), []).append(record)
    documents = {one.id: one for one in checkup.records if isinstance(one, Document)}
    for (identity, sha256), claims in by_edition.items():
        document, path = documents.get(identity), checkup.files.get(sha256)
        if document is not None and path is not None and not document.removed:
            yield _Work(document, path, claims)


def _found(work: _Work, context: Context) -> list[tuple[Claim, str]] | Refusal:
    """What is wrong with claims, or why nobody can tell."""
    try:
        pages = _read(work, context)
    except Refusal as refusal:
        return refusal
    looking = _Looking(pages, work, context.services.offering_in)
    return [(claim, what) for claim in work.claims if (what := looking.complaint(claim))]


def _read(work: _Work, context: Context) -> _Pages:
    with context.services.start_worker() as worker:
        opened = worker.open(str(work.path.absolute()), suffix=work.document.format)
        arranged = worker.ask(jobs.Arrange()) if opened.fixed else None
        sizes = arranged.sizes if isinstance(arranged, Arranged) else ()
        return _Pages(worker.read(), sizes)


class _Looking:
    """Looks for claims in one edition; what costs time is made when it is first wanted."""

    def __init__(self, pages: _Pages, work: _Work, offering_in: Callable[[str], Offering]) -> None:
        self._pages = pages
        self._title = work.document.title
        self._offering_in = offering_in
        self._offering: Offering | None = None

    def complaint(self, claim: Claim) -> str:
        """What is wrong with a claim's place; empty where nothing is."""
        if claim.anchor.region is not None:
            return self._of_region(claim)
        text = self._pages.text
        passage = text.passage_of(claim.anchor.places)
        if passage is not None and text.quote(passage) == claim.quote:
            return ""
        is_found = self._seek(claim) is not State.LOST
        if is_found and all(one.extractor != text.extractor for one in claim.anchor.places):
            return ""  # another version of the program made the place, which is then only a hint
        if is_found:
            return f"is not at the place that it names in “{self._title}”; {_ANEW}"
        return f"quotes words that are not in “{self._title}”; {_ANEW}, or remove it"

    def _seek(self, claim: Claim) -> State:
        if self._offering is None:
            self._offering = self._offering_in(self._pages.text.text)
        return seek(claim.anchor, self._pages.text, self._offering).state

    def _of_region(self, claim: Claim) -> str:
        region, sheets = claim.anchor.region, self._pages.sheets
        assert region is not None
        if region.section < 0:
            return ""  # said already: no page can have it
        if region.section >= len(sheets):
            count = str(len(sheets)) if sheets else "none"
            return f"is on page {region.section + 1} of “{self._title}”, which has {count}; {_ANEW}"
        if not region.is_inside(*sheets[region.section]):
            return f"is on a region outside its page of “{self._title}”; {_ANEW}"
        return ""

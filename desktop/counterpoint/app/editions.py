"""New editions of a document: taking one in, and saying what became of its claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counterpoint.app.catalogue import with_edition
from counterpoint.app.describing import counted
from counterpoint.app.desk import DOCUMENT_GONE
from counterpoint.app.session import Session
from counterpoint.app.standing import IN_PLACE, NOT_FOUND, TO_CHECK, Standing, standing_of
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document, Edition
from counterpoint.domain.refusal import Refusal

EXACT_ONLY = "Only the exact words were looked for; restart Counterpoint to find changed ones too."


@dataclass(frozen=True)
class Report:
    """What became of a document's claims in its new edition; those to be checked are named.

    ``is_exact`` where passages were looked for word for word only. ``standings`` say of them, by
    id, why they are to be checked and what stands there now.
    """

    title: str
    sound: int
    moved: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    is_exact: bool = False
    standings: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def to_check(self) -> tuple[Claim, ...]:
        """What was lost first, for there is more to do."""
        return (*self.lost, *self.moved)

    @property
    def sentence(self) -> str:
        """The counts."""
        total = self.sound + len(self.moved) + len(self.lost)
        if not total:
            return "The document had no claims to carry over."
        if not self.to_check:
            whose = "its passage" if total == 1 else "the passage of each"
            return f"{counted(total, 'claim')}, and {whose} was found."
        parts = (
            f"{self.sound:,} {IN_PLACE}",
            f"{len(self.moved):,} {TO_CHECK}",
            f"{len(self.lost):,} {NOT_FOUND}",
        )
        return f"{counted(total, 'claim')}:  " + "  ·  ".join(parts)

    @property
    def caution(self) -> str:
        """What to know of the counts; empty where nothing is."""
        return EXACT_ONLY if self.is_exact and self.to_check else ""


def take_edition(session: Session, identity: str, edition: Edition, file_format: str) -> None:
    """Let a document have one more edition, which is shown from now on.

    Refuses a file that the project has already.
    """
    document = session.project.get(Document, identity)
    if document is None:
        raise Refusal(DOCUMENT_GONE)
    holder = with_edition(session.project, edition.sha256)
    if holder is not None and holder.id != identity:
        raise Refusal(f"This file is “{holder.title}” in the project; choose another one.")
    if document.edition.sha256 == edition.sha256:
        raise Refusal("This is the file that is shown already; choose the new edition.")
    grown = replace(document, editions=(*document.editions, edition), format=file_format)
    session.project.put(f"Replace “{document.title}” with a new edition", grown)


def report_on(session: Session, identity: str) -> Report | None:
    """What became of a document's claims; None while they are being looked for."""
    document = session.project.get(Document, identity)
    if document is None or identity not in session.desk.texts:
        return None
    held = [(c, session.marks.state_of(c)) for c in session.project.claims_of(identity)]
    if any(state is State.UNCHECKED for _, state in held):
        return None
    moved = tuple(claim for claim, state in held if state is State.MOVED)
    lost = tuple(claim for claim, state in held if state is State.LOST)
    sound, is_exact = len(held) - len(moved) - len(lost), identity in session.marks.exact
    standings = {claim.id: standing_of(session, claim) for claim in (*moved, *lost)}
    return Report(document.title, sound, moved, lost, is_exact, standings)


def report_again(session: Session, identity: str) -> Report:
    """What has become of a document's claims by now; refuses where there is nothing to report."""
    document = session.project.get(Document, identity)
    if document is None:
        raise Refusal("There is no document in this pane; choose one at the left first.")
    if len(document.editions) < 2:
        raise Refusal("This document has one edition; “Replace with a new edition …” adds another.")
    found = report_on(session, identity)
    if found is None:
        raise Refusal("Its claims are still being looked for; try again in a moment.")
    return found

"""Claims whose passage has moved or was not found: going through them, and settling each."""

from dataclasses import replace

from counterpoint.app import showing
from counterpoint.app.commands import Command
from counterpoint.app.describing import glance
from counterpoint.app.desk import DOCUMENT_GONE, Selected, selected_in
from counterpoint.app.session import Session, anchor_at
from counterpoint.domain.anchors import Anchor
from counterpoint.domain.claims import Claim, State
from counterpoint.domain.documents import Document
from counterpoint.domain.refusal import Refusal

NOTHING_TO_CHECK = "No claim is to be checked: every passage that was looked for is in place."


def to_check(session: Session) -> list[Claim]:
    """The claims that have moved or are lost: by catalogue, then in reading order."""
    found = (session.project.get(Claim, one) for one in session.marks.moved | session.marks.lost)
    orders = {document.id: at for at, document in enumerate(session.project.documents())}
    claims = [claim for claim in found if claim is not None and claim.document in orders]
    return sorted(claims, key=lambda one: (orders[one.document], one.anchor.order, one.id))


def confirm(session: Session) -> None:
    """Say that the claim under the cursor is where it belongs: its anchor is made there anew.

    Refusal where it is in place, or another reader's.
    """
    claim = session.own_claim_under_cursor()
    mark = session.marks.of_claim(claim.id)
    if mark is None or mark.state is not State.MOVED:
        raise Refusal("This passage is in place; there is nothing to confirm.")
    before = claim.anchor.words
    now = _anchor(session, "Confirm the passage", claim, mark.target)
    kept = "" if now.anchor.words == before else " Its card keeps the earlier words."
    session.notices.say_undoable(f"Confirmed.{kept}")


def attach(session: Session) -> None:
    """Make the selected passage that of the claim which was gone to last.

    Refusal where there is no such claim or selection, or they are of two documents.
    """
    claim = session.project.get(Claim, session.chosen.claim)
    if claim is None:
        raise Refusal("Choose a claim in the list first, then select its passage.")
    session.readers.refuse_others(claim, "Its passage stays as it is.")
    if claim.document != session.desk.pane.document:
        document = session.project.get(Document, claim.document)
        title = document.title if document else "another document"
        raise Refusal(f"The claim you chose is one of “{title}”; select its passage there.")
    if not session.chosen.has_selected and session.marks.of_claim(claim.id) is None:
        key = session.notices.named("check.attach", "Attach to the selection")
        raise Refusal(f"Select the passage in the document first, then press {key}.")
    before = glance(claim.headline)
    now = _anchor(session, "Attach to the selection", claim, selected_in(session.desk))
    session.notices.say_undoable(f"Attached “{before}” to “{glance(now.anchor.words)}”.")


def next_to_check(session: Session) -> None:
    """Go to the next claim that has moved or is lost, in any document."""
    _step(session, 1)


def previous_to_check(session: Session) -> None:
    """Go to the one before."""
    _step(session, -1)


def _anchor(session: Session, label: str, claim: Claim, selected: Selected) -> Claim:
    document = session.project.get(Document, claim.document)
    if document is None:
        raise Refusal(DOCUMENT_GONE)
    text = session.desk.texts.get(claim.document) or session.desk.text
    anchor = anchor_at(text, document.edition.sha256, selected)
    now = replace(claim, anchor=anchor, earlier=_earlier(claim, anchor))
    session.project.put(label, now)
    session.desk.select(selected, claim=claim.id)
    return now


def _earlier(claim: Claim, anchor: Anchor) -> tuple[str, ...]:
    """What the passage said before, oldest first; each wording once."""
    before = claim.quote
    if not before or before == anchor.quote:
        return claim.earlier
    return (*(words for words in claim.earlier if words != before), before)


def _step(session: Session, step: int) -> None:
    claims = to_check(session)
    if not claims:
        raise Refusal(NOTHING_TO_CHECK)
    ids = [claim.id for claim in claims]
    mark = session.mark_under_cursor()
    here = [one for one in (session.chosen.claim, mark.claim.id if mark else "") if one in ids]
    at = ids.index(here[0]) + step if here else (0 if step > 0 else -1)
    showing.claim(session, ids[at % len(ids)])


COMMANDS: tuple[Command[Session], ...] = (
    Command(
        "check.next",
        "Next claim to check",
        next_to_check,
        ("Alt+.",),
        "Go",
        help="Goes to the next claim to check or without its passage, in any document.",
        also="moved lost edition forward",
    ),
    Command(
        "check.previous",
        "Previous claim to check",
        previous_to_check,
        ("Alt+,",),
        "Go",
        help="Goes to the previous claim to check or without its passage.",
        also="moved lost edition back backward",
    ),
    Command(
        "check.confirm",
        "Confirm the passage",
        confirm,
        ("y",),
        "Claim",
        help="Says that the claim under the cursor is where it belongs.",
        icon="check",
        also="yes moved sound right accept",
    ),
    Command(
        "check.attach",
        "Attach to the selection",
        attach,
        ("a",),
        "Claim",
        help="Makes the selected passage that of the claim you chose last; all else of it stays.",
        icon="link",
        also="reattach lost moved wrong passage quote anchor",
    ),
)
